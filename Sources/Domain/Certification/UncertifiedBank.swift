import Text

/// A connected bank that lacks a valid certification.
public struct UncertifiedBank: Sendable, Equatable {
  public let bank: BankCode
  public let gap: CertificationGap

  public init(bank: BankCode, gap: CertificationGap) {
    self.bank = bank
    self.gap = gap
  }

  /// The JSON `{"bank":...,"code":...,"why":...}`.
  public var json: JSONValue {
    ["bank": .string(bank.text), "code": .string(gap.code), "why": .string(gap.message.en)]
  }
}
