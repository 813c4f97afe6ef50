import AsyncHTTPClient
import Domain
import Foundation
import NIOCore
import NIOSSL

/// One HTTP request with its response. Each wait has the time limit, and so has the whole while bytes come; so an
/// exchange ends within twice the limit.
package struct Exchange: Sendable {
  let client: HTTPClient
  let timeout: Duration

  package init(client: HTTPClient, timeout: Duration) {
    self.client = client
    self.timeout = timeout
  }

  /// The response, which the caller judges.
  package func send(_ request: HTTPClientRequest, limitBytes: Int) async throws(BankFailure) -> HTTPAnswer {
    guard let answer = try await sendUnlessClosed(request, limitBytes: limitBytes) else { throw .unreachable }
    return answer
  }

  /// The response; nil if the other side closed the connection before a byte of it came, as happens to kept
  /// connections: the request has to be made anew, on a connection of its own (RFC 9112, section 9.3.1).
  package func sendUnlessClosed(
    _ request: HTTPClientRequest, limitBytes: Int
  ) async throws(BankFailure) -> HTTPAnswer? {
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
    } catch  where Self.isClosed(error) {
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
  /// Whether the connection was closed or reset after it stood.
  private static func isClosed(_ error: any Error) -> Bool {
    switch error {
    case let error as HTTPClientError: error == .remoteConnectionClosed
    case let error as ChannelError: error == .eof || error == .ioOnClosedChannel || error == .alreadyClosed
    case let error as IOError: error.errnoCode == ECONNRESET || error.errnoCode == EPIPE
    default: false
    }
  }
}

/// The parts of a response that are used.
package struct HTTPAnswer: Sendable {
  package let status: Int
  package let fields: [Field]
  package let body: Data

  /// Whether its `Content-Type` is JSON.
  var isJSON: Bool { SignedRequests.isJSON(field("content-type")) }

  /// The failure that the status means; nil for 200.
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
    return .refused(
      status: status, code: error.flatMap { WireCode.published[$0.code] },
      enquiry: error?.enquiry.flatMap { isIdentifier($0) ? $0 : nil })
  }

  private var pause: Span? {
    let machine = Moment(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
    let now = field("date").flatMap { HTTPDate.moment($0, now: machine) } ?? machine
    return field("retry-after").flatMap { RetryAfter.span($0, now: now) }
  }

  private func field(_ name: String) -> String? { fields.first { $0.name == name }?.value }
}

extension Duration {
  var nanoseconds: Int64 { components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000 }
}

extension BankFailure {
  /// The failure that an error of the client means. Any other error of the connection may pass.
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
