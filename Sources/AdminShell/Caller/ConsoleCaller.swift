import Text

/// The files that commands name, read and written with the rights of whoever gives the commands.
protocol CallersFiles: AnyObject {
  /// The bytes of a regular file. Throws a `FileFault`.
  func contents(of word: Word) throws -> [UInt8]
  /// The file that an output is to be saved to, after it was checked that it can be. Throws a `FileFault`.
  func draft(for word: Word) throws -> any SavedOutput
}

/// The file of `| save FILE`, which is replaced only as a whole.
public protocol SavedOutput {
  /// Puts the text in place of the earlier file. Throws a `FileFault`.
  func finish(_ text: String) throws
}

/// The side of a console that has the person, the terminal and the files: in the same process, or at the other end of a
/// connection. Nothing of it is asked while a transaction is open (docs/rules.md, rule 15).
public protocol ConsoleCaller: AnyObject {
  /// The width of the page that is read, in columns.
  var columns: Int { get }
  /// Whether Ctrl-C was pressed since the request began.
  var isInterrupted: Bool { get }

  /// Prints a text on standard output.
  func show(_ text: String)
  /// Prints a text on standard output, which may be shown page by page.
  func showPage(_ text: String)
  /// Prints a text on standard error.
  func tell(_ text: String)
  /// Shows how far a long command is, on a line that the next text replaces; nil removes it.
  func showProgress(_ text: String?)

  /// The reply to one command is complete.
  func endReply()

  /// The person's answer to a question, without spaces around it; nil if it was given up.
  func answer(to question: String) -> String?
  /// The next line of a text that goes on; nil if it was given up.
  func nextLine() -> [UInt8]?
  /// Waits for a span, but ends early if `isOver` gives true, and gives whether Ctrl-C was pressed meanwhile.
  func isInterrupted(within span: Duration, orUntil isOver: () -> Bool) -> Bool

  func contents(of word: Word) throws -> [UInt8]
  func draft(for word: Word) throws -> any SavedOutput
  /// The paths of files that begin with a text.
  func paths(_ typed: String) -> [String]
}

/// No files at all: for commands that the program itself makes.
final class NoFiles: CallersFiles {
  func contents(of word: Word) throws -> [UInt8] { throw FileFault.unreadable(word.text, reason: FileFault.missing) }
  func draft(for word: Word) throws -> any SavedOutput {
    throw FileFault.unwritable(word.text, reason: FileFault.missing)
  }
}

/// The files of a console's caller.
final class FilesOfCaller: CallersFiles {
  private let caller: any ConsoleCaller

  init(_ caller: any ConsoleCaller) { self.caller = caller }

  func contents(of word: Word) throws -> [UInt8] { try caller.contents(of: word) }
  func draft(for word: Word) throws -> any SavedOutput { try caller.draft(for: word) }
}

extension CallersFiles {
  /// The bytes of a file. Throws a `Diagnostic` at the word that names it.
  func bytes(of word: Word) throws -> [UInt8] { try Diagnostic.locating(word.place) { try contents(of: word) } }
}
