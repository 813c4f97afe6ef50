import Domain
import Testing

@Suite("A maintenance")
struct MaintenanceTests {
  @Test(
    "is announced from 24 hours before it begins until it is over",
    arguments: [
      (-25, false, false), (-24, true, false), (-1, true, false), (0, true, true), (2, true, true), (3, false, false),
    ])
  func times(hours: Int64, isAnnounced: Bool, isUnderway: Bool) {
    let from = SampleReport.moment
    let maintenance = Maintenance(
      number: 1, bank: BankCode("icbc"), from: from, until: from.adding(.hours(3)), author: "wang")
    let now = from.adding(.hours(hours))
    #expect(maintenance.isAnnounced(at: now) == isAnnounced && maintenance.isUnderway(at: now) == isUnderway)
  }
}
