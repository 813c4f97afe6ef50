import Domain

/// One person's application.
public struct Application: Sendable {
  public let banks: Banks
  /// Whether the authorisation agreement was read and accepted.
  public let agreed: Bool
  public let code: String?
  public let face: FaceSample
  public let channel: Channel

  public enum Banks: Sendable, Equatable {
    /// Every bank that the person can choose.
    case all
    case named([BankCode])
  }

  public init(banks: Banks, agreed: Bool, code: String?, face: FaceSample, channel: Channel) {
    self.banks = banks
    self.agreed = agreed
    self.code = code
    self.face = face
    self.channel = channel
  }
}
