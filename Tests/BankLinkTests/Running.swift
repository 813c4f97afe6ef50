import BankLink
import Domain
import Foundation
import Hummingbird
import Sealing
import ServiceLifecycle
import Serving

/// Makes a service that listens, and that reports its port to the closure.
typealias Listening = (@escaping @Sendable (Int) async -> Void) throws -> any Service

/// Runs a service on a free port of the loopback while `body` runs, and ends it gracefully.
func withServer(_ make: Listening, _ body: (Int) async throws -> Void) async throws {
  let (ports, entrance) = AsyncStream.makeStream(of: Int.self)
  let service = try make { entrance.yield($0) }
  let group = ServiceGroup(configuration: .init(services: [service], logger: silentLogger))
  let running = Task {
    defer { entrance.finish() }
    try await group.run()
  }
  var iterator = ports.makeAsyncIterator()
  let outcome: Result<Void, any Error>
  if let port = await iterator.next() {
    do { outcome = .success(try await body(port)) } catch { outcome = .failure(error) }
    await group.triggerGracefulShutdown()
  } else {
    outcome = .failure(NeverListened())
  }
  try await running.value
  try outcome.get()
}

/// A server that ended before it had a port.
private struct NeverListened: Error {}

/// A port of a sandbox's network, with a key of its own and a time at which the consents of these tests hold.
func sandboxPort(timeoutSeconds: Double = 30) -> HTTPBankPort {
  let key = SigningKey()
  var settings = HTTPBankPort.Settings(signingKey: { key }, now: { Moment(milliseconds: 1_000) })
  settings.timeoutSeconds = timeoutSeconds
  settings.isSandbox = true
  return HTTPBankPort(settings)
}

/// The request in the form that a signature covers.
extension Request {
  var signed: SignedRequest {
    SignedRequest(
      method: method.rawValue, scheme: "http", authority: head.authority ?? "", target: head.path ?? "/",
      fields: headers.map { Field($0.name.canonicalName, $0.value) })
  }
}

/// Runs a client against one canned response at every path; a 200 is signed, unless the test wants none. `change` may
/// alter the response last.
func withCannedBank(
  _ status: HTTPResponse.Status, headers: HTTPFields = [:], body: [UInt8] = [], timeoutSeconds: Double = 30,
  isSigned: Bool = true, change: @escaping @Sendable (inout HTTPFields) -> Void = { _ in },
  _ check: (HTTPBankPort, BankEndpoint) async throws -> Void
) async throws {
  let router = Router()
  let key = SigningKey()
  router.post("/**") { request, _ in
    if status == .ok, isSigned {
      var response = JSONReply.signed(Data(body), to: request.signed, by: MessageSigner(key))
      change(&response.headers)
      return response
    }
    return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: body)))
  }
  let port = sandboxPort(timeoutSeconds: timeoutSeconds)
  let listening: Listening = { onListening in
    Application(
      router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
      onServerRunning: { await onListening($0.localAddress?.port ?? 0) }, logger: silentLogger)
  }
  try await withServer(listening) { number in
    let endpoint = BankEndpoint(
      bank: BankCode("abc"), url: "http://127.0.0.1:\(number)/abc",
      publicKey: SealingPublicKey(rawRepresentation: Data(repeating: 9, count: 32)),
      signingKeys: [key.publicKey])
    try await check(port, endpoint)
  }
  await port.shutdown()
}

/// The failure of a request; nil if there is none.
func failure(_ work: () async throws(BankFailure) -> BankReplies) async -> BankFailure? {
  do {
    _ = try await work()
    return nil
  } catch {
    return error
  }
}
