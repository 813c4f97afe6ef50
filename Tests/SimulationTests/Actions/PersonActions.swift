import Domain
import Foundation
import QueryEngine
import Text

// MARK: Deeds of people

extension History {
  func personActs(on incarnation: Incarnation) {
    let person = Int(random.below(UInt64(people.count)))
    guard let row = row(of: person) else { return register(person, on: incarnation) }
    if random.chance(2) { forgetEndedSessions(of: person) }
    if people[person].tokens.isEmpty || random.chance(40) { return logIn(person, on: incarnation) }
    if random.chance(4) { return actAtRandom(person, on: incarnation) }
    let latest = now.queries.last { $0.person == row.id }
    switch latest?.state {
    case "accepted", "collecting": random.chance(4) ? apply(person, on: incarnation) : look(person, on: incarnation)
    case "reported": random.chance(3) ? apply(person, on: incarnation) : open(person, on: incarnation)
    case "expired": random.chance(4) ? open(person, on: incarnation) : apply(person, on: incarnation)
    default: apply(person, on: incarnation)
    }
  }

  private func actAtRandom(_ person: Int, on incarnation: Incarnation) {
    switch random.below(20) {
    case 0...2: apply(person, on: incarnation)
    case 3...5: open(person, on: incarnation)
    case 6...8: look(person, on: incarnation)
    case 9, 10: lookBack(person, on: incarnation)
    case 11, 12: compareBanks(person, on: incarnation)
    case 13...15: cancel(person, on: incarnation)
    case 16: move(person, on: incarnation)
    case 17: changePassword(person, on: incarnation)
    case 18: resetPassword(person, on: incarnation)
    default: logOut(person, on: incarnation)
    }
  }

  private func row(of person: Int) -> Snapshot.PersonRow? {
    now.person(phoneHash: lookUp(people[person].details.phone.text))
  }

  private func forgetEndedSessions(of person: Int) {
    people[person].tokens.removeAll { token in
      now.isLoggedIn(template.secret.hash(token, for: .sessions), at: time.now) == nil
    }
  }

  /// The outcome of a call of the desk. Throws if the program crashed meanwhile, so that nobody was told anything.
  private func outcome<Value>(
    on incarnation: Incarnation, _ call: () async throws -> Value
  ) async throws -> Result<Value, CardholderFault> {
    do {
      let value = try await call()
      try incarnation.checkAlive()
      return .success(value)
    } catch let fault as CardholderFault {
      try incarnation.checkAlive()
      return .failure(fault)
    }
  }

  private func beginCall(
    _ person: Int, on incarnation: Incarnation, banks: [BankCode]? = nil, agreed: Bool = true, faceFits: Bool = true,
    channel: Channel = .app, code: String? = nil, token: String?
  ) -> Ledger.Call {
    ledger.callCount += 1
    let call = Ledger.Call(
      number: ledger.callCount, person: person, program: incarnation.name, ahead: incarnation.clock.ahead,
      tokenHash: token.map { template.secret.hash($0, for: .sessions) }, banks: banks, agreed: agreed,
      faceFits: faceFits, channel: channel, code: code, firstView: views.count - 1, firstTick: ledger.ticks.count)
    ledger.calls.append(call)
    return call
  }

  private func endCall(_ call: Ledger.Call) { ledger.calls.removeAll { $0.number == call.number } }

  /// A session of the person, now and then one that has ended, or none.
  private func token(of person: Int) -> String? {
    random.chance(20) ? nil : random.pick(people[person].tokens)
  }

  /// The newest code the person has got, or now and then an older one or a wrong one.
  private func code(of person: Int) -> String {
    let codes = phones.inbox(of: people[person].details.phone.text).compactMap(\.code)
    switch random.below(12) {
    case 0: return "987654"
    case 1: return codes.first ?? "987654"
    default: return codes.last ?? "987654"
    }
  }
}

// MARK: Registration and sessions

extension History {
  func register(_ person: Int, on incarnation: Incarnation) {
    launch("person \(person) registers", on: incarnation) { [self] in
      let registration = Registration(
        name: people[person].details.name, idNumber: people[person].details.idNumber,
        phone: people[person].details.phone, region: people[person].home)
      let password = try PaymentPassword(
        people[person].passwords[0], idNumber: people[person].details.idNumber, phone: people[person].details.phone)
      _ = try await outcome(on: incarnation) {
        try await incarnation.up().desk.register(registration, code: nil, password: nil)
      }
      let result = try await outcome(on: incarnation) {
        try await incarnation.up().desk.register(registration, code: code(of: person), password: password)
      }
      keepSession(of: person, result, allowed: ["code_wrong", "code_expired", "code_locked", "already_registered"])
    }
  }

