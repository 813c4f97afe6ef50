import BankLink
import Domain
import Foundation
import Hummingbird
import Sealing
import ServiceLifecycle

/// A service that listens, given where to say on which port.
typealias Listening = (@escaping @Sendable (Int) async -> Void) -> any Service

/// Runs a service on a free port of the loopback while `body` runs, and ends it gracefully.
func withServer(_ make: Listening, _ body: (Int) async throws -> Void) async throws {
  let (ports, entrance) = AsyncStream.makeStream(of: Int.self)
  let service = make { entrance.yield($0) }
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
    outcome = .success(())
  }
  try await running.value
  try outcome.get()
}

/// Runs a client against one canned response at every path but the keys.
func withCannedBank(
  _ status: HTTPResponse.Status, headers: HTTPFields = [:], body: [UInt8] = [], timeoutSeconds: Double = 30,
  _ check: (HTTPBankPort, BankEndpoint) async throws -> Void
) async throws {
  let router = Router()
  router.post("/**") { _, _ in
    Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: body)))
  }
  let port = HTTPBankPort(timeoutSeconds: timeoutSeconds)
  let listening: Listening = { onListening in
    Application(
      router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
      onServerRunning: { await onListening($0.localAddress?.port ?? 0) }, logger: silentLogger)
  }
  try await withServer(listening) { number in
    let key = Data(repeating: 9, count: 32)
    try await check(port, BankEndpoint(bank: BankCode("abc"), url: "http://127.0.0.1:\(number)/abc", publicKey: key))
  }
  await port.shutdown()
}

/// What a request fails with.
func failure(_ work: () async throws(BankFailure) -> BankReplies) async -> BankFailure? {
  do {
    _ = try await work()
    return nil
  } catch {
    return error
  }
}
