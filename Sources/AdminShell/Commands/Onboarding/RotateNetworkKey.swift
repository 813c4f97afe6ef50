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
    let session = try context.session()
    let key = try session.onboarding.rotateNetworkKey(overlap: overlap)
    return Reply(result: Listing.networkKeys([key]), notes: [Self.handingOut(at: session.onboarding)])
  }

  /// What has to be done with a key that was made. Where there is no other any more, it signs already.
  static func handingOut(at onboarding: BankOnboarding) -> Bilingual {
    guard let change = (try? onboarding.networkKeys())?.dropFirst().first?.validUntil else {
      return Bilingual(
        zh: "新密钥已开始签名：银行登记它（show keys network）之前会拒绝询问",
        en: "the new key signs already: banks refuse enquiries until they have taken it in (show keys network)")
    }
    return Bilingual(
      zh: "新密钥自 \(change.short) 起签名：请在此之前让每家银行登记它（show keys network），否则银行会拒绝询问",
      en: """
        the new key signs from \(change.short): have every bank take it in before (show keys network), or it refuses \
        enquiries
        """)
  }
}

extension RotateNetworkKey {
  init(_ arguments: Arguments, _ names: Binder) throws { self.init(overlap: try arguments.overlap()) }
}
