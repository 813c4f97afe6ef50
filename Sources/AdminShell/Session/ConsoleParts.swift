import Domain
import Program
import RolloutControl
import Text

/// What a console session works with, beside its caller.
public struct ConsoleParts {
  /// The registry by its files.
  let catalogue: Catalogue
  let runner: any CertificationRunner
  /// Opens the session with the database; called by the first command that needs it.
  let open: () throws -> OperatorSession
  /// The candidates that lost consoles have left; nil to keep none.
  let kept: KeptCandidate?

  public init(
    catalogue: Catalogue, runner: any CertificationRunner, kept: KeptCandidate?,
    open: @escaping () throws -> OperatorSession
  ) {
    (self.catalogue, self.runner, self.kept, self.open) = (catalogue, runner, kept, open)
  }
}

/// How a console's person, or program, reads.
public struct ConsoleManner: Sendable {
  public var format = OutputFormat.table
  public var language = Language.en
  /// Whether a person types; a script otherwise.
  public var isInteractive = false
  public var paint = Paint(isOn: false)
  public var errorPaint = Paint(isOn: false)
  public var outputIsTerminal = false
  public var outputCanRedraw = false
  public var errorIsTerminal = false
  public var errorCanRedraw = false

  public init() {}
}

/// The end of a request to a console.
public struct RequestEnd: Sendable, Equatable {
  public var status = ExitStatus.done
  /// Whether the console ends.
  public var isQuitting = false
}
