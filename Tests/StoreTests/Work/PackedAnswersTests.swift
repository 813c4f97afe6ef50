import Foundation
import TestRandom
import Testing

@testable import Store

@Suite("The answers of one commit, packed")
struct PackedAnswersTests {
  private static let names = Transaction.EnquiryNames(enquiry: "E1", consent: "C1")

  private static let answers: [KeptAnswer] = [
    KeptAnswer(position: 0, sealed: Data()), KeptAnswer(position: 1, sealed: Data([0])),
    KeptAnswer(position: 23, sealed: Data(repeating: 7, count: 100_000)),
    KeptAnswer(position: 255, sealed: Data("answer".utf8), names: names),
    KeptAnswer(position: 65_535, sealed: Data("answer".utf8), names: .init(enquiry: "", consent: "银行")),
    KeptAnswer(
      position: 2, sealed: Data("answer".utf8),
      names: .init(enquiry: String(repeating: "E", count: 255), consent: String(repeating: "C", count: 255))),
  ]

  @Test("come back as they were, one by one and together")
  func roundTrip() {
    for answer in Self.answers { #expect(PackedAnswers.unpack(PackedAnswers.pack([answer])) == [answer]) }
    #expect(PackedAnswers.unpack(PackedAnswers.pack(Self.answers)) == Self.answers)
    #expect(PackedAnswers.positions(PackedAnswers.pack(Self.answers)) == Self.answers.map(\.position))
    #expect(PackedAnswers.pack([]).isEmpty && PackedAnswers.unpack(Data()) == [])
  }

  @Test("are read from the beginning of a slice")
  func slice() {
    let packed = Data([9, 9]) + PackedAnswers.pack(Self.answers)
    #expect(PackedAnswers.unpack(packed.dropFirst(2)) == Self.answers)
  }

  @Test("take seven bytes each beside what is sealed")
  func size() { #expect(PackedAnswers.pack([KeptAnswer(position: 3, sealed: Data(count: 1_200))]).count == 1_207) }

  @Test("are nothing where the end of one is missing", arguments: [answers[1], answers[3], answers[4]])
  func cut(answer: KeptAnswer) {
    let whole = PackedAnswers.pack([answer])
    for count in 1..<whole.count { #expect(PackedAnswers.unpack(whole.prefix(count)) == nil) }
    for count in 1..<whole.count { #expect(PackedAnswers.unpack(whole + whole.prefix(count)) == nil) }
  }

  private static let breakages: [(String, [UInt8])] = [
    ("a place alone", [0, 1]), ("neither with identifiers nor without", [0, 1, 2, 0, 0, 0, 0]),
    ("longer than the rest", [0, 1, 0, 0, 0, 0, 2, 9]), ("as long as can be", [0, 1, 0, 255, 255, 255, 255, 9]),
    ("an identifier longer than the rest", [0, 1, 1, 255, 69]), ("one identifier", [0, 1, 1, 1, 69]),
  ]

  @Test("are nothing where they are broken", arguments: breakages)
  func broken(what: String, bytes: [UInt8]) {
    #expect(PackedAnswers.unpack(Data(bytes)) == nil && PackedAnswers.positions(Data(bytes)) == nil)
  }

  @Test("stop nothing, whatever bytes there are, and what is read is written again", arguments: 0..<20)
  func fuzz(seed: Int) {
    var random = Seeded(seed)
    let whole = PackedAnswers.pack([
      KeptAnswer(position: 1, sealed: Data("abc".utf8)), KeptAnswer(position: 2, sealed: Data(), names: Self.names),
      KeptAnswer(position: 3, sealed: Data("defgh".utf8)),
    ])
    var read = 0
    for _ in 0..<500 {
      let bytes = PackedEnquiriesTests.spoilt(whole, by: &random)
      guard let found = PackedAnswers.unpack(bytes) else { continue }
      read += 1
      // An identifier that is no text gets longer when it is read.
      let isShort = found.allSatisfy {
        [$0.names?.enquiry, $0.names?.consent].allSatisfy { ($0 ?? "").utf8.count < 256 }
      }
      if isShort { #expect(PackedAnswers.unpack(PackedAnswers.pack(found)) == found, "\([UInt8](bytes))") }
    }
    #expect(read > 0)
  }
}
