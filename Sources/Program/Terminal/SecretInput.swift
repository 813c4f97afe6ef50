import Foundation
import Text

/// Reads secrets that must never stand among the arguments: from a file, from standard input, or typed without echo
/// (docs/contract.md, "Secrets on the command line").
public struct SecretInput: Sendable {
  private let inputIsTerminal: Bool
  /// The largest length of the first line, in bytes.
  static let longest = 4_096

  public init(inputIsTerminal: Bool) { self.inputIsTerminal = inputIsTerminal }

  /// The first line of a file, `-` being standard input, without its line break. Throws `SecretInputFault`.
  public func read(file: String) throws(SecretInputFault) -> String {
    if file == "-" { return try StandardInput.line(longest: Self.longest) }
    let descriptor = open(file, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(file.withoutControls) }
    defer { close(descriptor) }
    return try StandardInput.line(from: descriptor, longest: Self.longest)
  }

  /// The secret from the file, else typed at the terminal; nil if there is neither.
  public func read(file: String?, prompt: Bilingual) throws -> String? {
    if let file { return try read(file: file) }
    return inputIsTerminal ? try ask(prompt) : nil
  }

  /// Asks on the terminal without showing the answer. Ctrl-C throws `CancellationError`.
  public func ask(_ prompt: Bilingual) throws -> String {
    defer { Output.error.write("\n") }
    return try HiddenLine.read(from: STDIN_FILENO, longest: Self.longest) { Output.error.write(prompt.chosen) }
  }
}

/// A secret could not be read. Never holds any part of it.
public enum SecretInputFault: Fault, Equatable {
  case unreadable(String)
  case tooLong
  case missing
  /// The bytes are no UTF-8.
  case notText

  public var code: String { isUsage ? "usage" : "secret_unreadable" }
  public var kind: FaultKind { isUsage ? .usage : .environment }

  private var isUsage: Bool {
    switch self {
    case .unreadable: false
    case .tooLong, .missing, .notText: true
    }
  }

  public var message: Bilingual {
    switch self {
    case .unreadable(let file): Bilingual(zh: "无法读取文件 \(file)", en: "cannot read the file \(file)")
    case .tooLong:
      Bilingual(zh: "第一行太长（最多 4096 字节）", en: "the first line is too long (at most 4096 bytes)")
    case .notText:
      Bilingual(zh: "输入不是有效的 UTF-8 文本", en: "the input is not valid UTF-8")
    case .missing:
      Bilingual(zh: "没有输入", en: "nothing was entered")
    }
  }
}
