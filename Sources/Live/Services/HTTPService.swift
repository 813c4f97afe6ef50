import AsyncHTTPClient
import BankLink
import Foundation
import NIOCore
import QueryEngine
import Sealing
import Serving
import Text

/// One JSON request to a configured endpoint. Requests concern people: they go to this endpoint and nowhere else, so no
/// redirect is followed, and only the endpoint's own answer counts.
public struct HTTPService: Sendable {
  /// The way in which the service recognises us.
  public enum Caller: Sendable {
    /// The service does not recognise us; in a sandbox only.
    case nobody
    /// The first line of a file is the bearer token (RFC 6750). The file is read for every request, so that it can be
    /// renewed.
    case bearer(file: String)
    case mutualTLS(TLSFiles)
  }

  private let url: String
  private let timeoutSeconds: Int
  private let name: String
  private let caller: Caller

  public init(_ name: String, url: String, timeoutSeconds: Int, caller: Caller = .nobody) {
    self.name = name
    self.url = url
    self.timeoutSeconds = timeoutSeconds
    self.caller = caller
  }

  /// The largest size of a reply, as a verdict has a few bytes.
  private static let largestReplyBytes = 16 * 1024

  /// The client, kept for as long as the process lives.
  private static let client = {
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.connectionPool.retryConnectionEstablishment = false
    // Less than servers wait for the next request, so that none is sent into a connection that is being closed.
    configuration.connectionPool.idleTimeout = .seconds(10)
    // Requests concern people: nothing of them is traced.
    configuration.tracing.tracer = nil
    return HTTPClient(configuration: configuration)
  }()

  /// Throws if the token or the certificate cannot be used.
  public func check() throws(PortFault) { _ = try request([:]) }

  /// The reply to a POST; any failure and any status but 2xx is `unavailable`.
  func post(_ body: JSONValue) async throws(PortFault) -> HTTPAnswer {
    let request = try request(body)
    let answer: HTTPAnswer
    do {
      let exchange = Exchange(client: Self.client, timeout: .seconds(timeoutSeconds))
      answer = try await exchange.send(request, limitBytes: Self.largestReplyBytes)
    } catch {
      throw .unavailable(service: name)
    }
    guard (200..<300).contains(answer.status) else { throw .unavailable(service: name) }
    return answer
  }

  /// The reply's verdict under a key. Any reply but JSON with true or false there is no answer.
  func verdict(_ key: String, of body: JSONValue) async throws(PortFault) -> Bool {
    let answer = try await post(body)
    guard answer.isJSON, let reply = try? JSONValue(utf8: Array(answer.body)), case .bool(let verdict)? = reply[key]
    else { throw .unavailable(service: name) }
    return verdict
  }

  private func request(_ body: JSONValue) throws(PortFault) -> HTTPClient.Request {
    guard var request = try? HTTPClient.Request(url: url, method: .POST) else { throw .unavailable(service: name) }
    request.headers.add(name: "content-type", value: "application/json")
    request.headers.add(name: "accept", value: "application/json")
    request.body = .byteBuffer(ByteBuffer(bytes: body.compactBytes))
    switch caller {
    case .nobody: break
    case .bearer(let file): request.headers.add(name: "authorization", value: "Bearer \(try token(in: file))")
    case .mutualTLS(let files):
      do { request.tlsConfiguration = try files.client() } catch { throw .certificateUnusable(service: name) }
    }
    return request
  }

  private static let longestTokenBytes = 4_096

  private func token(in file: String) throws(PortFault) -> String {
    guard let data = try? SecretFile.read(file) else { throw .tokenUnreadable(service: name) }
    let line = data.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    guard (1...Self.longestTokenBytes).contains(line.count), line.allSatisfy({ (0x21...0x7e).contains($0) }) else {
      throw .tokenMalformed(service: name)
    }
    return String(decoding: line, as: UTF8.self)
  }
}

extension HTTPAnswer {
  /// Whether the type is `application/json` or a `+json` one, with or without parameters (RFC 9110, 8.3).
  fileprivate var isJSON: Bool {
    guard let value = fields.first(where: { $0.name == "content-type" })?.value else { return false }
    let type = value.prefix { $0 != ";" }.lowercased().trimmingSpaces()
    return type == "application/json" || type.hasPrefix("application/") && type.hasSuffix("+json")
  }
}
