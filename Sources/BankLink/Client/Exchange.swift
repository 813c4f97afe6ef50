import AsyncHTTPClient
import Domain
import Foundation
import NIOCore
import NIOSSL

/// One HTTP request and what came back. Each wait has the time limit, and so has the whole as far as anything comes; so
/// an exchange ends within twice the limit.
package struct Exchange: Sendable {
  let client: HTTPClient
  let timeout: Duration

  package init(client: HTTPClient, timeout: Duration) {
    self.client = client
    self.timeout = timeout
  }

  /// Nothing but the response; judging it is the caller's.
  package func send(_ request: HTTPClientRequest, limitBytes: Int) async throws(BankFailure) -> HTTPAnswer {
    guard let answer = try await attempt(request, limitBytes: limitBytes) else { throw .unreachable }
    return answer
  }

  /// Nil where the connection ended before any byte of a response: one that was kept may have been closed by the other
  /// side just then. Whoever sends once more over a fresh one signs anew, since the first may have been read.
  func attempt(_ request: HTTPClientRequest, limitBytes: Int) async throws(BankFailure) -> HTTPAnswer? {
    do {
      return try await perform(request, limitBytes: limitBytes)
    } catch {
      throw BankFailure(error)
    }
  }

  private func perform(_ request: HTTPClientRequest, limitBytes: Int) async throws -> HTTPAnswer? {
    let deadline = ContinuousClock.now.advanced(by: timeout)
    let response: HTTPClientResponse
    do {
      response = try await client.execute(request, timeout: .nanoseconds(timeout.nanoseconds))
    } catch  where Self.isCut(error) {
      return nil
    }
    var body = Data()
    for try await chunk in response.body {
      guard ContinuousClock.now < deadline else { throw BankFailure.timedOut }
      guard body.count + chunk.readableBytes <= limitBytes else {
        throw BankFailure.garbage(code: "answer_too_large")
      }
      body.append(contentsOf: chunk.readableBytesView)
    }
    return HTTPAnswer(
      status: Int(response.status.code), fields: response.headers.map { Field($0.name, $0.value) }, body: body)
  }
}

extension Exchange {
  /// Whether a connection that there was is no more.
  private static func isCut(_ error: any Error) -> Bool {
    switch error {
    case let error as HTTPClientError: error == .remoteConnectionClosed
    case let error as IOError: [ECONNRESET, EPIPE].contains(error.errnoCode)
    case let error as ChannelError: error == .eof || error == .ioOnClosedChannel || error == .alreadyClosed
    default: false
    }
  }
}

/// A response as far as it matters here.
package struct HTTPAnswer: Sendable {
  package let status: Int
  package let fields: [Field]
  package let body: Data

  /// Nil for a 200.
  var failure: BankFailure? {
    switch status {
    case 200: nil
    case 300...399: .redirected
    case 408: .timedOut
    case 429: .throttled(retryAfter: pause)
    case 500...599: .unavailable(status: status, retryAfter: pause)
    default: refusal
    }
  }

  private var refusal: BankFailure {
    let error = try? Wire.decode(ErrorMessage.self, from: body)
    return .refused(status: status, code: error.flatMap { stableCode($0.code) }, enquiry: error?.enquiry)
  }

  private var pause: Span? {
    let now =
      field("date").flatMap(RetryAfter.date) ?? Moment(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
    return field("retry-after").flatMap { RetryAfter.span($0, now: now) }
  }

  private func field(_ name: String) -> String? { fields.first { $0.name == name }?.value }
}

extension Duration {
  var nanoseconds: Int64 { components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000 }
}

extension BankFailure {
  /// What an error of the client means for the exchange. Whatever else breaks the connection may heal.
  init(_ error: any Error) {
    switch error {
    case let failure as BankFailure: self = failure
    case let error as HTTPClientError: self = BankFailure(client: error)
    case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError: self = .untrusted
    default: self = .unreachable
    }
  }

  private init(client error: HTTPClientError) {
    switch error {
    case .deadlineExceeded, .readTimeout, .writeTimeout, .connectTimeout, .getConnectionFromPoolTimeout:
      self = .timedOut
    case .invalidURL, .emptyHost, .emptyScheme: self = .forbidden(code: "bad_url")
    default:
      self = .unreachable
    }
  }
}
