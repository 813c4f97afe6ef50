/// The end of one bank's enquiry, as the report names it.
public struct QueryOutcome: Sendable, Equatable {
  public let bank: BankCode
  public let state: EnquiryState
  /// The code, if there is more to say than the state.
  public let code: String?

  public init(bank: BankCode, state: EnquiryState, code: String?) {
    self.bank = bank
    self.state = state
    self.code = code
  }
}
