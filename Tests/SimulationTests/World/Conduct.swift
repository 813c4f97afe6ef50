/// How a simulated bank behaves at the moment.
enum BankConduct: CaseIterable {
  case prompt
  case slow
  /// Has the answer, but later than anyone waits for it.
  case tooSlow
  case silent
  case unreachable
  case unavailable
  case unavailableForLong
  case throttled
  case refusing
  case garbage
  /// Accepts, and has the answer when it is fetched.
  case late
  /// Accepts, and posts the answer.
  case lateByCallback
  /// Accepts, and posts the answer after the deadline.
  case afterDeadline
  /// Accepts, and knows nothing of it when asked.
  case forgetful
  /// The same answer twice, and another one by callback.
  case twice
  /// Answers for other enquiries, too.
  case foreign
  case declining
  /// Leaves some out.
  case partial
  case malformed

  static let wellMeaning: [BankConduct] = [.prompt, .prompt, .prompt, .slow, .late, .lateByCallback, .twice]
}

/// What a bank must not send.
enum Malformation: CaseIterable {
  /// Seen on receipt.
  case readable, unpadded, oversize
  /// Seen on opening only.
  case fullCardNumber, otherBank, otherEnquiry, badShape, noise
}
