import Text

/// The result of taking in the replies of a bank.
public struct IntakeReceipt: Sendable, Equatable {
  /// An item that was not taken: `unknown_enquiry`, also for another bank's, or `enquiry_closed`.
  public struct Refused: Sendable, Equatable {
    public let enquiry: String
    public let code: String

    public init(enquiry: String, code: String) {
      self.enquiry = enquiry
      self.code = code
    }
  }

  public let taken: Int
  public let refused: [Refused]

  public init(taken: Int, refused: [Refused]) {
    self.taken = taken
    self.refused = refused
  }
}

/// A reason to take nothing of a bank's message.
public enum IntakeFault: Fault, Equatable {
  /// This very message was taken before, by its nonce.
  case replayed

  public var code: String { "replayed" }
  public var kind: FaultKind { .refused }
  public var message: Bilingual {
    Bilingual(zh: "这条消息已经收过", en: "this message was received before")
  }
}
