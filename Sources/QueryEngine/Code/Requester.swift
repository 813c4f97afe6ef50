import Foundation
import Sealing
import Store

/// The requester of codes who is not signed in: a machine that keeps a random token, or a single call.
///
/// A code is good only for the requester that asked for it, and wrong guesses count against that requester's code; so
/// whoever asks for codes to somebody else's phone uses up nothing of its owner's.
public struct Requester: Sendable, Equatable {
  private let token: String

  /// A requester by the token that its machine has kept; nobody else may know the token.
  public init(token: String) { self.token = token }

  /// A new requester with a random token.
  public static func new(_ random: some RandomSource = SystemRandom()) -> Requester {
    Requester(token: (0..<4).map { _ in String(random.next(), radix: 36) }.joined(separator: "-"))
  }

  /// The token as a machine keeps it.
  public var text: String { token }

  func hash(_ secret: ServerSecret) -> Data { secret.hash("requester \(token)", for: .codes) }
}

extension PersonRecord {
  /// The hash of a person who is signed in, who is one requester on whatever machine.
  func requesterHash(_ secret: ServerSecret) -> Data { secret.hash("person \(id)", for: .codes) }
}
