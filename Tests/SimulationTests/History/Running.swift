import BankLink
import Domain
import Foundation
import QueryEngine
import Store
import Text

// MARK: Letting things run

extension History {
  /// Begins a call of a person or an engine on a program. If it does not end by itself, the history has a fault.
  func launch(_ what: String, on incarnation: Incarnation, _ body: @escaping @Sendable () async throws -> Void) {
    note("\(incarnation.name): \(what)")
    outstanding += 1
    incarnation.own(
      Task(executorPreference: executor, priority: .medium) {
        do { try await body() } catch { self.judge(error, of: what, on: incarnation) }
        self.outstanding -= 1
      })
  }

  /// Judges an error: a crash, a clock that is behind, or a service that is out of order explains it, or a rule is
  /// broken.
  func judge(_ error: any Error, of what: String, on incarnation: Incarnation) {
    if incarnation.isDead { return }
    if case StoreFault.clockBehind? = error as? StoreFault, isBehind(incarnation) {
      return note("\(incarnation.name): \(what): clock_behind")
    }
    if error is PortFault, phones.weather != .healthy || areChecksDown {
      return note("\(incarnation.name): \(what): service_unavailable")
    }
    let code = (error as? any Fault)?.code ?? ""
    if code == "messages_unsent", now.outbox.contains(where: { $0.attempts > 0 }) {
      return note("\(incarnation.name): \(what): messages_unsent")
    }
    violated(0, "\(what) ended with \(type(of: error)) \(code)")
  }

  func isBehind(_ incarnation: Incarnation) -> Bool { incarnation.time(after: now) == nil }

  /// Runs ready jobs, and moves the time on if there are none, until every operation has ended.
  func settle() {
    for _ in 0..<2_000 where violation == nil {
      while violation == nil, executor.runOne() {}
      guard outstanding > 0 else { return }
      guard let next = time.nextWaking else { return violated(0, "\(outstanding) operations never end") }
      move(to: next)
    }
    if outstanding > 0, violation == nil { violated(0, "\(outstanding) operations take too long") }
  }

  private func move(to moment: Moment) {
    tick()
    time.move(to: moment)
    tick()
  }

  /// Notes the time, so that decisions made meanwhile can be judged by it.
  private func tick() {
    if ledger.ticks.last != time.now { ledger.ticks.append(time.now) }
  }

  /// Runs a few ready jobs and leaves the rest for later.
  func stir() {
    for _ in 0..<Int(random.below(random.chance(2) ? 6 : 40)) where violation == nil {
      if !executor.runOne() { return }
    }
  }

  /// Lets time pass. Due sleepers are woken, up to a number; then the time jumps, as after a machine's sleep.
  func pass(_ span: Span) {
    let end = time.now.adding(span)
    for _ in 0..<60 where violation == nil {
      while violation == nil, executor.runOne() {}
      guard let next = time.nextWaking, next < end else { break }
      move(to: next)
    }
    move(to: end)
    while violation == nil, executor.runOne() {}
  }

  /// Starts the engine of a program.
  func serve(_ incarnation: Incarnation) {
    guard !incarnation.isServing else { return }
    note("\(incarnation.name) serves")
    (incarnation.isServing, incarnation.isStopping) = (true, false)
    let abandoning = random.chance(2)
    incarnation.own(
      Task(executorPreference: executor, priority: .medium) {
        do {
          try await incarnation.up().engine.run(
            until: {
              try incarnation.checkAlive()
              return incarnation.isStopping
            }, abandoning: abandoning)
        } catch {
          self.judge(error, of: "serving", on: incarnation)
        }
        incarnation.isServing = false
      })
  }

  /// Lets a bank post answers to a running program, and again if none takes them.
  func post(_ replies: BankReplies, from bank: BankCode, after span: Span) {
    let due = time.now.adding(span)
    _ = Task(executorPreference: executor, priority: .medium) {
      try await self.time.sleep(until: due)
      for _ in 0..<3 {
        if let taker = self.alive.first, await self.take(replies, from: bank, on: taker) { return }
        try await self.time.sleep(until: self.time.now.adding(.minutes(2)))
      }
    }
  }

  /// Whether this very answer was taken before, and is remembered for its coming again.
  private func isTaken(_ item: (enquiry: String, reply: BankReply), from bank: BankCode) -> Bool {
    guard settings.callbackURL != nil, case .answered(let sealed) = item.reply else { return false }
    guard let number = ledger.counted.first(where: { $0.value.values.contains(sealed) })?.key,
      let query = now.query(number), time.now <= query.dueAt.adding(.hours(24))
    else { return false }
    return banks.held[item.enquiry]?.bank == bank
  }

  /// Checks rule 7: an answer that was taken before is taken again, unless its bank has been disconnected.
  private func checkReceipt(_ receipt: IntakeReceipt, _ known: Set<String>, from bank: BankCode) {
    guard timeline.at(views[views.count - 1].at).running.state(of: bank) != .closed else { return }
    for item in receipt.refused {
      hold(!known.contains(item.enquiry), 7, "the answer to \(item.enquiry) came again and was refused")
    }
    if !known.isEmpty { reached(.answeredAgain) }
  }

  private func take(_ replies: BankReplies, from bank: BankCode, on taker: Incarnation) async -> Bool {
    note("\(bank) posts \(replies.items.map(\.enquiry).joined(separator: " ")) to \(taker.name)")
    noteDelivered(replies, from: bank)
    let known = Set(replies.items.filter { isTaken($0, from: bank) }.map(\.enquiry))
    do {
      let receipt = try await taker.up().engine.take(replies, from: bank)
      guard !taker.isDead else { return false }
      checkReceipt(receipt, known, from: bank)
      return true
    } catch {
      judge(error, of: "taking what \(bank) posts", on: taker)
      return false
    }
  }
}