  private func logIn(_ person: Int, on incarnation: Incarnation) {
    launch("person \(person) logs in", on: incarnation) { [self] in
      let phone = people[person].details.phone
      _ = try await outcome(on: incarnation) { try await incarnation.up().desk.login(phone: phone, code: nil) }
      let result = try await outcome(on: incarnation) {
        try await incarnation.up().desk.login(phone: phone, code: code(of: person))
      }
      keepSession(of: person, result, allowed: ["code_wrong", "code_expired", "code_locked"])
    }
  }

  private func keepSession(of person: Int, _ result: Result<SignedIn, CardholderFault>, allowed: [String]) {
    switch result {
    case .success(let signedIn):
      note("  person \(person) is \(signedIn.person)")
      people[person].tokens.append(signedIn.token)
      let hash = template.secret.hash(signedIn.token, for: .sessions)
      hold(now.sessions.contains { $0.tokenHash == hash }, 10, "a session was given and is not there")
    case .failure(let fault):
      note("  \(fault.code)")
      hold(allowed.contains(fault.code), 2, "signing in ended with \(fault.code)")
    }
  }

  private func logOut(_ person: Int, on incarnation: Incarnation) {
    let token = people[person].tokens.removeLast()
    launch("person \(person) logs out", on: incarnation) { [self] in
      let result = try await outcome(on: incarnation) { try await incarnation.up().desk.logout(token) }
      let hash = template.secret.hash(token, for: .sessions)
      hold(!now.sessions.contains { $0.tokenHash == hash }, 10, "a session that ended is still there")
      if case .failure(let fault) = result { hold(fault == .notLoggedIn, 2, "logging out ended with \(fault.code)") }
    }
  }
}

// MARK: Applying

extension History {
  /// The wish of a person; mostly one that can be met.
  private struct Wish {
    let banks: [BankCode]?
    var agreed = true
    var faceFits = true
    var channel = Channel.app
  }

  private func wish(of person: Int) -> Wish {
    let offered = timeline.at(time.now).running.offered(in: row(of: person)?.region ?? people[person].home)
    var wish = Wish(banks: random.chance(3) || offered.isEmpty ? nil : random.some(offered, atMost: 4))
    switch random.below(30) {
    case 0, 6...8: wish = Wish(banks: random.some(cast.banks + [BankCode("nobank")], atMost: 3))
    case 1: wish = Wish(banks: [])
    case 2: wish.agreed = false
    case 3: wish.faceFits = false
    case 4: wish.channel = .web
    case 5: wish = Wish(banks: (wish.banks ?? []) + (wish.banks ?? []))
    default: break
    }
    return wish
  }

  /// Applies, and again with the code: now and then with a wrong code, other banks, too late, or twice at once.
  private func apply(_ person: Int, on incarnation: Incarnation) {
    let token = token(of: person)
    launch("person \(person) applies", on: incarnation) { [self] in
      var wish = wish(of: person)
      guard try await apply(person, wish, code: nil, token, on: incarnation) else { return }
      let code = code(of: person)
      if random.chance(20) { wish = self.wish(of: person) }
      if random.chance(25) {
        for _ in 0..<5 { _ = try await apply(person, wish, code: "987654", token, on: incarnation) }
      }
      if random.chance(12) { try await incarnation.clock.sleep(for: .minutes(Int64(1 + random.below(8)))) }
      if random.chance(8) {
        let (second, other) = (wish, alive.isEmpty ? incarnation : random.pick(alive))
        launch("person \(person) applies at the same time", on: other) { [self] in
          _ = try await apply(person, second, code: code, token, on: other)
        }
      }
      _ = try await apply(person, wish, code: code, token, on: incarnation)
    }
  }

  /// Makes one call of the desk; whether a code was sent.
  private func apply(
    _ person: Int, _ wish: Wish, code: String?, _ token: String?, on incarnation: Incarnation
  ) async throws -> Bool {
    let call = beginCall(
      person, on: incarnation, banks: wish.banks, agreed: wish.agreed, faceFits: wish.faceFits, channel: wish.channel,
      code: code, token: token)
    defer { endCall(call) }
    let application = Application(
      banks: wish.banks.map { .named($0) } ?? .all, agreed: wish.agreed, code: code,
      face: wish.faceFits ? .given : .fail, channel: wish.channel)
    let result = try await outcome(on: incarnation) { try await incarnation.up().desk.apply(token, application) }
    note("  application \(call.number) of person \(person): \(result.summary)")
    judge(result, of: call)
    if case .failure(.codeRequired) = result { return true }
    return false
  }

