import Domain
import TestFixtures
import TestRandom
import Testing

/// One case: the common start, our changes, their changes, and the paths in conflict.
struct RebaseCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  var base: [RolloutEdit] = []
  let ours: [RolloutEdit]
  let theirs: [RolloutEdit]
  var conflict: [String] = []

  static func rollout(_ edits: [RolloutEdit]) -> Rollout {
    var rollout = Rollout.initial
    for edit in edits { rollout.apply(edit) }
    return rollout
  }
}

@Suite("Putting a candidate on top of a rollout that has moved on")
struct RebaseTests {

  private static let cases = [
    RebaseCase(
      testDescription: "different things", ours: [.openRegions([.shanghai], .full), .openChannels([.app])],
      theirs: [.openRegions([.yunnan], .half), .connect([.icbc], .everywhere), .pauseService(reason: "维护")]),
    RebaseCase(
      testDescription: "the same thing to the same value", ours: [.openRegions([.shanghai], .half)],
      theirs: [.openRegions([.shanghai], .half), .openChannels([.app])]),
    RebaseCase(testDescription: "nothing of theirs", ours: [.openChannels([.app])], theirs: []),
    RebaseCase(testDescription: "nothing of ours", ours: [], theirs: [.openChannels([.app])]),
    RebaseCase(
      testDescription: "a share", ours: [.openRegions([.shanghai], .half)], theirs: [.openRegions([.shanghai], .full)],
      conflict: ["regions.CN-SH.share"]),
    RebaseCase(
      testDescription: "closed by us, raised by them", base: [.openRegions([.shanghai], .half)],
      ours: [.closeRegions([.shanghai])], theirs: [.openRegions([.shanghai], .full)], conflict: ["regions.CN-SH.share"]),
    RebaseCase(
      testDescription: "a bank's regions", base: [.connect([.icbc], .everywhere)],
      ours: [.connect([.icbc], .named([.shanghai]))], theirs: [.connect([.icbc], .named([.yunnan]))],
      conflict: ["banks.icbc"]),
    RebaseCase(
      testDescription: "suspended by us, disconnected by them", base: [.connect([.icbc], .everywhere)],
      ours: [.suspend([.icbc], reason: "维护")], theirs: [.disconnect([.icbc])], conflict: ["banks.icbc"]),
    RebaseCase(
      testDescription: "two reasons for a pause", ours: [.pauseService(reason: "a")],
      theirs: [.pauseService(reason: "b")],
      conflict: ["service"]),
    RebaseCase(
      testDescription: "one of several clashes",
      ours: [.openRegions([.shanghai, .yunnan], .half), .openChannels([.app])],
      theirs: [.openRegions([.yunnan], .full), .openChannels([.web])], conflict: ["regions.CN-YN.share"]),
    RebaseCase(
      testDescription: "opened by both, closed again by them", ours: [.openChannels([.app])],
      theirs: [.openChannels([.app]), .closeChannels([.app])]),
  ]

  @Test("keeps both sides' changes where they touch different things, and else names what clashes", arguments: cases)
  func table(_ example: RebaseCase) {
    let base = RebaseCase.rollout(example.base)
    let ours = RebaseCase.rollout(example.base + example.ours)
    let theirs = RebaseCase.rollout(example.base + example.theirs)
    switch Intent(from: base, to: ours).rebased(onto: theirs) {
    case .merged(let merged):
      #expect(example.conflict.isEmpty)
      #expect(merged == RebaseCase.rollout(example.base + example.theirs + example.ours))
    case .conflict(let mine, let other):
      #expect(mine.map(\.path) == example.conflict)
      #expect(other.map(\.path) == example.conflict)
      #expect(zip(mine, other).all { $0.from == $1.from && $0.to != $1.to })
    }
  }

  @Test("merges or conflicts, and never loses a change of either side", arguments: 1...100)
  func property(seed: Int) {
    var maker = RandomRollout(random: Seeded(seed))
    let (base, ours, theirs) = (maker.rollout(), maker.rollout(), maker.rollout())
    let clashing = Set(base.changes(to: ours).map(\.subject)).intersection(base.changes(to: theirs).map(\.subject))
    switch Intent(from: base, to: ours).rebased(onto: theirs) {
    case .conflict(let mine, let other):
      #expect(!mine.isEmpty && Set(mine.map(\.subject)) == Set(other.map(\.subject)))
      #expect(clashing.isSuperset(of: mine.map(\.subject)))
    case .merged(let merged):
      let changed = base.changes(to: merged)
      for change in base.changes(to: ours) + base.changes(to: theirs) { #expect(changed.contains(change)) }
    }
  }
}
