import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Sealing
import Serving

/// Reads signed requests: a body of bounded size in bounded time, its digest and its signature, and that it is no
/// replay. A request with a fault is refused before any of the body is read as JSON.
public struct SignedRequests: Sendable {
  private let scheme: String
  private let limits: ServerLimits
  private let now: @Sendable () -> Int
  private let verifier: MessageVerifier
  private let memory = ReplayMemory()

  public init(
    isTLS: Bool = false, limits: ServerLimits = ServerLimits(), now: @escaping @Sendable () -> Int = machineSeconds
  ) {
    scheme = isTLS ? "https" : "http"
    self.limits = limits
    self.now = now
    verifier = MessageVerifier(now: now)
  }

  /// A request with a valid signature.
  public struct Read: Sendable {
    public let body: [UInt8]
    public let request: SignedRequest
    public let verified: MessageVerifier.Verified
  }

  /// Reads and verifies a request. Throws `WireRefusal`.
  public func read(
    _ request: Request, in context: WireContext, key: (String) -> VerifyingKey?
  ) async throws -> Read {
    let read = try verify(request, body: try await body(of: request, in: context), key: key)
    context.noteKnown()
    return read
  }

  /// Verifies a request whose body was read already. Throws `WireRefusal`.
  public func verify(_ request: Request, body: Data, key: (String) -> VerifyingKey?) throws(WireRefusal) -> Read {
    let signed = SignedRequest(request.head, scheme: scheme)
    do throws(SignatureFault) {
      let verified = try verifier.verify(signed, body: body, key: key)
      guard memory.note(verified, now: now()) else { throw .replayed }
      return Read(body: [UInt8](body), request: signed, verified: verified)
    } catch {
      throw WireRefusal(error)
    }
  }

  static func isJSON(_ type: String?) -> Bool {
    guard let type else { return false }
    if type == "application/json" { return true }
    return type.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased() == "application/json"
  }

  /// A JSON body, not yet verified. A body that is too large or too slow loses its connection, so that it holds up
  /// nobody.
  public func body(of request: Request, in context: WireContext) async throws -> Data {
    guard Self.isJSON(request.headers[.contentType]) else { throw WireRefusal.notJSONType }
    let limit = limits.bodyBytes
    guard request.headers[.contentLength].flatMap(Int.init) ?? 0 <= limits.readBytes else {
      throw WireRefusal.tooLarge
    }
    var body = Data()
    var count = 0
    do {
      for try await chunk in request.body {
        count += chunk.readableBytes
        guard count <= limits.readBytes else { throw WireRefusal.tooLarge }
        if count <= limit { chunk.withUnsafeReadableBytes { body.append(contentsOf: $0) } }
      }
    } catch let refusal as WireRefusal {
      throw refusal
    } catch is CancellationError {
      throw CancellationError()
    } catch is BodyTooSlow {
      throw WireRefusal.tooSlow
    } catch {
      throw WireRefusal.notHTTP
    }
    context.noteWholeBody()
    guard count <= limit else { throw WireRefusal.tooLarge }
    return body
  }
}

extension SignedRequest {
  /// A request as received.
  package init(_ head: HTTPRequest, scheme: String) {
    self.init(
      method: head.method.rawValue, scheme: scheme, authority: head.authority ?? "", target: head.path ?? "/",
      fields: head.headerFields.map { Field(lowercased: $0.name.canonicalName, $0.value) })
  }
}
