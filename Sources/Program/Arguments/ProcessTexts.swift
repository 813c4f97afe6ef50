import Foundation
import Text

/// The arguments and variables of the process, as text. Arguments and variables are bytes to the system; those that are
/// no UTF-8 are refused, because any text made of them would be stored, compared and shown although nobody wrote it.
struct ProcessTexts {
  let arguments: [String]
  let environment: [String: String]

  /// The texts of this process. Throws `UsageFault`.
  static func ofProcess() throws(UsageFault) -> ProcessTexts {
    try ProcessTexts(arguments: commandLine, environment: variables)
  }

  /// The arguments as bytes, from the kernel: a library that is loaded first can make Swift lose count of them. Without
  /// `/proc`, as Swift has them.
  private static var commandLine: [[UInt8]] {
    if let bytes = FileManager.default.contents(atPath: "/proc/self/cmdline"), !bytes.isEmpty {
      return bytes.split(separator: 0, omittingEmptySubsequences: false).dropFirst().dropLast().map { Array($0) }
    }
    return (1..<max(1, Int(CommandLine.argc))).map { position in
      guard let bytes = CommandLine.unsafeArgv[position] else { return [] }
      return Array(UnsafeRawBufferPointer(start: bytes, count: strlen(bytes)))
    }
  }

  /// The variables as bytes; without `/proc`, as Foundation reads them.
  private static var variables: [[UInt8]] {
    if let bytes = FileManager.default.contents(atPath: "/proc/self/environ"), !bytes.isEmpty {
      return bytes.split(separator: 0).map { Array($0) }
    }
    return ProcessInfo.processInfo.environment.map { Array("\($0)=\($1)".utf8) }
  }

  /// Reads `environment` as `NAME=VALUE` each. Of its variables only those that the programs use are refused; any other
  /// that is no text reads as U+FFFD, which scripts refuse.
  init(arguments: [[UInt8]], environment: [[UInt8]]) throws(UsageFault) {
    var texts: [String] = []
    for (position, bytes) in arguments.enumerated() {
      guard let text = String(validating: bytes, as: UTF8.self) else { throw .notText(argument: position + 1) }
      texts.append(text)
    }
    var variables: [String: String] = [:]
    for bytes in environment {
      guard let end = bytes.firstIndex(of: UInt8(ascii: "=")), end > 0 else { continue }
      let name = String(decoding: bytes[..<end], as: UTF8.self)
      let value = String(validating: bytes[(end + 1)...], as: UTF8.self)
      if value == nil, Self.isOurs(name) { throw .notText(variable: name) }
      variables[name] = value ?? "\u{fffd}"
    }
    self.arguments = texts
    self.environment = variables
  }

  private static func isOurs(_ name: String) -> Bool {
    name.hasPrefix("CHAKA_") || name.hasPrefix("XDG_") || name.hasPrefix("LC_")
      || ["HOME", "LANG", "TERM"].contains(name)
  }
}

extension UsageFault {
  /// The fault of an argument that is no text, with its position, as the argument cannot be shown.
  fileprivate static func notText(argument position: Int) -> UsageFault {
    .other(
      Bilingual(
        zh: "第 \(position) 个参数不是有效的 UTF-8 文本", en: "argument \(position) is not valid UTF-8"))
  }

  fileprivate static func notText(variable name: String) -> UsageFault {
    .other(
      Bilingual(zh: "环境变量 \(name) 不是有效的 UTF-8 文本", en: "the environment variable \(name) is not valid UTF-8"))
  }
}
