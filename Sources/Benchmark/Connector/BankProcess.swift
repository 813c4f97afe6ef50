import Foundation
import Program
import Text

/// `chaka-bank serve` as a process of its own, so that the banks' processor time is not the engine's.
final class BankProcess {
  let address: String
  private let process: Process

  /// Starts the program beside this one, with a book that sets the behaviour of some banks.
  init(in workplace: Workplace, behaviour: [String] = []) throws {
    let book = "\(workplace.path)/book-\(UInt32.random(in: 0 ... .max)).yaml"
    let lines = ["cardholders: []"] + (behaviour.isEmpty ? [] : ["behaviour:"] + behaviour.map { "  \($0)" })
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: book))
    guard let program = NeighbourProgram("chaka-bank") else { throw BankProgramMissing() }
    process = Process()
    process.executableURL = URL(fileURLWithPath: program.path)
    process.arguments = ["serve", "--port", "0", "--book", book, "--format", "json"]
    process.standardInput = FileHandle.nullDevice
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    workplace.accompany(process.processIdentifier)
    guard case .string(let address)? = JSONValue(json: Self.line(of: output.fileHandleForReading))?["listening"] else {
      process.terminate()
      throw BankProgramMissing()
    }
    self.address = address
  }

  func stop() {
    guard process.isRunning else { return }
    process.terminate()
    process.waitUntilExit()
  }

  private static func line(of handle: FileHandle) -> String {
    var bytes = Data()
    while let next = try? handle.read(upToCount: 1), !next.isEmpty, next.first != UInt8(ascii: "\n") { bytes += next }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// `chaka-bank` is missing beside this program, or does not start.
struct BankProgramMissing: Fault {
  var code: String { "bank_program_missing" }
  var kind: FaultKind { .environment }
  var message: Bilingual {
    Bilingual(
      zh: "旁边没有能启动的 chaka-bank，无法做这项测量",
      en: "this benchmark needs a chaka-bank beside this program that starts"
    )
  }
}
