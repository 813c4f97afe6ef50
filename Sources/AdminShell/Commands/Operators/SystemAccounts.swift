import Foundation
import Text

/// The system accounts of this machine, by which operators are known in a real database.
struct SystemAccounts {
  var has: (String) -> Bool = { getpwnam($0) != nil }

  /// The note on an operator whose name is no account of this system; nil if it is one.
  func note(on name: String) -> Bilingual? {
    guard !has(name) else { return nil }
    let near = [name.lowercased(), name.lowercased().filter(\.isLetter)].first { $0 != name && !$0.isEmpty && has($0) }
    return Bilingual(
      zh: "本机没有系统账户 \(name)：操作员按系统账户识别，创建该账户之前无人能以此身份操作或审批"
        + (near.map { "。您要登记的是 \($0) 吗？" } ?? ""),
      en: """
        This machine has no system account \(name). Operators are identified by it, so nobody can act or approve as \
        \(name) until it exists
        """ + (near.map { ". Did you mean \($0)?" } ?? ""))
  }
}
