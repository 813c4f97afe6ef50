import AsyncHTTPClient
import Domain
import Foundation

/// A bank's side of the callback: posts answers that it had accepted for later.
public final class CallbackSender: Sendable {
  private let exchange: Exchange

  public init(timeoutSeconds: Double = 10) {
    let client = HTTPClient(configuration: .init(redirectConfiguration: .disallow))
    exchange = Exchange(client: client, timeout: .seconds(timeoutSeconds))
  }

  public func shutdown() async { try? await exchange.client.shutdown() }

  /// Posts once. What is retryable the bank tries again.
  public func send(_ answers: [AnswerMessage.Item], of bank: BankCode, to url: String) async throws(BankFailure) {
    guard url.hasPrefix("http://") || url.hasPrefix("https://"),
      let body = try? Wire.encode(AnswerMessage(bank: bank, answers: answers))
    else { throw .badURL }
    var request = HTTPClientRequest(url: url)
    request.method = .POST
    request.headers.add(name: "Content-Type", value: "application/json")
    request.body = .bytes(body)
    _ = try await exchange.send(request, limitBytes: Limits.keysBytes)
  }
}
