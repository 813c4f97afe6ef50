import Domain
import Program
import RolloutControl
import Store
import Text

/// Does what commands say, on one session: a person's console or a script.
final class Console {
  /// What the registry's files say.
  let registry: Catalogue
  let settings: PageSettings
  let certifying: Certifying
  /// Asks the person at the terminal for one line; nil where nobody is there. Gives nil where none was typed.
  var ask: ((Bilingual) -> String?)?
  /// Where the progress of long checks is shown.
  var checking = CheckingProgress.silent
  /// What `| save` leaves alone: found out when something is saved, as the configuration is read for it.
  var ownFiles: () -> OwnFiles = { .none }
  /// The accounts that operators can be.
  var accounts = SystemAccounts()
  private let open: () throws -> OperatorSession
  private(set) var opened: OperatorSession?
  /// Each request as it was shown here last.
  var seen: [Int: ApprovalRequest] = [:]
  let variables: Variables
  /// Whether something that belongs to a commit could not be done after it.
  var hadTrouble = false
  /// The candidate as it was at `begin`; nil outside a block.
  var blockStart: Draft?
  var interruption = Interruption()

  /// The database is opened by the first command that needs it.
  init(
    _ registry: Catalogue, _ settings: PageSettings, _ certifying: Certifying,
    variables: Variables = Variables(),
    open: @escaping () throws -> OperatorSession
  ) {
    self.registry = registry
    self.settings = settings
    self.certifying = certifying
    self.variables = variables
    self.open = open
  }

  /// Whether there are changes that would be lost.
  var hasChanges: Bool { opened?.differs ?? false }

  var isOpen: Bool { opened != nil }

  /// What answers name: by the candidate, and by the revision it was made from.
  var catalogue: Catalogue { opened?.names ?? registry }

  func session() throws -> OperatorSession {
    if let opened { return opened }
    let session = try open()
    opened = session
    return session
  }

  /// What a console that begins has to know, and what it was never told; of a database that is not to be trusted, why.
  func standing() throws -> [Bilingual] {
    do { return try opened.map { try dropped() + standing($0) } ?? [] } catch let fault as StoreFault
      where fault.isAboutTrust
    { return [fault.message] }
  }

  /// What happened since it was last asked.
  func news() throws -> [Bilingual] {
    try opened.map { try dropped() + $0.takeNews().map { NewsWording(record: $0).text } } ?? []
  }

  /// Scheduled commits that were dropped since anybody was told.
  private func dropped() throws -> [Bilingual] {
    try opened?.news.takeDropped().map { commit in
      let why = (commit.dropReason ?? .conflict).message
      return Bilingual(
        zh: "排期 \(commit.number)（\(commit.author)，\(commit.effectiveAt.short)）已放弃，没有生效：\(why.zh)",
        en: """
          scheduled commit \(commit.number) (\(commit.author), \(commit.effectiveAt.short)) was dropped, nothing of it \
          took force: \(why.en)
          """)
    } ?? []
  }

  /// Throws a `Diagnostic` for what is wrong with the command, a plain fault where the database cannot be opened.
  func reply(to command: BoundCommand) throws -> Reply {
    if let reply = try offlineReply(to: command.action) ?? reply(toFraming: command.action) { return reply }
    let session = try session()
    try Diagnostic.locating(command.place) {
      if command.action.isAboutTrust {
        try session.permission.requireRoleToJudge(.viewer)
      } else {
        try session.permission.requireRole(command.action.isEditing ? .operator : .viewer)
      }
    }
    return try Diagnostic.locating(command.place) { try reply(to: command.action, session) }
  }

  /// What needs no database.
  private func offlineReply(to action: Action) throws -> Reply? {
    switch action {
    case .help(let topic):
      let page = HelpPage(language: settings.language, columns: settings.columns, paint: settings.paint)
      return Reply(answer: HelpAnswer(topic: topic, page: try page.text(on: topic)))
    case .quit: return Reply(isQuitting: true)
    default: return nil
    }
  }

