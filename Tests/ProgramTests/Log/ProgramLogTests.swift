import Domain
import Logging
import Settings
import Synchronization
import Testing
import Text

@testable import Program

@Suite("A line of the log")
struct ProgramLogTests {
  private static let now = Moment(milliseconds: 1_764_300_000_123)

  /// What a logger writes by some settings.
  private func written(
    _ format: LogSettings.Format, level: LogSettings.Level = .info, _ body: (Logger) throws -> Void
  ) rethrows -> String {
    let text = Mutex("")
    var settings = LogSettings()
    (settings.format, settings.level) = (format, level)
    return try withoutActuallyEscaping(body) { body in
      let log = ProgramLog(settings, now: { Self.now }) { line in text.withLock { $0 += line } }
      try body(Logger(label: "test") { _ in log })
      return text.withLock { $0 }
    }
  }

  @Test("has time, level, text, and what it is about")
  func line() {
    let say: (Logger) -> Void = { $0.tell(.warning, "the disk is full", [.bank: "icbc", .query: "Q1"]) }
    #expect(
      written(.text, say) == "\(Self.now) warning the disk is full query=Q1 bank=icbc\n")
    #expect(
      written(.json, say)
        == #"{"time":"\#(Self.now)","level":"warning","message":"the disk is full","query":"Q1","bank":"icbc"}"# + "\n")
  }

  @Test("leaves out what is not known to be harmless, wherever it comes from", arguments: LogSettings.Format.allCases)
  func unknown(format: LogSettings.Format) {
    let text = written(format) { log in
      var log = log
      log[metadataKey: "phone"] = "13800138264"
      log.info("said", metadata: ["name": "李小明", "error": "11010519491231002X", "code": "disk_full"])
    }
    for secret in ["13800138264", "李小明", "11010519491231002X"] { #expect(!text.contains(secret)) }
    #expect(text.contains("disk_full"))
  }

  @Test("names the request in which it was written")
  func request() {
    let text = ProgramLog.$request.withValue("r-7") { written(.text) { $0.info("said") } }
    #expect(text.hasSuffix("said request=r-7\n"))
  }

  @Test("is one line, and steers no terminal")
  func harmless() {
    let text = written(.text) { $0.tell(.info, "a\nb\u{1b}[2J", [.code: "x y\n"]) }
    #expect(text.filter { $0 == "\n" }.count == 1 && !text.contains("\u{1b}"))
    #expect(text.contains("code=\""))
    let json = written(.json) { $0.tell(.info, "a\nb\u{1b}[2J", [.code: "x y\n"]) }
    #expect(json.filter { $0 == "\n" }.count == 1 && !json.contains("\u{1b}"))
  }

  @Test("is written from its level on")
  func level() {
    let text = written(.text, level: .warning) { log in
      log.info("less")
      log.error("more")
    }
    #expect(!text.contains("less") && text.contains("error more"))
  }
}
