import Domain
import Program
import RolloutControl
import Store

/// Does what commands say, on one session: a person's console or a script.
final class Console {
  let catalogue: Catalogue
  let settings: PageSettings
  let certifying: Certifying
  /// Where the progress of long checks is shown.
  var checking = CheckingProgress.silent
  private let open: () throws -> OperatorSession
  private var opened: OperatorSession?

  /// The database is opened by the first command that needs it.
  init(
    _ catalogue: Catalogue, _ settings: PageSettings, _ certifying: Certifying,
    open: @escaping () throws -> OperatorSession
  ) {
    self.catalogue = catalogue
    self.settings = settings
    self.certifying = certifying
    self.open = open
  }

  /// Whether there are changes that would be lost.
  var hasChanges: Bool { opened?.differs ?? false }

  var isOpen: Bool { opened != nil }

  func session() throws -> OperatorSession {
    if let opened { return opened }
    let session = try open()
    opened = session
    return session
  }

  /// Scheduled commits that were dropped since anybody was told.
  func dropped() throws -> [Bilingual] {
    try opened?.takeDropped().map { commit in
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
    if let reply = try offlineReply(to: command.action) { return reply }
    let session = try session()
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
        answer: HealthAnswer(report: try session.health(of: banks), catalogue: catalogue, isNamed: !banks.isEmpty))
    case .compare(let from, let to): try compare(from, to, session)
    case .check: Reply(answer: CheckAnswer(comparison: try check(session), warnings: try session.warnings()))
    case .commit(let terms): Reply(answer: CommitAnswer(outcome: try session.commit(terms)))
    case .explain, .explainQuery, .explainRefusal: Reply(answer: try explanation(action, session))
    case .code(let code): try reply(to: code, session)
    case .endpoints, .key: try onboard(action, session)
    case .onboard(let onboarding): try onboard(onboarding, session)
    case .audit(let question): try audit(question, session)
    case .help, .quit: preconditionFailure("answered without a database")
    }
  }

  private func compare(_ from: Int?, _ to: Int?, _ session: OperatorSession) throws -> Reply {
    let comparison = try session.compare(from: from, to: to)
    let answer = ComparisonAnswer(
      from: comparison.from, to: comparison.to, changes: comparison.changes, catalogue: catalogue)
    return Reply(answer: answer, status: comparison.changes.isEmpty ? .done : .different)
  }

  private func check(_ session: OperatorSession) throws -> ComparisonAnswer {
    let running = try session.running().number
    return ComparisonAnswer(
      from: .revision(running), to: .candidate, changes: try session.check(), catalogue: catalogue)
  }

  private func audit(_ question: AuditQuestion, _ session: OperatorSession) throws -> Reply {
    switch question {
    case .verify(let hash):
      defer { checking.end() }
      let verdict = try session.verifyAudit(expecting: hash) { checking.tell($0, $1) }
      return Reply(
        answer: VerdictAnswer(verdict: verdict, noted: hash), status: verdict.isIntact ? .done : .refused)
    case .head: return Reply(answer: HeadAnswer(head: try session.auditHead()))
    case .show(let filter): return Reply(answer: RecordsAnswer(records: try session.auditRecords(filter)))
    }
  }
}

/// How pages of text are laid out.
struct PageSettings {
  let language: Language
  let columns: Int
  let paint: Paint
}
