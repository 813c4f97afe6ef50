import Domain
import Foundation

/// One commit: its program, its time, and its changes.
struct Commit {
  let by: Incarnation
  let time: Moment
  let before: Snapshot
  let after: Snapshot
  /// The rollout in force at that time, by the simulator.
  let timeline: NaiveTimeline

  var rollout: NaiveRollout { timeline.running }
}

extension History {
  /// Reads the database after a commit, and checks every change.
  func observe(_ incarnation: Incarnation) {
    let before = now
    let countsBanks = timeline.watchesBanks || incarnation.expected?.isGuarded ?? false
    let known = incarnation.time(after: before)
    guard let after = try? reader.read(at: known ?? before.latest, countingBanks: countsBanks) else {
      return violated(10, "the database cannot be read after a commit")
    }
    // The counts of the banks are not read every time.
    var comparable = before
    if before.bankCounts == nil || after.bankCounts == nil { comparable.bankCounts = after.bankCounts }
    // What is overdue grows by itself: a commit that wrote nothing is none.
    if after.latest == before.latest { comparable.overdue = after.overdue }
    guard after != comparable else { return timeline.counts = after.bankCounts ?? timeline.counts }
    guard let time = known else {
      return violated(10, "\(incarnation.name) wrote with a clock that is behind")
    }
    hold(
      incarnation.wrote(at: time, before: before, after: after), 10,
      "the commit at \(time) after \(before.latest) was noted as of \(after.latest)")
    // Overdue changes wait for the next reader of the rollout, and are judged by the counts until then.
    if after.overdue == 0 { timeline.apply(upTo: time) }
    if let expected = incarnation.expected { take(expected, at: time) }
    incarnation.expected = nil
    timeline.counts = after.bankCounts ?? []
    let commit = Commit(by: incarnation, time: time, before: before, after: after, timeline: timeline.at(time))
    views.append(View(snapshot: after, timeline: timeline, at: time, seenAt: self.time.now))
    note("\(incarnation.name) commits \(views.count - 1): \(after.summary)")
    check(commit)
  }

  private func check(_ commit: Commit) {
    checkRevisions(commit)
    checkPeople(commit)
    checkCodes(commit)
    checkQueries(commit)
    checkEnquiries(commit)
    checkWork(commit)
    checkMessages(commit)
    checkCounts(commit)
    checkControl(commit)
  }

  /// Checks rule 7: the stored counts are those of the rows.
  private func checkCounts(_ commit: Commit) {
    var counts: [String: Int] = [:]
    for person in commit.after.persons {
      counts["\(person.region) bucket \(person.bucket)", default: 0] += 1
      counts["\(person.region) hundred \(person.bucket / 100)", default: 0] += 1
    }
    for query in commit.after.queries {
      for outcome in query.outcomes where outcome.state != "withdrawn" {
        counts["\(query.region) ended", default: 0] += 1
        if outcome.state == "answered" { counts["\(query.region) answered", default: 0] += 1 }
      }
    }
    hold(commit.after.counts == counts, 7, "people or answers are not counted as they are")
  }

  /// Checks rule 8: revisions are consecutive, each as the simulator foresaw it.
  private func checkRevisions(_ commit: Commit) {
    let (before, after) = (commit.before, commit.after)
    hold(after.revisions >= before.revisions, 8, "a revision was removed")
    hold(after.running == after.revisions - 1, 8, "the running revision is not the last one")
    guard after.running <= commit.timeline.number else {
      return violated(8, "revision \(after.running) was not to be expected")
    }
    for number in before.revisions..<max(before.revisions, after.revisions) {
      guard let stored = try? reader.rollout(number) else { return violated(8, "revision \(number) cannot be read") }
      let expected = commit.timeline.revisions[number]
      hold(expected.agrees(with: stored), 8, "revision \(number) is not what was committed")
    }
    guard after.overdue == 0 else { return }
    hold(after.running == timeline.number, 8, "revision \(timeline.number) is missing")
    hold(after.auditRecords == timeline.auditRecords, 8, "the audit chain does not hold each thing done once")
  }

