import Domain
import Program
import Text

/// `set`
struct SetPolicy: EditCommand {
  let setting: PolicySetting

  static let form = Form(
    "set", [.one(.policy), .one(.value)], zh: "设定策略", en: "set a policy", table: PolicyTable.table,
    examples: ["set certification required", "set guardrail 97.5"])

  var edit: RolloutEdit { .setPolicy(setting) }
}

extension SetPolicy {
  init(_ arguments: Arguments, _ names: Binder) throws {
    let (name, value) = (arguments.operands[0], arguments.operands[1])
    guard let policy = Policy(rawValue: name.text) else {
      let suggestion = Grammar.near(name.text, among: Policy.allCases.map(\.name))
      throw Diagnostic(PolicyFault.unknown(name.text), at: name.place, suggestion: suggestion)
    }
    guard let setting = PolicySetting(policy, value.text) else {
      throw Diagnostic(PolicyFault.invalidValue(value.text, of: policy), at: value.place)
    }
    self.init(setting: setting)
  }
}
