import Domain

/// One person's application.
public struct Application: Sendable {
  public let banks: Banks
  /// Whether the authorisation agreement was read and accepted.
  public let agreed: Bool
  /// The SMS code; nil before there is one.
  public var code: String?
  public let face: FaceSample
  public let channel: Channel
  /// The banks as the person saw them before agreeing, where they were shown: what differs from it is told, not asked.
  public let shown: ShownBanks?

  public enum Banks: Sendable, Equatable {
    /// Every bank that the person can choose: which these are is settled when the code is sent, and told then.
    case all
    case named([BankCode])
  }

  public init(
    banks: Banks, agreed: Bool, code: String?, face: FaceSample, channel: Channel, shown: ShownBanks? = nil
  ) {
    self.banks = banks
    self.agreed = agreed
    self.code = code
    self.face = face
    self.channel = channel
    self.shown = shown
  }
}
