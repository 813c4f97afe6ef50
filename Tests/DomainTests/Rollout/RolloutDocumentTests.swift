import Domain
import TestRandom
import Testing
import Text

@Suite("A rollout's document")
struct RolloutDocumentTests {
  @Test("gives the same rollout back", arguments: 1...200)
  func roundTrip(seed: Int) throws {
    var maker = RandomRollout(random: Seeded(seed))
    let rollout = maker.rollout()
    let text = rollout.document.compact
    let read = try #require(JSONValue(json: text).flatMap { Rollout(document: $0) })
    #expect(read == rollout)
    #expect(read.document.compact == text)
  }

  @Test("does not depend on the order of the edits")
  func order() {
    let edits: [RolloutEdit] = [
      .openRegions([RegionCode("CN-SH")], .full), .openRegions([RegionCode("CN-AH")], .full),
      .connect([BankCode("icbc")], .everywhere), .connect([BankCode("abc")], .everywhere), .openChannels([.web]),
      .openChannels([.app]),
    ]
    var (forwards, backwards) = (Rollout.initial, Rollout.initial)
    for edit in edits { forwards.apply(edit) }
    for edit in edits.reversed() { backwards.apply(edit) }
    #expect(forwards.document.compact == backwards.document.compact)
  }

  @Test("of revision 0 says open and nothing else")
  func initial() {
    #expect(
      Rollout.initial.document.compact == #"{"service":"open","channels":[],"regions":{},"banks":{},"policies":{}}"#)
  }

  @Test(
    "is read only as it was written",
    arguments: [
      "{}", "null", #"{"service":"open"}"#,
      #"{"service":"closed","channels":[],"regions":{},"banks":{},"policies":{}}"#,
      #"{"service":"open","channels":["fax"],"regions":{},"banks":{},"policies":{}}"#,
      #"{"service":"open","channels":[1],"regions":{},"banks":{},"policies":{}}"#,
      #"{"service":"open","channels":[],"regions":{"CN-SH":10001},"banks":{},"policies":{}}"#,
      #"{"service":"open","channels":[],"regions":{"CN-SH":-1},"banks":{},"policies":{}}"#,
      #"{"service":"open","channels":[],"regions":{"CN-SH":"100"},"banks":{},"policies":{}}"#,
      #"{"service":"open","channels":[],"regions":{},"banks":{"icbc":"connected"},"policies":{}}"#,
      #"{"service":"open","channels":[],"regions":{},"banks":{"icbc":{"connected":"some"}},"policies":{}}"#,
      #"{"service":"open","channels":[],"regions":{},"banks":{"icbc":{"connected":[1]}},"policies":{}}"#,
      #"{"service":"open","channels":[],"regions":{},"banks":{"icbc":{"suspended":null}},"policies":{}}"#,
      #"{"service":"open","channels":[],"regions":{},"banks":{"icbc":{"suspended":7,"reason":"x"}},"policies":{}}"#,
      #"{"service":"open","channels":[],"regions":{},"banks":{},"policies":{"four-eyes":true}}"#,
    ])
  func refused(text: String) throws {
    let json = try #require(JSONValue(json: text))
    #expect(Rollout(document: json) == nil)
  }
}
