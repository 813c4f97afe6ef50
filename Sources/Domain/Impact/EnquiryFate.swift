/// The effect of a change of the rollout on a bank's open enquiries (rule 9).
public enum EnquiryFate: Sendable, Equatable {
  case unchanged
  /// Enquiries that were not asked yet wait: the bank is suspended or the service paused.
  case held
  /// The enquiries end as withdrawn: the bank is closed.
  case withdrawn

  public init(of bank: BankCode, from: Rollout, to: Rollout) {
    let (before, after) = (Course(of: bank, in: from), Course(of: bank, in: to))
    self =
      switch (before, after) {
      // Accepted before the closure: withdrawn, whatever comes later.
      case (.ended, _): .unchanged
      case (_, .ended): .withdrawn
      case (.running, .held): .held
      case (.running, .running), (.held, .running), (.held, .held): .unchanged
      }
  }

  private enum Course {
    case running, held, ended

    init(of bank: BankCode, in rollout: Rollout) {
      self =
        switch rollout.state(of: bank) {
        case .closed: .ended
        case .suspended: .held
        case .connected: rollout.service.isPaused ? .held : .running
        }
    }
  }
}
