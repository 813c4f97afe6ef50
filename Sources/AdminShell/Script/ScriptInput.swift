/// The bytes of one script, as they come.
public protocol ScriptInput: AnyObject {
  /// The script's name in error messages.
  var name: String { get }
  /// The bytes that come without a pause, and whether they are all. Throws a `FileFault`.
  func arrived() throws -> (bytes: [UInt8], isWhole: Bool)
  /// The next bytes; nil at the end. Throws a `FileFault`.
  func next() throws -> [UInt8]?
}

/// A script that came as an argument.
public final class ArgumentInput: ScriptInput {
  public let name: String
  private let bytes: [UInt8]

  public init(_ text: String, name: String = SourceName.command) {
    bytes = Array(text.utf8)
    self.name = name
  }

  public func arrived() -> (bytes: [UInt8], isWhole: Bool) { (bytes, true) }
  public func next() -> [UInt8]? { nil }
}

extension ScriptInput {
  /// The lines, and all bytes if they came without a pause: those of a file, of an argument, and of a pipe whose other
  /// end is done.
  func lines() throws -> (lines: LineReader, whole: [UInt8]?) {
    let (bytes, isWhole) = try arrived()
    guard !isWhole else { return (LineReader(file: name, bytes: bytes), bytes) }
    var first: [UInt8]? = bytes
    let lines = LineReader(file: name) {
      defer { first = nil }
      if let bytes = first, !bytes.isEmpty { return bytes }
      return try self.next() ?? []
    }
    return (lines, nil)
  }
}
