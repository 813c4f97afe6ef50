import Hummingbird
import NIOCore
import NIOSSL
import Serving
import Synchronization

/// A request's context: its connection can be closed.
public struct WireContext: RequestContext {
  public var coreContext: CoreRequestContextStorage
  private let channel: any NIOCore.Channel
  private let intake = Intake()

  public init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    channel = source.channel
  }

  /// Whether the body was read to its end. Otherwise the connection is of no more use.
  var hasWholeBody: Bool { intake.isWhole.load(ordering: .relaxed) }

  package func noteWholeBody() { intake.isWhole.store(true, ordering: .relaxed) }

  /// Whether the other side presented a valid certificate.
  package var hasCertificate: Bool {
    get async { (try? await channel.nioSSL_peerCertificate().get()) != nil }
  }

  /// Closes the connection at once, without a response.
  package func cut() { channel.close(promise: nil) }

  /// Notes that the other side signed a message, which was verified: its connection stays before those of strangers.
  func noteKnown() { channel.pipeline.fireUserInboundEventTriggered(KnownPeer()) }

  /// Closes the connection once the response had time to leave.
  func hangUp() {
    let channel = channel
    channel.eventLoop.scheduleTask(in: .milliseconds(500)) { channel.close(promise: nil) }
  }
}

private final class Intake: Sendable {
  let isWhole = Atomic(false)
}
