import Domain
import TestFixtures
import TestRandom
import Testing

@Suite("A gate")
struct GateTests {

  private static func gate(_ edits: [RolloutEdit]) -> Gate {
    var rollout = Rollout.initial
    for edit in edits { rollout.apply(edit) }
    return Gate(revision: 7, rollout: rollout, regions: [.shanghai, .yunnan], banks: [.icbc, .abc, .boc])
  }

  private static let open: [RolloutEdit] = [
    .openChannels([.app]), .openRegions([.shanghai], .full), .connect([.icbc, .abc], .everywhere),
  ]

  private static func applicant(
    _ region: RegionCode = RegionCode.shanghai, bucket: UInt16 = 0, channel: Channel = .app
  ) -> Applicant {
    Applicant(region: region, bucket: Bucket(number: bucket), channel: channel)
  }

  @Test("of revision 0 is closed to everybody, everywhere, for every bank")
  func initial() {
    let gate = Self.gate([])
    for channel in Channel.allCases {
      let found = gate.objections(to: Self.applicant(channel: channel), banks: [.icbc, .boc])
      #expect(
        found == [
          Objection(.channelClosed), Objection(.regionClosed), Objection(.bankNotConnected, bank: .icbc),
          Objection(.bankNotConnected, bank: .boc),
        ])
    }
    #expect(!gate.isServicePaused)
  }

  @Test("names all reasons at once, first the person's, then the banks' in the order chosen")
  func allReasons() {
    let gate = Self.gate([
      .pauseService(reason: "维护"), .openRegions([.shanghai], Share(hundredths: 1) ?? .none),
      .connect([.icbc], .named([.yunnan])), .suspend([.abc], reason: "维护"),
    ])
    let found = gate.objections(to: Self.applicant(bucket: 1), banks: [.boc, .abc, .icbc])
    #expect(
      found == [
        Objection(.servicePaused), Objection(.channelClosed), Objection(.notInShare),
        Objection(.bankNotConnected, bank: .boc), Objection(.bankSuspended, bank: .abc),
        Objection(.bankNotInRegion, bank: .icbc),
      ])
  }

  @Test("admits whom nothing stands against")
  func admits() {
    let gate = Self.gate(Self.open)
    #expect(gate.objections(to: Self.applicant(bucket: 9_999), banks: [.icbc, .abc]).isEmpty)
    #expect(gate.objections(to: Self.applicant(), banks: []).isEmpty)
    #expect(gate.revision == 7)
  }

  @Test("is closed for regions and banks that it does not know")
  func unknown() {
    let gate = Self.gate(Self.open)
    let elsewhere = Self.applicant(RegionCode("CN-TW"))
    #expect(gate.objection(to: elsewhere, bank: .icbc) == .regionClosed)
    #expect(
      gate.objections(to: elsewhere, banks: [.icbc]) == [
        Objection(.regionClosed), Objection(.bankNotConnected, bank: .icbc),
      ])
    #expect(gate.objection(to: Self.applicant(), bank: BankCode("hsbc")) == .bankNotConnected)
    #expect(gate.standing(of: BankCode("hsbc")) == .closed)
  }

  @Test("says where a bank's enquiries stand, whatever its regions")
  func standing() {
    let gate = Self.gate([.connect([.icbc], .named([.yunnan])), .suspend([.abc], reason: "维护")])
    #expect(gate.standing(of: .icbc) == .connected)
    #expect(gate.standing(of: .abc) == .suspended)
    #expect(gate.standing(of: .boc) == .closed)
  }

  @Test("admits the same people every time, and raising a share drops nobody", arguments: 1...8)
  func raising(seed: Int) async throws {
    var random = Seeded(seed)
    var shares = (0..<6).map { _ in random.below(10_001) }.sorted()
    shares += [10_000]
    var before: Set<UInt16> = []
    for hundredths in shares {
      await Task.yield()
      let share = try #require(Share(hundredths: hundredths))
      let gate = Self.gate(Self.open + [.openRegions([.shanghai], share)])
      let again = Self.gate(Self.open + [.openRegions([.shanghai], share)])
      let row = try #require(gate.position(of: .shanghai))
      let buckets = (0..<UInt16(Bucket.count)).map { Bucket(number: $0) }
      let admitted = buckets.filter { gate.objection(region: row, bucket: $0, channel: .app) == nil }
      #expect(admitted == buckets.filter { again.objection(region: row, bucket: $0, channel: .app) == nil })
      #expect(admitted.count == hundredths)
      #expect(before.isSubset(of: admitted.map(\.number)))
      before = Set(admitted.map(\.number))
    }
    #expect(before.count == Bucket.count)
  }

  @Test("has a code of the contract and both languages for every reason")
  func codes() {
    #expect(
      GateReason.allCases.map(\.code) == [
        "service_paused", "channel_closed", "region_closed", "not_in_share", "bank_not_connected", "bank_suspended",
        "bank_not_in_region",
      ])
    for reason in GateReason.allCases { #expect(reason.message.zh != reason.message.en) }
  }
}
