import ArgumentParser
import Text

/// Says how a program failed, on standard error, and gives the exit status for it.
public struct ErrorReport: Sendable {
  let program: String
  let isJSON: Bool
  /// What can be done at the program against a fault.
  let remedies: any Remedies

  public init(program: String, isJSON: Bool, remedies: any Remedies = SharedRemedies()) {
    self.program = program
    self.isJSON = isJSON
    self.remedies = remedies
  }

  /// Prints what there is to print and gives the status to exit with.
  public func end(with error: any Error) -> Int32 {
    switch error {
    case let ending as Ending: return ending.status
    case let exit as ExitCode: return exit.rawValue
    case is CancellationError: return Self.interrupted
    default:
      let fault = error as? any Fault ?? InternalFault(error)
      Output.error.line(text(of: fault))
      return ExitStatus(fault.kind).rawValue
    }
  }

  /// What a shell shows for a program stopped with Ctrl-C.
  static let interrupted: Int32 = 130

  /// `PROGRAM: error: MESSAGE [CODE]`, or the JSON document (docs/contract.md, "Errors").
  public func text(of fault: any Fault) -> String {
    guard isJSON else {
      return "\(program): error: \(legible(fault)) [\(fault.code)]" + hint(for: fault)
    }
    return document(of: fault).compact
  }

  /// Nothing of an argument or a file reaches the terminal as it is. Only a list of problems has lines of its own.
  private func legible(_ fault: any Fault) -> String {
    let message = remedies.message(of: fault).chosen
    guard fault is any ListFault else { return message.legible }
    return message.split(separator: "\n").map { String($0).legible }.joined(separator: "\n")
  }

  /// `{"error":{"code":...,"message":...,"facts":{...}}}`
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

/// A failure nobody foresaw: only the kind of the error is told, because its description could hold anything.
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
