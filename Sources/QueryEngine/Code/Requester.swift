import Foundation
import Sealing
import Store

/// The origin of requests for codes without being signed in: a machine that keeps a random token, or a single call.
///
/// A code is good only for the requester that asked for it, and wrong guesses count against that requester's code; so
/// whoever asks for codes to somebody else's phone uses up nothing of theirs.
public struct Requester: Sendable, Equatable {
  private let token: String

  /// A token that was kept; nobody else may know it.
  public init(token: String) { self.token = token }

  /// Somebody never seen before.
  public static func new(_ random: some RandomSource = SystemRandom()) -> Requester {
    Requester(token: (0..<4).map { _ in String(random.next(), radix: 36) }.joined(separator: "-"))
  }

  /// As a machine keeps it.
  public var text: String { token }

  func hash(_ secret: ServerSecret) -> Data { secret.hash("requester \(token)", for: .codes) }
}

extension PersonRecord {
  /// Whoever is signed in asks as the person, on whatever machine.
  func requesterHash(_ secret: ServerSecret) -> Data { secret.hash("person \(id)", for: .codes) }
}
