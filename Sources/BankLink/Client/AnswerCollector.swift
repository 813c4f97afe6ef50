import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Synchronization

/// Collects one response, on the event loop of its connection.
final class AnswerCollector: HTTPClientResponseDelegate {
  typealias Response = HTTPAnswer

  private let limitBytes: Int
  private let collected = Mutex((head: HTTPResponseHead?.none, body: Data()))

  init(limitBytes: Int) { self.limitBytes = limitBytes }

  /// Whether any of the response has come.
  var hasBegun: Bool { collected.withLock { $0.head != nil } }

  func didReceiveHead(task: HTTPClient.Task<HTTPAnswer>, _ head: HTTPResponseHead) -> EventLoopFuture<Void> {
    collected.withLock { $0.head = head }
    return task.eventLoop.makeSucceededVoidFuture()
  }

  func didReceiveBodyPart(task: HTTPClient.Task<HTTPAnswer>, _ part: ByteBuffer) -> EventLoopFuture<Void> {
    let isTaken = collected.withLock { collected in
      guard collected.body.count + part.readableBytes <= limitBytes else { return false }
      part.withUnsafeReadableBytes { collected.body.append(contentsOf: $0) }
      return true
    }
    guard isTaken else { return task.eventLoop.makeFailedFuture(BankFailure.garbage(code: "answer_too_large")) }
    return task.eventLoop.makeSucceededVoidFuture()
  }

  func didFinishRequest(task: HTTPClient.Task<HTTPAnswer>) throws -> HTTPAnswer {
    let (head, body) = collected.withLock { $0 }
    guard let head else { throw BankFailure.unreachable }
    return HTTPAnswer(
      status: Int(head.status.code), fields: head.headers.map { Field($0.name, $0.value) }, body: body)
  }
}
