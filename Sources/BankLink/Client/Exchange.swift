import AsyncHTTPClient
import Domain
import Foundation
import NIOCore
import NIOSSL

/// One HTTP request with its response, which has to be there as a whole when the time limit ends.
package struct Exchange: Sendable {
  let client: HTTPClient
  let timeout: Duration

  package init(client: HTTPClient, timeout: Duration) {
    self.client = client
    self.timeout = timeout
  }

  /// The response, which the caller judges.
  package func send(_ request: HTTPClient.Request, limitBytes: Int) async throws(BankFailure) -> HTTPAnswer {
    guard let answer = try await sendUnlessClosed(request, limitBytes: limitBytes) else { throw .unreachable }
    return answer
  }

  /// The response; nil if the other side closed the connection before a byte of it came, as happens to kept
  /// connections: the request has to be made anew, on a connection of its own (RFC 9112, section 9.3.1).
  package func sendUnlessClosed(
    _ request: HTTPClient.Request, limitBytes: Int
  ) async throws(BankFailure) -> HTTPAnswer? {
    let collector = AnswerCollector(limitBytes: limitBytes)
    do {
      return try await perform(request, collector)
    } catch {
      if !collector.hasBegun, Self.isClosed(error) { return nil }
      throw BankFailure(error)
    }
  }

  private func perform(_ request: HTTPClient.Request, _ collector: AnswerCollector) async throws -> HTTPAnswer {
    let deadline = NIODeadline.now() + .nanoseconds(timeout.nanoseconds)
    let task = client.execute(request: request, delegate: collector, deadline: deadline)
    return try await withTaskCancellationHandler {
      try await task.futureResult.get()
    } onCancel: {
      task.cancel()
    }
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
