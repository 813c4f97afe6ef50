import Domain
import Text

extension GateReason {
  /// The reason as operators are told it; cardholders are told `message`.
  var finding: Bilingual {
    switch self {
    case .servicePaused: Bilingual(zh: "服务已暂停", en: "service is paused")
    case .channelClosed: Bilingual(zh: "渠道已关闭", en: "channel is closed")
    case .regionClosed: Bilingual(zh: "地区未开放", en: "region is closed")
    case .notInShare: Bilingual(zh: "不在开放比例之内", en: "not within the share")
    case .bankNotConnected: Bilingual(zh: "银行未接入", en: "bank is not connected")
    case .bankSuspended: Bilingual(zh: "银行已暂停", en: "bank is suspended")
    case .bankNotInRegion: Bilingual(zh: "银行在该地区未接入", en: "bank is not connected in this region")
    }
  }
}
