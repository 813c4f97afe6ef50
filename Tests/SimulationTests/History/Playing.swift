import Domain
import Foundation

// MARK: From the beginning to the end

extension History {
  /// Plays the whole history; gives the broken rule, or nil.
  func play() -> String? {
    do {
      try begin()
      for number in 1...Int(30 + random.below(35)) where violation == nil {
        step = number
        try recover()
        try act()
        if random.below(5) < 2 { stir() } else { settle() }
      }
      if violation == nil { try finish() }
    } catch {
      violated(0, "the simulator met \(error)")
    }
    end()
    return violation
  }

  private func begin() throws {
    note("seed \(seed): \(people.count) people, \(cast.banks.count) banks, batches of \(settings.batchSize)")
    let incarnation = try start()
    if random.chance(10) { crashIn = 1 + Int(random.below(40)) }
    if !random.chance(10) { openUp(on: incarnation) }
    for person in people.indices where !random.chance(8) && !alive.isEmpty {
      register(person, on: incarnation)
      settle()
    }
    if random.chance(2), !alive.isEmpty { serve(incarnation) }
    if random.chance(4) == (crashIn != nil) { crashIn = 1 + Int(random.below(60)) }
  }

  private func act() throws {
    guard let incarnation = alive.isEmpty ? nil : random.pick(alive) else { return }
    switch random.below(12) {
    case 0...3: personActs(on: incarnation)
    case 4...6: operateAtRandom(on: incarnation)
    case 7, 8: work(on: incarnation)
    default: try worldActs()
    }
  }

  // MARK: The end

  /// Ends the history: all banks and services well again, and time past every deadline and term. Then no work is left.
  private func finish() throws {
    note("everything gets well")
    settle()
    // Those who die then have something in hand.
    for incarnation in alive { serve(incarnation) }
    for _ in 0..<Int(random.below(60)) where violation == nil { _ = executor.runOne() }
    crashIn = nil
    (phones.weather, areChecksDown) = (.healthy, false)
    for index in banks.conducts.indices { banks.conducts[index] = .prompt }
    try recover()
    let last = try lastProgram()
    openEverything(on: last)
    try checkThatAskingSucceeds(on: last)
    for span in [Span.hours(25), .hours(2), .days(9), .minutes(30)] { drain(last, after: span) }
    guard violation == nil else { return }
    checkNothingIsLeft()
    checkNobodyIsReadable()
  }

  /// A single program with a right clock, which does the rest.
  private func lastProgram() throws -> Incarnation {
    for incarnation in incarnations { incarnation.die() }
    settle()
    incarnations = []
    time.move(to: max(time.now, now.latest).adding(.seconds(1)))
    return try start()
  }

  private func drain(_ incarnation: Incarnation, after span: Span, wholly: Bool = false) {
    guard violation == nil else { return }
    note("time passes: \(span.milliseconds / 1_000) s")
    pass(span)
    work(on: incarnation, draining: wholly)
    settle()
  }

  /// Checks that no enquiry to a connected bank stays unasked for longer than the longest pauses, unless an undone
  /// commit has paused the service again.
  private func checkThatAskingSucceeds(on last: Incarnation) throws {
    for span in [Span.minutes(1), .minutes(62)] { drain(last, after: span) }
    // One pass asks a bank as much as is sent at once, which may be one enquiry: a running engine makes the next.
    drain(last, after: .minutes(62), wholly: true)
    guard timeline.running.pause == nil else { return }
    for enquiry in now.enquiries where enquiry.isOpen {
      guard case .connected = timeline.running.state(of: enquiry.bank) else { continue }
      hold(enquiry.bank == Template.bankWithoutEndpoint, 4, "\(enquiry.id) is never answered: \(enquiry.state)")
    }
  }

  private func checkNothingIsLeft() {
    let stand = now
    hold(stand.queries.allSatisfy { !$0.isOpen && $0.state != "reported" }, 4, "a query never ended")
    hold(stand.enquiries.isEmpty, 4, "\(stand.enquiries.count) enquiries are left")
    hold(stand.outbox.isEmpty, 7, "\(stand.outbox.count) messages are left")
    // Those of the days to come are made ahead.
    let left = stand.vaults.filter { $0.day < time.now.day }
    hold(left.isEmpty, 6, "\(left.count) vaults are left")
    hold(ledger.sealed.isEmpty, 6, "\(ledger.sealed.count) sealed values were never found gone")
    checkMessagesOfReports()
  }

  /// Checks rule 7: people are told of each report once.
  private func checkMessagesOfReports() {
    for person in now.persons {
      let phone = people[index(of: person)].details.phone.text
      let told = phones.inbox(of: phone).count(where: \.isAboutReport)
      let made = ledger.reportsMade[person.id, default: 0]
      hold(told <= made, 7, "\(person.id) was told of \(told) reports and got \(made)")
      hold(told + ledger.messagesDropped >= made, 7, "\(person.id) got \(made) reports and was told of \(told)")
    }
  }

  private func end() {
    for incarnation in incarnations { incarnation.die() }
    for _ in 0..<200 {
      while executor.runOne() {}
      guard let next = time.nextWaking else { break }
      time.move(to: next)
    }
  }
}
