import Domain
import RolloutControl
import Text

/// `rotate key network`
struct RotateNetworkKey: RequestableChange {
  let overlap: Span

  static let form = Form(
    "rotate key network", clauses: [.overlap], zh: "轮换网络的签名密钥；重叠期结束后用新密钥签名",
    en: "rotate the network key; the new one signs once the overlap ends",
    details: Bilingual(
      zh: "银行凭它验证网络：策略 four-eyes 含 onboarding 时须先申请审批。",
      en: "Banks verify the network by it: if the policy four-eyes includes onboarding, request approval first."),
    examples: ["rotate key network", "rotate key network overlap 168"])

  func requestedChange(in context: CommandContext) throws -> RequestedChange { .rotateNetworkKey(overlap: overlap) }

  func run(in context: CommandContext) throws -> Reply {
    Reply(result: Listing.networkKeys([try context.session().onboarding.rotateNetworkKey(overlap: overlap)]))
  }
}

extension RotateNetworkKey {
  init(_ arguments: Arguments, _ names: Binder) throws { self.init(overlap: try arguments.overlap()) }
}