  private func checkPeople(_ commit: Commit) {
    for person in commit.after.persons {
      guard let before = commit.before.person(person.id) else { continue }
      hold(before.bucket == person.bucket, 1, "the bucket of \(person.id) changed")
      if before.publicKey != person.publicKey { noteNewKeys(of: person, commit) }
      if before.region != person.region { checkMove(of: person, from: before, commit) }
      if person.failures < before.failures || person.lockedUntil != before.lockedUntil {
        ledger.wrongPasswords[index(of: person)] = 0
        ledger.clearedAt[index(of: person)] = views.count - 1
      }
      if person.failures >= 5, before.failures < 5 {
        hold(person.lockedUntil == commit.time.adding(.days(1)), 5, "five wrong passwords did not lock opening")
      }
    }
    let ids = commit.after.persons.map(\.phoneHash)
    hold(ids.count == Set(ids).count, 3, "somebody is registered twice")
  }

  private func noteNewKeys(of person: Snapshot.PersonRow, _ commit: Commit) {
    let index = index(of: person)
    hold(ledger.changingKeys.contains(index), 5, "the keys of \(person.id) changed by themselves")
    for query in commit.before.queries where query.person == person.id { ledger.closedForGood.insert(query.number) }
  }

  private func checkMove(of person: Snapshot.PersonRow, from before: Snapshot.PersonRow, _ commit: Commit) {
    hold(ledger.moving.contains(index(of: person)), 1, "\(person.id) was moved")
    if let movedAt = before.movedAt {
      hold(commit.time >= movedAt.adding(.days(30)), 1, "\(person.id) moved twice within 30 days")
    }
    hold(commit.after.openQuery(of: person.id, at: commit.time) == nil, 1, "\(person.id) moved while a query ran")
  }

  /// Checks rule 2: no code for an application is sent before every other check passes.
  private func checkCodes(_ commit: Commit) {
    let newest = commit.before.codes.last?.number ?? 0
    for code in commit.after.codes where code.number > newest && code.purpose == "apply" {
      guard let person = commit.after.person(phoneHash: code.phoneHash) else {
        violated(2, "a code for an application went to nobody")
        continue
      }
      let index = index(of: person)
      let isDue = ledger.calls.contains { call in
        call.person == index && call.code == nil && call.faceFits
          && isPossible(for: call) { objections(to: call, in: $0, at: $1)?.isEmpty ?? false }
      }
      hold(isDue, 2, "a code was sent although something stands against the application")
    }
  }

  /// Checks rule 7: a message leaves the outbox once the gateway has it, or when its time is over.
  private func checkMessages(_ commit: Commit) {
    let left = commit.after.outbox.map(\.id)
    for message in commit.before.outbox where !left.contains(message.id) {
      let isOver = message.expiresAt <= commit.time
      hold(phones.acknowledged.contains(message.id) || isOver, 7, "the message \(message.id) was lost")
      if !phones.acknowledged.contains(message.id) { ledger.messagesDropped += 1 }
    }
  }

  func index(of person: Snapshot.PersonRow) -> Int {
    people.firstIndex { lookUp($0.details.phone.text) == person.phoneHash } ?? -1
  }

  func lookUp(_ text: String) -> Data { template.secret.hash(text, for: .lookUp) }
}

extension Snapshot {
  /// The commit for the trace.
  fileprivate var summary: String {
    let ended = queries.suffix(6).map { query in
      let enquiries = enquiries(of: query.number).map { String($0.state.prefix(2)) }.joined(separator: " ")
      return "\(query.number)\(query.state.prefix(3))(\(enquiries))"
    }
    return "r\(running) a\(auditRecords) p\(persons.count) s\(sessions.count) c\(codes.count) o\(outbox.count) "
      + "v\(vaults.map { "\($0.day.number)\($0.state.prefix(1))" }.joined(separator: ",")) "
      + "x\(refusals.count) \(ended.joined(separator: " "))"
  }
}
