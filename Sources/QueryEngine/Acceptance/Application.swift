import Domain

/// One person's application.
public struct Application: Sendable {
  public let banks: Banks
  /// Whether the person has read and accepted the authorisation agreement.
  public let agreed: Bool
  /// The SMS code; nil until the person has one.
  public var code: String?
  public let face: FaceSample
  public let channel: Channel
  /// The banks as the person saw them before agreeing; nil if none were shown. If the banks are others now, the person
  /// is told and they are not asked.
  public let shown: ShownBanks?

  public enum Banks: Sendable, Equatable {
    /// Every bank that the person can choose: which these are is decided, and the person told, when the code is sent.
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
