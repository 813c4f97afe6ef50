import Domain
import Text

/// What people are told around a query: the notices, the agreement, and in a sandbox what stands in for the world.
public struct Guidance: Sendable, Equatable {
  public let notices: [NoticeSection]
  public let agreement: Agreement
  /// The note that no real identity check is made; nil if one is.
  public let identityNotice: Bilingual?
  /// The note that no real face check is made; nil if one is.
  public let faceNotice: Bilingual?

  public init(
    notices: [NoticeSection], agreement: Agreement, identityNotice: Bilingual? = nil, faceNotice: Bilingual? = nil
  ) {
    self.notices = notices
    self.agreement = agreement
    self.identityNotice = identityNotice
    self.faceNotice = faceNotice
  }

  /// The same with another agreement.
  public func with(_ agreement: Agreement) -> Guidance {
    Guidance(notices: notices, agreement: agreement, identityNotice: identityNotice, faceNotice: faceNotice)
  }
}
