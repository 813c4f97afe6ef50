import ConsoleProtocol
import Testing
import Text

struct FrameTests {
  private static let frames = [
    Frame(["t": "done"]), Frame(["t": "output", "page": .bool(true)], Array("上海\n".utf8)),
    Frame(["t": "line", "id": "a"], [0, 255, 10]), Frame(["t": "x"], [UInt8](repeating: 7, count: 70_000)),
  ]

  @Test("Frames come out as they went in, in whatever pieces their bytes come", arguments: [1, 2, 3, 7, 8, 9, 4_096])
  func pieces(size: Int) throws {
    let bytes = Self.frames.flatMap(\.encoded)
    var (reader, found) = (FrameReader(), [Frame]())
    for start in stride(from: 0, to: bytes.count, by: size) {
      reader.take(bytes[start..<min(start + size, bytes.count)])
      while let frame = try reader.next() { found.append(frame) }
    }
    #expect(found == Self.frames && !reader.isInside)
  }

  @Test(
    "What is no frame is refused, before more of it is waited for",
    arguments: [
      ([0, 0, 0, 0, 0, 0, 0, 0], ConsoleFault.malformed), ([255, 255, 255, 255, 0, 0, 0, 0], .tooLarge),
      ([0, 0, 0, 2, 127, 255, 255, 255], .tooLarge), (Array("GET / HTTP/1.1\r\n\r\n".utf8), .tooLarge),
      ([0, 0, 0, 2, 0, 0, 0, 0] + Array("[]".utf8), .malformed),
      ([0, 0, 0, 2, 0, 0, 0, 0] + Array("{]".utf8), .malformed),
      ([0, 0, 0, 4, 0, 0, 0, 0, 0x7b, 0xff, 0xfe, 0x7d], .malformed),
    ])
  func garbage(bytes: [UInt8], fault: ConsoleFault) {
    var reader = FrameReader()
    reader.take(bytes)
    #expect(throws: fault) { while try reader.next() != nil {} }
  }

  @Test("A frame that has begun is known to be incomplete")
  func incomplete() throws {
    var reader = FrameReader()
    reader.take(Self.frames[1].encoded.dropLast())
    #expect(try reader.next() == nil && reader.isInside)
  }

  @Test(
    "Messages of a console come out as they went in",
    arguments: [
      .line(LineRequest(id: "a", bytes: [1, 200], tellsTime: true, environment: ["A": "b c"])), .cancel(""),
      .cancel("x"),
      .script(
        ScriptRequest(
          id: "b", sources: [.init(name: "<command>", text: "show map"), .init(name: "a.chaka", text: nil)],
          environment: [:])), .resize(120), .quit("q"),
      .complete(CompletionRequest(before: "open ", form: .help, environment: ["HOME"])),
    ] as [ClientMessage])
  func client(message: ClientMessage) throws { #expect(try ClientMessage(message.frame) == message) }

  @Test("A request that is asked again says how much of its answer came")
  func repeated() throws {
    var line = LineRequest(id: "a", bytes: [1], tellsTime: false, environment: [:])
    line.replied = 3
    #expect(try ClientMessage(ClientMessage.line(line).frame) == .line(line))
  }

  @Test("An answer carries bytes, a fault, paths and the environment")
  func answer() throws {
    var answer = Answer()
    (answer.text, answer.bytes, answer.isWhole, answer.paths) = ("12", [1, 2], true, ["a", "b/"])
    answer.environment = ["T": "x"]
    answer.fault = ToldFault(ConsoleFault.tooMany(3))
    #expect(try ClientMessage(ClientMessage.answer(answer).frame) == .answer(answer))
  }

  @Test(
    "Messages of a service come out as they went in",
    arguments: [
      .output("a\n", isPage: true), .error("文"), .progress(nil), .progress("x"), .replied, .ask("?"), .more, .source(2),
      .file(NamedFile(text: "a", origin: "<terminal>", line: 1, column: 5)), .saved([3]), .paths("a/"),
      .fault(ToldFault(ConsoleFault.unknownProtocol(ours: [1], theirs: [2, 3]))),
    ] as [ServiceMessage])
  func service(message: ServiceMessage) throws { #expect(try ServiceMessage(message.frame) == message) }

  @Test("A member of a newer version is passed over, a message of one is not")
  func newer() throws {
    #expect(try ServiceMessage(Frame(["t": "replied", "more": 1])) == .replied)
    #expect(throws: ConsoleFault.malformed) { try ServiceMessage(Frame(["t": "dance"])) }
    #expect(throws: ConsoleFault.malformed) { try ClientMessage(Frame(["t": "line"])) }
    #expect(ProtocolVersion.common([1, 9]) == 1 && ProtocolVersion.common([9]) == nil)
  }

  @Test("Faults of the connection are made again from their code and facts")
  func faults() {
    let faults: [ConsoleFault] = [
      .lost, .stopping, .malformed, .tooLarge, .unknownProtocol(ours: [1], theirs: [2]), .tooMany(64),
    ]
    for fault in faults { #expect(ConsoleFault(code: fault.code, facts: .object(fault.facts)) == fault) }
  }
}