  private func cancel(_ person: Int, on incarnation: Incarnation) {
    let token = token(of: person)
    ledger.cancelling.append(person)
    launch("person \(person) cancels", on: incarnation) { [self] in
      defer { ledger.cancelling.remove(at: ledger.cancelling.firstIndex(of: person) ?? 0) }
      let call = beginCall(person, on: incarnation, token: token)
      defer { endCall(call) }
      switch try await outcome(on: incarnation, { try await incarnation.up().desk.cancel(token) }) {
      case .success(let view):
        let row = now.queries.first { $0.id == view.query }
        hold(row?.state == "failed" && row?.reason == "cancelled", 10, "\(view.query) was cancelled and is not")
      case .failure(.noQueryInProgress):
        let isNone = isPossible(for: call) { view, time in
          token.map { !self.isRunning($0, view, time) } ?? false
        }
        hold(isNone, 4, "there is a query to cancel")
      case .failure(let fault): hold(fault == .notLoggedIn, 4, "cancelling ended with \(fault.code)")
      }
    }
  }

  private func isRunning(_ token: String, _ view: View, _ time: Moment) -> Bool {
    let id = view.snapshot.isLoggedIn(template.secret.hash(token, for: .sessions), at: time) ?? ""
    return view.snapshot.openQuery(of: id, at: time) != nil
  }
}

// MARK: Looking

extension History {
  private func open(_ person: Int, on incarnation: Incarnation) {
    let token = token(of: person)
    launch("person \(person) opens a report", on: incarnation) { [self] in
      let isGuessing = random.chance(8)
      for _ in 0..<(isGuessing ? 6 : 1) {
        let password = random.chance(isGuessing ? 2 : 8) ? "135792" : people[person].passwords.last ?? ""
        try await open(person, with: password, token, on: incarnation)
      }
    }
  }

  private func open(_ person: Int, with password: String, _ token: String?, on incarnation: Incarnation) async throws {
    let call = beginCall(person, on: incarnation, token: token)
    defer { endCall(call) }
    let attempt = Attempt(
      call: call, query: random.chance(4) ? someQuery(of: person) : nil, password: password,
      passwords: people[person].passwords)
    let result = try await outcome(on: incarnation) {
      try await incarnation.up().desk.report(token, query: attempt.query, password: password)
    }
    note("  report: \(result.summary)")
    judge(result, of: attempt)
    guard !ledger.changingPassword.contains(person) else { return }
    if case .success = result { people[person].passwords = [password] }
    if case .failure(.passwordWrong) = result, people[person].passwords.count > 1 {
      people[person].passwords.removeAll { $0 == password }
    }
  }

  private func someQuery(of person: Int) -> String? {
    let id = now.person(phoneHash: lookUp(people[person].details.phone.text))?.id
    let own = now.queries.filter { $0.person == id }.map(\.id)
    return own.isEmpty ? nil : random.pick(own)
  }

  /// Checks rule 4: a query whose deadline has passed is shown as ended.
  private func look(_ person: Int, on incarnation: Incarnation) {
    let token = token(of: person)
    launch("person \(person) looks", on: incarnation) { [self] in
      let call = beginCall(person, on: incarnation, token: token)
      defer { endCall(call) }
      let isBehind = isBehind(incarnation)
      let result = try await outcome(on: incarnation) { try await incarnation.up().desk.status(token) }
      guard !isBehind, case .success(let view) = result else { return }
      let isRight = isPossible(for: call) { seen, time in
        guard let row = seen.snapshot.queries.first(where: { $0.id == view.query }) else { return false }
        let banks = row.isOpen ? seen.snapshot.enquiries(of: row.number).map(\.state) : row.outcomes.map(\.state)
        return row.state == view.state.rawValue && banks == view.banks.map(\.state.rawValue)
          && !(row.isOpen && row.dueAt <= time)
      }
      hold(isRight, 4, "\(view.query) is shown as \(view.state), which it was not")
    }
  }

  private func lookBack(_ person: Int, on incarnation: Incarnation) {
    let token = token(of: person)
    launch("person \(person) looks back", on: incarnation) { [self] in
      let call = beginCall(person, on: incarnation, token: token)
      defer { endCall(call) }
      let result = try await outcome(on: incarnation) { try await incarnation.up().desk.history(token) }
      guard case .success(let views) = result else { return }
      let isRight = isPossible(for: call) { seen, _ in
        let id = seen.snapshot.person(phoneHash: lookUp(people[person].details.phone.text))?.id
        return seen.snapshot.queries.filter { $0.person == id }.map(\.id).reversed() == views.map(\.query)
      }
      hold(isRight, 10, "the history is not what was accepted")
    }
  }

