import Domain
import Store
import Text

/// Counts of people and queries; nobody's results, and nothing about one person.
public struct Statistics: Sendable, Equatable {
  public let persons: Int
  public let personsByRegion: [(region: RegionCode, count: Int)]
  public let queriesByState: [(state: QueryState, count: Int)]
  public let refusals: Int
  public let messagesWaiting: Int
  public let revisions: Int

  public static func == (left: Statistics, right: Statistics) -> Bool { left.rows == right.rows }

  public struct Row: Sendable, Equatable {
    public let key: String
    public let label: Bilingual
    public let value: Int
  }

  public var rows: [Row] {
    [
      Row(key: "persons", label: Bilingual(zh: "查卡人", en: "registered people"), value: persons),
      Row(key: "refusals", label: Bilingual(zh: "未受理的申请", en: "refused applications"), value: refusals),
      Row(key: "messagesWaiting", label: Bilingual(zh: "待发短信", en: "SMS waiting"), value: messagesWaiting),
      Row(key: "revisions", label: Bilingual(zh: "版本", en: "revisions"), value: revisions),
    ]
      + queriesByState.map {
        Row(
          key: "queries.\($0.state.rawValue)",
          label: Bilingual(zh: "查询：\($0.state.name.zh)", en: "queries: \($0.state.name.en)"), value: $0.count)
      }
      + personsByRegion.map {
        Row(
          key: "persons.\($0.region)", label: Bilingual(zh: "查卡人：\($0.region)", en: "people: \($0.region)"),
          value: $0.count)
      }
  }
}

extension ServiceWatch {
  public func statistics() throws -> Statistics {
    try store.applyDue()
    return try store.read { transaction in
      let byRegion = try transaction.personsByRegion()
      return Statistics(
        persons: byRegion.reduce(0) { $0 + $1.count }, personsByRegion: byRegion,
        queriesByState: try transaction.queriesByState(), refusals: try transaction.refusalCount(),
        messagesWaiting: try transaction.waitingMessageCount(), revisions: try transaction.allRevisions().count - 1)
    }
  }
}
