import Text

/// The state of the enquiry to one bank. The raw values stand in `status` and in the report.
public enum EnquiryState: String, Sendable, Hashable, CaseIterable {
  /// The enquiry waits to be asked for the first time. The dispatcher moves it on.
  case queued
  /// The bank was asked, or is about to be asked again. The bank's reply, or the deadline, moves the enquiry on.
  case sent
  /// The bank will answer later. A fetch, a callback or the deadline moves the enquiry on.
  case acknowledged
  /// The bank's sealed answer is kept. Final.
  case answered
  /// The bank said no, with a code. Final.
  case declined
  /// The bank's reply was no reply. Final.
  case failed
  /// The deadline came first. Final.
  case timedOut = "timed_out"
  /// The bank was disconnected, or the person cancelled. Final.
  case withdrawn

  public var isOpen: Bool {
    switch self {
    case .queued, .sent, .acknowledged: true
    case .answered, .declined, .failed, .timedOut, .withdrawn: false
    }
  }

  public var name: Bilingual {
    switch self {
    case .queued: Bilingual(zh: "等待询问", en: "waiting")
    case .sent: Bilingual(zh: "已询问", en: "asked")
    case .acknowledged: Bilingual(zh: "银行处理中", en: "in progress at the bank")
    case .answered: Bilingual(zh: "已答复", en: "answered")
    case .declined: Bilingual(zh: "银行未答复", en: "declined by the bank")
    case .failed: Bilingual(zh: "查询失败", en: "failed")
    case .timedOut: Bilingual(zh: "超时未答复", en: "no answer in time")
    case .withdrawn: Bilingual(zh: "未查询", en: "not asked")
    }
  }
}