  private func compareBanks(_ person: Int, on incarnation: Incarnation) {
    guard !isBehind(incarnation) else { return }
    let token = token(of: person)
    launch("person \(person) looks at the banks", on: incarnation) { [self] in
      let call = beginCall(person, on: incarnation, token: token)
      defer { endCall(call) }
      let result = try await outcome(on: incarnation) { try await incarnation.up().desk.banks(token, channel: .app) }
      guard case .success(let offer) = result else { return }
      let isRight = isPossible(for: call) { seen, time in
        guard let row = seen.snapshot.person(phoneHash: lookUp(people[person].details.phone.text)) else { return false }
        let rollout = seen.timeline.at(time).running
        let general = rollout.general(region: row.region, bucket: row.bucket, channel: .app).map(\.code)
        let expected = cast.banks.map { general.first ?? rollout.objection($0, region: row.region) }
        return offer.reasons.map(\.code) == general && offer.banks.map { $0.reason?.code } == expected
      }
      hold(isRight, 1, "the banks offered are not those of the running revision")
    }
  }
}

// MARK: Changing oneself

extension History {
  private static let newPasswords = ["593817", "618240", "840267", "472905", "295736", "706148"]

  private func move(_ person: Int, on incarnation: Incarnation) {
    let (token, region) = (token(of: person), random.pick(cast.regions))
    ledger.moving.append(person)
    launch("person \(person) moves to \(region)", on: incarnation) { [self] in
      defer { ledger.moving.remove(at: ledger.moving.firstIndex(of: person) ?? 0) }
      let first = try await outcome(on: incarnation) {
        try await incarnation.up().desk.move(token, to: region, code: nil)
      }
      guard case .failure(.codeRequired) = first else { return }
      let result = try await outcome(on: incarnation) {
        try await incarnation.up().desk.move(token, to: region, code: code(of: person))
      }
      note("  move: \(result.summary)")
      guard case .success = result else { return }
      let row = now.person(phoneHash: lookUp(people[person].details.phone.text))
      hold(row?.region == region, 10, "person \(person) moved and did not")
    }
  }

  private func changePassword(_ person: Int, on incarnation: Incarnation) {
    guard people[person].passwords.count == 1, outstanding == 0 else { return }
    let (token, old, new) = (token(of: person), people[person].passwords[0], random.pick(Self.newPasswords))
    people[person].passwords = [old, new].uniqued
    ledger.changingPassword.append(person)
    launch("person \(person) changes the password", on: incarnation) { [self] in
      defer { ledger.changingPassword.remove(at: ledger.changingPassword.firstIndex(of: person) ?? 0) }
      let result = try await outcome(on: incarnation) {
        try await incarnation.up().desk.changePassword(token, old: old, new: new)
      }
      settlePassword(of: person, result, old: old, new: new)
    }
  }

  private func resetPassword(_ person: Int, on incarnation: Incarnation) {
    guard people[person].passwords.count == 1, outstanding == 0 else { return }
    let (token, old, new) = (token(of: person), people[person].passwords[0], random.pick(Self.newPasswords))
    people[person].passwords = [old, new].uniqued
    let endsQuery = random.chance(2)
    ledger.changingKeys.append(person)
    ledger.changingPassword.append(person)
    if endsQuery { ledger.cancelling.append(person) }
    launch("person \(person) resets the password", on: incarnation) { [self] in
      defer { ledger.changingPassword.remove(at: ledger.changingPassword.firstIndex(of: person) ?? 0) }
      defer { ledger.changingKeys.remove(at: ledger.changingKeys.firstIndex(of: person) ?? 0) }
      defer { if endsQuery { ledger.cancelling.remove(at: ledger.cancelling.firstIndex(of: person) ?? 0) } }
      _ = try await outcome(on: incarnation) {
        try await incarnation.up().desk.resetPassword(
          token, new: nil, code: nil, face: .given, endingQuery: endsQuery, closingReport: endsQuery)
      }
      let result = try await outcome(on: incarnation) {
        try await incarnation.up().desk.resetPassword(
          token, new: new, code: code(of: person), face: .given, endingQuery: endsQuery, closingReport: endsQuery)
      }
      settlePassword(of: person, result, old: old, new: new)
    }
  }

  private func settlePassword(of person: Int, _ result: Result<Bool, CardholderFault>, old: String, new: String) {
    note("  password: \(result.summary)")
    switch result {
    case .success:
      people[person].passwords = [new]
      ledger.wrongPasswords[person] = 0
    case .failure: people[person].passwords = [old]
    }
  }
}

extension Result {
  /// The code of a fault for the trace, without any value.
  var summary: String {
    switch self {
    case .success: "done"
    case .failure(let error): (error as? any Fault)?.code ?? "\(type(of: error))"
    }
  }
}

extension [String] {
  /// The elements, each once, in the order in which they come.
  var uniqued: [String] { reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
}
