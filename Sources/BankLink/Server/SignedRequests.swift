import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Sealing

/// Reads signed requests: a body of bounded size in bounded time, its digest and its signature, and that it is no
/// replay. What is not right is refused before anything of the body is looked at.
public struct SignedRequests: Sendable {
  /// Bytes of a body at most.
  public static let limitBytes = 4 << 20
  /// How long a body may take to come in.
  public static let bodySeconds = 15.0

  private let scheme: String
  private let now: @Sendable () -> Int
  private let verifier: MessageVerifier
  private let memory = ReplayMemory()

  public init(isTLS: Bool = false, now: @escaping @Sendable () -> Int = machineSeconds) {
    scheme = isTLS ? "https" : "http"
    self.now = now
    verifier = MessageVerifier(now: now)
  }

  /// A request whose signature counts.
  public struct Read: Sendable {
    public let body: [UInt8]
    public let request: SignedRequest
    public let verified: MessageVerifier.Verified
  }

  /// Throws `WireRefusal`.
  public func read(
    _ request: Request, in context: WireContext, key: (String) -> VerifyingKey?
  ) async throws -> Read {
    guard Self.isJSON(request.headers[.contentType]) else { throw WireRefusal.notJSONType }
    let body = try await body(of: request, in: context)
    let signed = signed(request.head)
    do {
      let verified = try verifier.verify(signed, body: body, key: key)
      guard memory.note(verified, now: now()) else { throw SignatureFault.replayed }
      return Read(body: [UInt8](body), request: signed, verified: verified)
    } catch let fault as SignatureFault {
      throw WireRefusal(fault)
    }
  }

  private static func isJSON(_ type: String?) -> Bool {
    guard let type else { return false }
    return type.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased() == "application/json"
  }

  /// What is too much or too slow loses its connection, so that it holds up nobody.
  private func body(of request: Request, in context: WireContext) async throws -> Data {
    do {
      let stream = request.body
      let buffer = try await withTimeLimit(.seconds(Self.bodySeconds)) {
        try await stream.collect(upTo: Self.limitBytes)
      }
      return Data(buffer.readableBytesView)
    } catch is TimeLimitReached {
      context.hangUp()
      throw WireRefusal.tooSlow
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      context.hangUp()
      throw WireRefusal.tooLarge
    }
  }

  private func signed(_ head: HTTPRequest) -> SignedRequest {
    SignedRequest(
      method: head.method.rawValue, scheme: scheme, authority: head.authority ?? "", target: head.path ?? "/",
      fields: head.headerFields.map { Field($0.name.canonicalName, $0.value) })
  }
}