  private func reply(to action: Action, _ session: OperatorSession) throws -> Reply {
    switch action {
    case .edit, .load, .discard, .rollback: try change(action, session)
    case .show(let what): Reply(answer: try answer(to: what, session))
    case .health(let banks):
      Reply(
        answer: HealthAnswer(report: try session.watch.health(of: banks), catalogue: catalogue, isNamed: !banks.isEmpty))
    case .compare(let from, let to): try compare(from, to, session)
    case .impact: try impact(session)
    case .check: try check(session)
    case .commit(let terms): try commit(terms, session)
    case .emergency(let edit, let reason): try emergency(edit, reason, session)
    case .request(let action, let number): try request(action, replacing: number, session)
    case .approval(let approving): try decide(approving, session)
    case .confirm(let revision):
      Reply(answer: ConfirmAnswer(confirmed: try session.schedule.confirm(revision), clashes: session.latestClashes))
    case .cancelCommit(let number): try cancel(number, session)
    case .setOperator, .removeOperator: try appoint(action, session)
    case .explain, .explainQuery, .explainRefusal: Reply(answer: try explanation(action, session))
    case .code(let code): try reply(to: code, session)
    case .endpoints, .key: try onboard(action, session)
    case .onboard(let onboarding): try onboard(onboarding, session)
    case .audit(let question): try audit(question, session)
    case .clock(let command): Reply(answer: ClockAnswer(reading: try reading(command, session)))
    case .trust(let decision): try decide(decision, session)
    case .help, .quit, .define, .include, .begin, .end, .watch: preconditionFailure("answered without a database")
    }
  }

  private func decide(_ decision: TrustDecision, _ session: OperatorSession) throws -> Reply {
    switch decision {
    case .reanchor(let reason):
      return Reply(answer: ReanchoredAnswer(reanchoring: try session.administration.reanchor(reason: reason)))
    case .updateRegistry:
      try session.administration.updateRegistry()
      return Reply(answer: RegistryUpdatedAnswer(fingerprint: session.store.registryFingerprint))
    }
  }

  private func compare(_ from: Int?, _ to: Int?, _ session: OperatorSession) throws -> Reply {
    let comparison = try session.compare(from: from, to: to)
    let answer = ComparisonAnswer(
      from: comparison.from, to: comparison.to, changes: comparison.changes,
      catalogue: try session.names(from: from, to: to))
    return Reply(answer: answer, status: comparison.changes.isEmpty ? .done : .different)
  }

  private func audit(_ question: AuditQuestion, _ session: OperatorSession) throws -> Reply {
    switch question {
    case .verify(let hash):
      defer { checking.end() }
      let verdict = try session.audit.verify(expecting: hash) {
        try interruption.check()
        checking.tell($0, $1)
      }
      return Reply(
        answer: VerdictAnswer(verdict: verdict, noted: hash), status: verdict.isIntact ? .done : .refused)
    case .head: return Reply(answer: HeadAnswer(head: try session.audit.head()))
    case .show(let filter): return Reply(answer: RecordsAnswer(records: try session.audit.records(filter)))
    }
  }
}

extension Console {
  private func reading(_ command: ClockCommand, _ session: OperatorSession) throws -> ClockReading {
    switch command {
    case .show: return try session.administration.clockReading()
    case .confirm: _ = try session.administration.confirmClock()
    case .reset: _ = try session.administration.resetClock()
    }
    return try session.administration.clockReading()
  }
}

/// How pages of text are laid out.
struct PageSettings {
  let language: Language
  let paint: Paint
  private let measure: () -> Int

  /// The columns are looked at for each page: a terminal may be resized at any time.
  init(language: Language, columns: @escaping @autoclosure () -> Int, paint: Paint) {
    self.language = language
    self.paint = paint
    measure = columns
  }

  var columns: Int { measure() }
}
