import Domain

/// The one row of `clock`: the latest time that any write has carried.
extension SQLSession {
  /// Throws where it is not what a program of ours wrote.
  func notedTime(_ seals: AuthoritySeals) throws -> NotedTime {
    let found = try first("select latest, machine_start, mac from clock where id = 1") { row in
      (noted: Self.notedTime(row), mac: row.blob(2))
    }
    guard let (noted, mac) = found, seals.isRight(mac, of: noted.text, for: "clock") else {
      throw StoreFault.altered("clock")
    }
    return noted
  }

  /// The same as it is stored, whoever wrote it.
  func storedTime() throws -> Moment {
    try first("select latest, machine_start from clock where id = 1") { Self.notedTime($0).latest }
      ?? NotedTime.never.latest
  }

  func setNotedTime(_ noted: NotedTime, _ seals: AuthoritySeals) throws {
    try execute(
      "update clock set latest = $1, machine_start = $2, mac = $3 where id = 1", .integer(noted.latest.milliseconds),
      .optional(noted.machineStart?.milliseconds), .blob(seals.mac(of: noted.text, for: "clock")))
  }

  private static func notedTime(_ row: any SQLRow) -> NotedTime {
    NotedTime(
      latest: Moment(milliseconds: row.integer(0)),
      machineStart: row.optionalInteger(1).map { Moment(milliseconds: $0) })
  }
}

extension SQLiteSession {
  /// Notes the time at the end of a transaction that wrote something.
  func note(_ now: Moment, _ seals: AuthoritySeals, by witness: (any ClockWitness)?) throws {
    guard wroteSomething, try notedTime(seals).latest < now else { return }
    try setNotedTime(NotedTime(latest: now, machineStart: witness?.machineStart(at: now)), seals)
  }
}
