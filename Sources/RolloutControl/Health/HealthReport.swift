import Domain
import Store

/// The health of banks of late.
public struct HealthReport: Sendable, Equatable {
  public struct Line: Sendable, Equatable {
    public let bank: BankCode
    public let windows: [HealthWindow: BankHealth]

    public func health(_ window: HealthWindow) -> BankHealth { windows[window] ?? BankHealth([]) }
    /// Whether nothing at all was counted in the longest window.
    public var isEmpty: Bool { health(.day).isEmpty }
  }

  public let at: Moment
  /// The lines, in the order asked for.
  public let banks: [Line]
  /// The counts of messages in the name of banks that belong to no known bank.
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
