import AsyncHTTPClient
import Domain
import Foundation
import Serving
import Synchronization

/// A bank's URL, read once, with the requests that go to it.
struct BankAddress: Sendable {
  let url: EndpointURL
  /// The event loop that the bank's connections are on.
  let executor: LoopExecutor
  let keys: BankRequest
  let network: BankRequest
  let enquiries: BankRequest
  let answers: BankRequest

  /// Nil if the text is no endpoint.
  init?(_ text: String) {
    guard let url = EndpointURL(text), let keys = BankRequest("GET", "keys", at: url),
      let network = BankRequest("POST", "network", at: url), let enquiries = BankRequest("POST", "enquiries", at: url),
      let answers = BankRequest("POST", "answers", at: url)
    else { return nil }
    self.url = url
    executor = LoopExecutor.shared(for: text)
    (self.keys, self.network, self.enquiries, self.answers) = (keys, network, enquiries, answers)
  }
}

/// A request to one path of a bank, with neither fields nor body: as it is signed, and as it is sent.
struct BankRequest: Sendable {
  let unsigned: SignedRequest
  let message: HTTPClient.Request

  /// Nil if the client takes the URL for none.
  init?(_ method: String, _ path: String, at endpoint: EndpointURL) {
    let text = "\(endpoint.base)/v1/\(path)"
    guard let unsigned = SignedRequest(method: method, url: text), let url = URL(string: text),
      let message = try? HTTPClient.Request(url: url, method: .init(rawValue: method))
    else { return nil }
    (self.unsigned, self.message) = (unsigned, message)
  }
}

/// The addresses of all banks that were asked.
final class BankAddresses: Sendable {
  private let known = Mutex<[String: BankAddress]>([:])

  /// Throws if the text is no endpoint.
  func address(of endpoint: BankEndpoint) throws(BankFailure) -> BankAddress {
    if let address = known.withLock({ $0[endpoint.url] }) { return address }
    guard let address = BankAddress(endpoint.url) else { throw .forbidden(code: "bad_url") }
    known.withLock { $0[endpoint.url] = address }
    return address
  }
}
