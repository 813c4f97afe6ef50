import Domain
import RolloutControl
import Text

/// `rotate key network`
struct RotateNetworkKey: RequestableChange {
  let overlap: Span

  static let form = Form(
    "rotate key network", clauses: [.overlap], zh: "更换网络的签名密钥；重叠期结束后用新密钥签名",
    en: "change the network's signing key; the new one signs once the overlap ends",
    details: Bilingual(
      zh: "银行信任用它签名的一方：策略 four-eyes 含 onboarding 时须先申请审批。",
      en: "Banks trust whoever signs with it: if the policy four-eyes names onboarding, request approval first."),
    examples: ["rotate key network", "rotate key network overlap 168"])

  func requestedChange(in context: CommandContext) throws -> RequestedChange { .rotateNetworkKey(overlap: overlap) }

  func run(in context: CommandContext) throws -> Reply {
    Reply(result: Listing.networkKeys([try context.session().onboarding.rotateNetworkKey(overlap: overlap)]))
  }
}

extension RotateNetworkKey {
  init(_ arguments: Arguments, _ names: Binder) throws { self.init(overlap: try arguments.overlap()) }
}
