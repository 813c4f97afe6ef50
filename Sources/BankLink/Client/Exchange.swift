import AsyncHTTPClient
import Domain
import Foundation

/// One HTTP request to a bank and what came of it.
struct Exchange: Sendable {
  let client: HTTPClient
  let timeout: Duration

  /// The body of a 200; everything else is a failure.
  func send(_ request: HTTPClientRequest, limitBytes: Int) async throws(BankFailure) -> Data {
    let response: Answer
    do {
      response = try await withTimeLimit(timeout) { try await perform(request, limitBytes: limitBytes) }
    } catch {
      throw BankFailure(error)
    }
    guard response.status != 200 else { return response.body }
    throw response.failure
  }

  private func perform(_ request: HTTPClientRequest, limitBytes: Int) async throws -> Answer {
    let response = try await client.execute(request, timeout: .nanoseconds(timeout.nanoseconds))
    var body = Data()
    for try await chunk in response.body {
      guard body.count + chunk.readableBytes <= limitBytes else {
        throw BankFailure.garbage(code: "answer_too_large")
      }
      body.append(contentsOf: chunk.readableBytesView)
    }
    return Answer(
      status: Int(response.status.code), retryAfter: response.headers.first(name: "Retry-After"),
      date: response.headers.first(name: "Date"), body: body)
  }
}

/// A response as far as it matters here.
private struct Answer: Sendable {
  let status: Int
  let retryAfter: String?
  let date: String?
  let body: Data

  var failure: BankFailure {
    switch status {
    case 429: .throttled(retryAfter: pause)
    case 500...599: .unavailable(status: status, retryAfter: pause)
    default: .refused(status: status, code: code)
    }
  }

  private var pause: Span? {
    let now = date.flatMap(RetryAfter.date) ?? Moment(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
    return retryAfter.flatMap { RetryAfter.span($0, now: now) }
  }

  private var code: String? {
    (try? Wire.decode(ErrorMessage.self, from: body)).flatMap { stableCode($0.error.code) }
  }
}

extension Duration {
  var nanoseconds: Int64 { components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000 }
}

extension BankFailure {
  /// The endpoint cannot be asked at all.
  static let badURL = BankFailure.refused(status: 0, code: "bad_url")

  /// What an error of the client means for the exchange. Whatever else breaks the connection may heal.
  init(_ error: any Error) {
    switch error {
    case let failure as BankFailure: self = failure
    case is TimeLimitReached: self = .timedOut
    case let error as HTTPClientError: self = BankFailure(client: error)
    default: self = .unreachable
    }
  }

  private init(client error: HTTPClientError) {
    switch error {
    case .deadlineExceeded, .readTimeout, .writeTimeout, .connectTimeout, .getConnectionFromPoolTimeout:
      self = .timedOut
    case .invalidURL, .emptyHost, .emptyScheme: self = .badURL
    default:
      self = .unreachable
    }
  }
}
