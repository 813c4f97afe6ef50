import Domain
import Store

/// How banks have done of late.
public struct HealthReport: Sendable, Equatable {
  public struct Line: Sendable, Equatable {
    public let bank: BankCode
    public let windows: [HealthWindow: BankHealth]

    public func health(_ window: HealthWindow) -> BankHealth { windows[window] ?? BankHealth([]) }
    /// Whether anything at all happened in the longest window.
    public var isEmpty: Bool { health(.day).isEmpty }
  }

  public let at: Moment
  /// In the order asked for.
  public let banks: [Line]
  /// What came in the name of banks and could not be put down to any.
  public let nobody: Line
}

extension ServiceWatch {
  /// The health of banks over the last ten minutes, hour and day.
  public func health(of banks: [BankCode]) throws -> HealthReport {
    return try store.read { transaction in
      func line(_ bank: BankCode) throws -> HealthReport.Line {
        HealthReport.Line(bank: bank, windows: try transaction.health(of: bank))
      }
      return HealthReport(at: transaction.now, banks: try banks.map(line), nobody: try line(Transaction.nobody))
    }
  }
}
