/// The present behaviour of a simulated bank.
enum BankConduct: CaseIterable {
  case prompt
  case slow
  /// The bank answers later than anybody waits.
  case tooSlow
  case silent
  case unreachable
  case unavailable
  case unavailableForLong
  case throttled
  case refusing
  case garbage
  /// The bank accepts, and has the answer when fetched.
  case late
  /// The bank accepts, and posts the answer.
  case lateByCallback
  /// The bank accepts, and posts the same answer again and again, also twice at once.
  case insistent
  /// The bank accepts, and posts the answer after the deadline.
  case afterDeadline
  /// The bank accepts, and does not know the enquiry when asked again.
  case forgetful
  /// The bank sends the same answer twice, and another one by callback.
  case twice
  /// The bank answers for other enquiries, too.
  case foreign
  case declining
  /// The bank leaves some enquiries out.
  case partial
  case malformed

  static let wellMeaning: [BankConduct] = [
    .prompt, .prompt, .prompt, .slow, .late, .lateByCallback, .twice, .insistent,
  ]
}

/// A fault of an answer that a bank must not send.
enum Malformation: CaseIterable {
  /// Faults that are found on receipt.
  case readable, unpadded, oversize
  /// Faults that are found on opening only.
  case fullCardNumber, otherBank, otherEnquiry, badShape, noise
}
