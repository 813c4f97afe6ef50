import Domain
import RolloutControl
import Store
import TestFixtures
import Testing

@Suite("Statistics")
struct StatisticsTests {
  @Test("of a new database are all zero, every state of a query named")
  func new() throws {
    let database = try OperatedDatabase()
    let statistics = try database.session().watch.statistics()
    withExtendedLifetime(database) {}
    #expect(statistics.rows.all { $0.value == 0 })
    #expect(statistics.queriesByState.map(\.state) == QueryState.allCases)
    #expect(Set(statistics.rows.map(\.key)).count == statistics.rows.count)
    for row in statistics.rows { #expect(row.label.zh != row.label.en) }
  }

  @Test("count the revisions that were committed, a due one included")
  func revisions() throws {
    let database = try OperatedDatabase()
    try database.commit(.openChannels([.app]))
    try database.commit(.openChannels([.web]), at: TestDatabase.start.adding(.hours(1)))
    #expect(try database.session().watch.statistics().revisions == 1)
    database.clock.advance(.hours(2))
    #expect(try database.session().watch.statistics().revisions == 2)
  }
}
