import Domain
import Program
import RolloutControl
import Text

/// What commands work with: the session, and what the console or script that they are said at gives them.
final class CommandContext {
  /// What the registry's files say.
  let registry: Catalogue
  let settings: PageSettings
  let certifying: Certifying
  let variables: Variables
  /// Asks the person at the terminal for one line; nil where nobody is there. Gives nil where none was typed.
  var ask: ((Bilingual) -> String?)?
  /// Where the progress of long checks is shown.
  var checking = CheckingProgress.silent
  /// The accounts that operators can be.
  var accounts = SystemAccounts()
  /// Ctrl-C while a command is run.
  var interruption = Interruption()
  /// Each request as it was shown here last.
  var seen: [Int: ApprovalRequest] = [:]
  /// The candidate as it was at `begin`; nil outside a block.
  var blockStart: CandidateSnapshot?
  private let open: () throws -> OperatorSession
  private(set) var opened: OperatorSession?

  /// The database is opened by the first command that needs it.
  init(
    _ registry: Catalogue, _ settings: PageSettings, _ certifying: Certifying, _ variables: Variables,
    open: @escaping () throws -> OperatorSession
  ) {
    self.registry = registry
    self.settings = settings
    self.certifying = certifying
    self.variables = variables
    self.open = open
  }

  func session() throws -> OperatorSession {
    if let opened { return opened }
    let session = try open()
    opened = session
    return session
  }

  /// What answers name: by the candidate, and by the revision it was made from.
  var catalogue: Catalogue { opened?.names ?? registry }
}

extension CommandContext {
  /// Changes the candidate and says what it is now.
  func change(_ change: (OperatorSession) throws -> Void) throws -> Reply {
    let session = try session()
    let (before, said) = (session.candidate, session.intent.seen)
    try change(session)
    // Going back says all of it anew: over what others have committed since it takes that back, too.
    let saysAnew = session.intent.isWhole && session.intent.seen != said
    guard session.candidate != before || saysAnew else { return Reply(notes: [Self.nothingChanged]) }
    return Reply(confirmation: Self.state(of: session))
  }

  private static let nothingChanged = Bilingual(zh: "没有改动", en: "No change")

  private static func state(of session: OperatorSession) -> Bilingual {
    let count = session.latest.rollout.changes(to: session.candidate).count
    guard count > 0 else { return Bilingual(zh: "候选版本与现行版本相同", en: "The candidate equals the running revision") }
    return Bilingual(
      zh: "候选版本有 \(count) 处改动，提交后生效",
      en: count == 1
        ? "The candidate has 1 change; commit to apply it"
        : "The candidate has \(count) changes; commit to apply them")
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

/// How the console has banks certified: what runs the suite, and where its progress is told, a line at a time.
struct Certifying {
  let runner: any CertificationRunner
  /// Whether a person reads along, who is told the checks that passed by their group only.
  var sumsUp = false
  var tell: (String) -> Void = { _ in }
}
