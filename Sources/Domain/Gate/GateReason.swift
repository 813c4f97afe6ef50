import Text

/// The reason for which the gate does not admit (docs/contract.md, "Codes of the gate"), in the order in which reasons
/// are listed.
public enum GateReason: UInt8, Sendable, Equatable, CaseIterable {
  case servicePaused = 1
  case channelClosed
  case regionClosed
  case notInShare
  case bankNotConnected
  case bankSuspended
  case bankNotInRegion

  public var code: String {
    switch self {
    case .servicePaused: "service_paused"
    case .channelClosed: "channel_closed"
    case .regionClosed: "region_closed"
    case .notInShare: "not_in_share"
    case .bankNotConnected: "bank_not_connected"
    case .bankSuspended: "bank_suspended"
    case .bankNotInRegion: "bank_not_in_region"
    }
  }

  public var message: Bilingual {
    switch self {
    case .servicePaused:
      Bilingual(zh: "查卡服务暂停中，请稍后再来", en: "the service is paused; come back later")
    case .channelClosed:
      Bilingual(zh: "这个渠道暂不受理查卡，请换一个渠道", en: "this channel is closed; use another one")
    case .regionClosed:
      Bilingual(zh: "您所在的地区还没有开放，请等开放后再来", en: "your region is not open yet; come back when it is")
    case .notInShare:
      Bilingual(zh: "您所在的地区正在分批开放，还没有轮到您", en: "your region is being opened step by step, and it is not your turn yet")
    case .bankNotConnected:
      Bilingual(zh: "暂不支持", en: "not supported yet")
    case .bankSuspended:
      Bilingual(zh: "暂停查询，请过几天再选", en: "suspended; choose it another day")
    case .bankNotInRegion:
      Bilingual(zh: "不支持您所在的地区", en: "not available in your region")
    }
  }
}

/// A reason, with the bank if the reason is about one.
public struct Objection: Sendable, Equatable {
  public let reason: GateReason
  public let bank: BankCode?

  public init(_ reason: GateReason, bank: BankCode? = nil) {
    self.reason = reason
    self.bank = bank
  }
}
