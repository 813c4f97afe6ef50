import Text

/// The result of taking in what a bank sent.
public struct IntakeReceipt: Sendable, Equatable {
  /// An item that was not taken: `unknown_enquiry`, another bank's included, or `enquiry_closed`.
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

/// Why nothing of what a bank sent was taken.
public enum IntakeFault: Fault, Equatable {
  /// This very message was taken before; its nonce says so.
  case replayed

  public var code: String { "replayed" }
  public var kind: FaultKind { .refused }
  public var message: Bilingual {
    Bilingual(zh: "这条消息已经收过", en: "this message was received before")
  }
}
