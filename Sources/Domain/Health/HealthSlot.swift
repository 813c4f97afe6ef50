import Text

/// The half minutes by which a bank's health is counted; an event counts in the slot in which it began.
public enum HealthSlot {
  public static let length = Span.seconds(30)
  /// The time for which slots are kept.
  public static let term = Span.hours(48)

  /// The start of the slot in which a moment lies.
  public static func start(of moment: Moment) -> Moment {
    Moment(milliseconds: moment.milliseconds.flooredQuotient(length.milliseconds) * length.milliseconds)
  }

  /// The slot that begins the hour of a moment, for events that are not to be told more exactly.
  public static func hour(of moment: Moment) -> Moment {
    Moment(milliseconds: moment.milliseconds.flooredQuotient(3_600_000) * 3_600_000)
  }
}

/// The periods for which a bank's health is shown.
public enum HealthWindow: String, Sendable, Hashable, CaseIterable {
  case tenMinutes
  case hour
  case day

  public var length: Span {
    switch self {
    case .tenMinutes: .minutes(10)
    case .hour: .hours(1)
    case .day: .hours(24)
    }
  }

  public var name: Bilingual {
    switch self {
    case .tenMinutes: Bilingual(zh: "10 分钟", en: "10 minutes")
    case .hour: Bilingual(zh: "1 小时", en: "hour")
    case .day: Bilingual(zh: "24 小时", en: "day")
    }
  }

  /// The slots of the window. The window ends 30 seconds ago, so that every enquiry asked in it has had the 30 seconds
  /// of the headline.
  public func slots(at now: Moment) -> Range<Moment> {
    let end = HealthSlot.start(of: now.adding(.milliseconds(-HealthSlot.length.milliseconds)))
    return end.adding(.milliseconds(-length.milliseconds))..<end
  }
}
