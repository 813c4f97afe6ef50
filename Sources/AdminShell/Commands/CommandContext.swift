import Domain
import Program
import RolloutControl
import Text

/// The context of commands: the session, and the means of the console or script.
final class CommandContext {
  /// The registry by its files.
  let registry: Catalogue
  let settings: PageSettings
  let certifying: Certifying
  let variables: Variables
  /// The files that commands name.
  let files: any CallersFiles
  /// Asks the person at the terminal for one line, which is nil if none was typed; nil if there is no person.
  var ask: ((Bilingual) -> String?)?
  /// The place where the progress of long checks is shown.
  var checking = CheckingProgress.silent
  /// The system accounts, by which operators are known.
  var accounts = SystemAccounts()
  /// The state of Ctrl-C while a command runs.
  var interruption = Interruption()
  /// The version of each request that was shown last in this session.
  var seen: [Int: ApprovalRequest] = [:]
  /// The call that commands are done for; nil if nobody can ask for it again.
  var call: ConsoleCall?
  /// The candidate at `begin`; nil outside a block.
  var blockStart: CandidateSnapshot?
  private let open: () throws -> OperatorSession
  private(set) var opened: OperatorSession?

  /// A context whose database is opened by the first command that needs it.
  init(
    _ registry: Catalogue, _ settings: PageSettings, _ certifying: Certifying, _ variables: Variables,
    _ files: any CallersFiles, open: @escaping () throws -> OperatorSession
  ) {
    self.registry = registry
    self.settings = settings
    self.certifying = certifying
    self.variables = variables
    self.files = files
    self.open = open
  }

  func session() throws -> OperatorSession {
    if let opened { return opened }
    let session = try open()
    opened = session
    return session
  }

  /// The names for answers: those of the candidate, and of the revision that it was made from.
  var catalogue: Catalogue { opened?.names ?? registry }
}

extension CommandContext {
  /// Changes the candidate and gives its changes.
  func change(_ change: (OperatorSession) throws -> Void) throws -> Reply {
    let session = try session()
    let (before, said) = (session.candidate, session.intent.seen)
    try change(session)
    // `rollback` says every subject anew: this takes back commits that others have made since, too.
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

/// The layout of pages of text.
struct PageSettings {
  let language: Language
  let paint: Paint
  private let measure: () -> Int

  /// `columns` is called for each page: a terminal may be resized at any time.
  init(language: Language, columns: @escaping @autoclosure () -> Int, paint: Paint) {
    self.language = language
    self.paint = paint
    measure = columns
  }

  var columns: Int { measure() }
}

/// The means to certify banks: the runner of the suite, and the output for its progress, a line at a time.
struct Certifying {
  let runner: any CertificationRunner
  /// Whether a person reads along, who is told the checks that passed by their group only.
  var sumsUp = false
  var tell: (String) -> Void = { _ in }
}
