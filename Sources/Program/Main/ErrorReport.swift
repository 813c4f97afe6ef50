import ArgumentParser
import Text

/// Prints a program's failure on standard error, and gives its exit status.
public struct ErrorReport: Sendable {
  let program: String
  let isJSON: Bool
  /// The remedies against faults at the program.
  let remedies: any Remedies

  public init(program: String, isJSON: Bool, remedies: any Remedies = SharedRemedies()) {
    self.program = program
    self.isJSON = isJSON
    self.remedies = remedies
  }

  /// Prints the failure, if there is a message, and gives the exit status.
  public func end(with error: any Error) -> Int32 {
    switch error {
    case let ending as Ending: return ending.status
    case let exit as ExitCode: return exit.rawValue
    case is CancellationError: return Self.interrupted
    default:
      let fault = Self.fault(of: error)
      Output.error.line(text(of: fault))
      return ExitStatus(fault.kind).rawValue
    }
  }

  /// An error as a fault, which has a code.
  public static func fault(of error: any Error) -> any Fault {
    OutOfDescriptors() ?? error as? any Fault ?? InternalFault(error)
  }

  /// The exit status that a shell shows for a program stopped with Ctrl-C.
  static let interrupted: Int32 = 130

  /// The text `PROGRAM: error: MESSAGE [CODE]`, or the JSON document (docs/contract.md, "Errors").
  public func text(of fault: any Fault) -> String {
    guard isJSON else {
      return "\(program): error: \(legible(fault)) [\(fault.code)]" + hint(for: fault)
    }
    return document(of: fault).compact
  }

  /// The message without characters that could steer a terminal. Only a list of problems has lines of its own.
  private func legible(_ fault: any Fault) -> String {
    let message = remedies.message(of: fault).chosen
    guard fault is any ListFault else { return message.legible }
    return message.split(separator: "\n").map { String($0).legible }.joined(separator: "\n")
  }

  /// The document `{"error":{"code":...,"message":...,"facts":{...}}}`.
  public func document(of fault: any Fault) -> JSONValue {
    let error: [JSONValue.Member] = [
      .init("code", .string(fault.code)), .init("message", .string(remedies.message(of: fault).chosen)),
      .init("facts", .object(fault.facts)),
    ]
    return .object([.init("error", .object(error))])
  }

  private func hint(for fault: any Fault) -> String {
    guard fault is UsageFault else { return "" }
    return "\n" + Bilingual(zh: "用法见 \(program) --help", en: "see \(program) --help").chosen
  }
}

/// An unforeseen failure: only the kind of the error is named, because its description could contain anything.
struct InternalFault: Fault {
  private let typeName: String

  init(_ error: any Error) { typeName = String(reflecting: type(of: error)) }

  var code: String { "internal" }
  var kind: FaultKind { .environment }
  var message: Bilingual { Bilingual(zh: "程序内部出错（\(typeName)）", en: "internal error (\(typeName))") }
}

/// Standard output could not be written.
struct OutputFault: Fault {
  let number: Int32

  var code: String { "output_failed" }
  var kind: FaultKind { .environment }
  var message: Bilingual {
    Bilingual(zh: "无法写入标准输出（错误号 \(number)）", en: "cannot write to standard output (error \(number))")
  }
}
