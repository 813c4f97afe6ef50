import AdminShell
import ConsoleProtocol
import Program
import Text

/// The files of the person at the console, read and written with the rights of this process.
final class OwnSide {
  let sent: SentText
  /// The files that `| save` does not replace: found when the first file is saved.
  private let ownFiles: () -> OwnFiles
  private var draft: SavedFile?

  init(environment: [String: String], ownFiles: @escaping () -> OwnFiles) {
    sent = SentText(environment: environment)
    self.ownFiles = ownFiles
  }

  /// The bytes of a file that a command names. Throws a `FileFault`, or a `ConsoleFault` for a file that none names.
  func contents(of file: NamedFile) throws -> [UInt8] {
    let path = try path(of: file)
    let bytes = try ScriptBytes.read(path)
    sent.note(bytes, from: SourceName.file(path))
    return bytes
  }

  /// Prepares the file that an output is saved to. Throws as `contents(of:)`.
  func prepare(_ file: NamedFile) throws {
    draft = nil
    draft = try SavedFile(path: path(of: file), sparing: ownFiles())
  }

  /// Writes the file that was prepared.
  func finish(_ bytes: [UInt8]) throws {
    guard let draft else { throw ConsoleFault.malformed }
    self.draft = nil
    try draft.finish(bytes)
  }

  private func path(of file: NamedFile) throws(ConsoleFault) -> String {
    guard sent.names(file) else { throw .askedForMore(file.text) }
    let line = SourceLine(file: file.origin, number: file.line, scalars: [])
    let place = Place(line: line, column: file.column)
    return ScriptFile.path(of: Word(text: file.text, isBare: false, place: place, end: place))
  }
}

/// The bytes of a regular file: a command does not wait for a pipe that may never end.
enum ScriptBytes {
  static func read(_ path: String) throws -> [UInt8] {
    let input = try ByteInput(regularFile: path)
    var bytes: [UInt8] = []
    while let more = try input.next() {
      bytes += more
      guard bytes.count <= ScriptFile.largest else { throw FileFault.tooLarge(path, bytes: ScriptFile.largest) }
    }
    return bytes
  }
}
