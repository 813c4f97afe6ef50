import Domain
import Foundation
import Program

/// Who gives the commands: the author of revisions and audit records.
struct Operator: Equatable {
  let name: String

  /// The system account that runs this process.
  static var ofProcess: Operator {
    let account = geteuid()
    guard let entry = getpwuid(account), let name = entry.pointee.pw_name else {
      return Operator(unchecked: "uid:\(account)")
    }
    return Operator(unchecked: String(cString: name))
  }

  private init(unchecked name: String) { self.name = name }

  /// Throws `UsageFault` for a name that would not read as one.
  init(named name: String) throws {
    let isPlain = name.unicodeScalars.allSatisfy { !$0.isForbidden && !$0.properties.isWhitespace }
    guard isPlain, (1...64).contains(name.count) else {
      throw UsageFault.invalidValue(name.withoutControls.shown, option: "--as", allowed: [])
    }
    self.name = name
  }
}
