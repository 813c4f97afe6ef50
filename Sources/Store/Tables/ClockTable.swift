import Domain

/// The one row of `clock`: the latest time that any write has carried, to the second (`NotedTime`).
extension SQLSession {
  /// The latest time by the row; throws if its seal is not ours.
  func notedTime(_ seals: AuthoritySeals) throws -> NotedTime {
    let found = try first("select latest, machine_start, boot, ahead, keeper, mac from clock where id = 1") { row in
      (noted: Self.notedTime(row), mac: row.blob(5))
    }
    guard let (noted, mac) = found, seals.isAuthentic(noted, mac) else {
      throw StoreFault.altered("clock")
    }
    return noted
  }

  /// The latest time by the row, whoever wrote it.
  func storedTime() throws -> Moment {
    try first("select latest from clock where id = 1") { Moment(milliseconds: $0.integer(0)) } ?? NotedTime.never.latest
  }

  func setNotedTime(_ noted: NotedTime, _ seals: AuthoritySeals) throws {
    try execute(
      "update clock set latest = $1, machine_start = $2, boot = $3, ahead = $4, keeper = $5, mac = $6 where id = 1",
      .integer(noted.latest.milliseconds), .optional(noted.machineStart?.milliseconds), .optional(noted.boot),
      .optional(noted.ahead?.milliseconds), .optional(noted.keeper), .blob(seals.mac(of: noted.text, for: "clock")))
  }

  private static func notedTime(_ row: any SQLRow) -> NotedTime {
    NotedTime(
      latest: Moment(milliseconds: row.integer(0)),
      machineStart: row.optionalInteger(1).map { Moment(milliseconds: $0) }, boot: row.optionalText(2),
      ahead: row.optionalInteger(3).map { .milliseconds($0) }, keeper: row.optionalText(4))
  }
}
