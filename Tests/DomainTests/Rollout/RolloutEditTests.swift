import Domain
import TestFixtures
import Testing

@Suite("An edit of the rollout")
struct RolloutEditTests {

  private static func rollout(_ edits: [RolloutEdit]) -> Rollout {
    var rollout = Rollout.initial
    for edit in edits { rollout.apply(edit) }
    return rollout
  }

  @Test("opens and closes regions, and share 0 is closed")
  func regions() {
    let open = Self.rollout([.openRegions([.shanghai, .yunnan], .half)])
    #expect(open.share(of: .shanghai) == Share.half && open.share(of: .yunnan) == Share.half)
    #expect(Self.rollout([.openRegions([.shanghai], .half), .openRegions([.shanghai], .none)]) == .initial)
    #expect(Self.rollout([.openRegions([.shanghai], .half), .closeRegions([.shanghai])]) == .initial)
  }

  @Test("replaces the regions when a bank is connected again")
  func connectAgain() {
    let rollout = Self.rollout([
      .connect([.icbc], .everywhere), .connect([.icbc], .named([.yunnan, .shanghai, .yunnan])),
    ])
    #expect(rollout.state(of: .icbc) == .connected(.only([.shanghai, .yunnan])))
  }

  private static let resumptions: [([RolloutEdit], BankRollout)] = [
    ([.connect([.icbc], .named([.yunnan]))], .connected(.only([.yunnan]))),
    ([.connect([.icbc], .everywhere)], .connected(.everywhere)),
    ([], .closed),
    ([.connect([.icbc], .named([.yunnan])), .suspend([.icbc], reason: "earlier")], .connected(.only([.yunnan]))),
    ([.connect([.icbc], .everywhere), .disconnect([.icbc])], .closed),
  ]

  @Test("resumes a suspended bank as it was before", arguments: resumptions)
  func resume(before: [RolloutEdit], after: BankRollout) {
    let suspended = Self.rollout(before + [.suspend([.icbc], reason: "维护")])
    #expect(suspended.state(of: .icbc).name == "suspended")
    #expect(suspended.state(of: .icbc).regions == after.regions)
    #expect(
      Self.rollout(before + [.suspend([.icbc], reason: "维护"), .resume([.icbc])]).state(of: .icbc) == after)
  }

  @Test("moves a bank from any state to any other")
  func anyToAny() {
    let edits: [RolloutEdit] = [
      .disconnect([.icbc]), .connect([.icbc], .everywhere), .suspend([.icbc], reason: "维护"),
    ]
    let names = ["closed", "connected", "suspended"]
    for first in edits {
      for (second, name) in zip(edits, names) {
        #expect(Self.rollout([first, second]).state(of: .icbc).name == name)
      }
    }
  }

  @Test("pauses with a reason and resumes")
  func service() {
    #expect(Self.rollout([.pauseService(reason: "维护")]).service == .paused(reason: "维护"))
    #expect(Self.rollout([.pauseService(reason: "维护"), .resumeService]) == .initial)
  }

  @Test("opens and closes channels, kept in one order")
  func channels() {
    #expect(Self.rollout([.openChannels([.offline, .app, .app])]).channels == [.app, .offline])
    #expect(Self.rollout([.openChannels([.app, .web]), .closeChannels([.app])]).channels == [.web])
  }

  private static let idle: [RolloutEdit] = [
    .closeRegions([.shanghai]), .openRegions([.shanghai], .none), .disconnect([.icbc]), .resume([.icbc]),
    .closeChannels([.app]), .resumeService, .openRegions([], .full),
  ]

  @Test("that changes nothing is allowed", arguments: idle)
  func nothing(edit: RolloutEdit) {
    #expect(Self.rollout([edit]) == .initial)
  }
}
