import Domain
import RolloutControl
import Store
import TestFixtures
import Testing

@Suite("Explaining")
struct ExplanationTests {
  private let database: OperatedDatabase
  private let session: OperatorSession
  private static let abroad = BankCode("cgb")

  /// Revision 1 at the start, revision 2 a day later, then a day passes.
  init() throws {
    database = try OperatedDatabase()
    try database.commit(.openChannels([.app]), .openRegions([.shanghai], .half), .connect([.icbc], .everywhere))
    database.clock.advance(.days(1))
    try database.commit(
      .openRegions([.shanghai], .full), .connect([.abc], .named([.yunnan])), .suspend([Self.abroad], reason: "维护"))
    database.clock.advance(.days(1))
    session = try database.session()
  }

  private func explain(
    _ region: RegionCode = .shanghai, _ banks: [BankCode] = [], channel: Channel = .app, at time: Moment? = nil
  ) throws -> Explanation {
    try session.explanations.explain(region: region, banks: banks, channel: channel, at: time)
  }

  @Test("says that people of an open region are admitted, with every bank's own answer")
  func admitted() throws {
    let answer = try explain()
    #expect(answer.admitted == true && answer.share == .full && answer.revision == 2 && answer.reasons.isEmpty)
    #expect(answer.at == database.clock.now && answer.region == .shanghai)
    #expect(answer.banks.map(\.bank) == database.catalogue.banks.map(\.code))
    let reasons = Dictionary(uniqueKeysWithValues: answer.banks.map { ($0.bank, $0.reason) })
    #expect(reasons[.icbc] == .some(nil))
    #expect(reasons[.abc] == .bankNotInRegion && reasons[Self.abroad] == .bankSuspended)
    #expect(reasons[BankCode("boc")] == .bankNotConnected)
  }

  @Test("says why people are not admitted, and leaves the region's openness out of the banks' answers")
  func refused() throws {
    let closed = try explain(.yunnan, [.icbc, .abc])
    #expect(closed.admitted == false && closed.share == .none)
    #expect(closed.reasons.map(\.reason) == [.regionClosed])
    #expect(closed.banks.all { $0.reason == nil })
    let channel = try explain(channel: .web)
    #expect(channel.admitted == false && channel.reasons.map(\.reason) == [.channelClosed])
    try database.commit(.pauseService(reason: "维护"))
    #expect(
      try explain(.yunnan, channel: .web).reasons.map(\.reason) == [.servicePaused, .channelClosed, .regionClosed])
  }

  @Test("refuses a choice of banks whole when one of them is not admitted")
  func named() throws {
    #expect(try explain(.shanghai, [.icbc]).admitted == true)
    let answer = try explain(.shanghai, [.icbc, .abc])
    #expect(answer.admitted == false)
    #expect(answer.banks.map(\.reason) == [nil, .bankNotInRegion])
  }

  @Test("leaves it open where a share of the people is admitted")
  func share() throws {
    try database.commit(.openRegions([.shanghai], .half))
    let answer = try explain()
    #expect(answer.admitted == nil && answer.share == .half && answer.reasons.isEmpty)
    #expect(try explain(.shanghai, [.abc]).admitted == false)
  }

  @Test("answers for a past time from the revision then in force")
  func past() throws {
    let first = try explain(at: TestDatabase.start.adding(.hours(23)))
    #expect(first.revision == 1 && first.admitted == nil && first.share == .half)
    #expect(first.banks.first { $0.bank == .abc }?.reason == .bankNotConnected)
    let before = try explain(at: TestDatabase.start.adding(.days(-100)))
    #expect(before.revision == 0 && before.admitted == false)
    #expect(try explain(at: TestDatabase.start.adding(.days(1))).revision == 2)
  }

  @Test("does not answer for a time to come")
  func future() throws {
    let time = database.clock.now.adding(.milliseconds(1))
    #expect(rolloutFault { try explain(at: time) } == .timeInFuture(time, now: database.clock.now))
  }

  @Test("knows of a scheduled commit whose time has come")
  func scheduled() throws {
    try database.commit(.closeRegions([.shanghai]), at: database.clock.now.adding(.hours(1)))
    #expect(try explain().admitted == true)
    database.clock.advance(.hours(1))
    #expect(try explain().admitted == false)
    #expect(try explain(at: database.clock.now.adding(.milliseconds(-1))).admitted == true)
  }

  @Test("names the banks that have to be certified before the change that would admit, where the policy asks for it")
  func uncertified() throws {
    #expect(try explain(.yunnan, [.icbc, .abc, BankCode("boc")]).uncertified.isEmpty)
    try database.certify(.abc)
    try database.certify(.icbc, keys: [2])
    try database.commit(.setPolicy(try #require(PolicySetting(.certification, "required"))), .disconnect([.abc]))
    let answer = try explain(.shanghai, [.icbc, .abc, Self.abroad])
    #expect(answer.remedy.count == 1 && answer.uncertified == [Self.abroad])
    try database.certify(Self.abroad, keys: [3])
    #expect(try explain(.shanghai, [.icbc, .abc, Self.abroad]).uncertified.isEmpty)
  }
}
