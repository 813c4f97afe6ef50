import ConsoleProtocol
import Foundation
import Text

/// A way to a service: makes a connected socket.
public struct ConsoleConnector {
  let connect: () throws -> Int32
  /// Whether a broken connection is worth another try; not so if the service is this process.
  let isRemote: Bool

  public init(isRemote: Bool, connect: @escaping () throws -> Int32) {
    self.isRemote = isRemote
    self.connect = connect
  }
}

/// The connection of a console to its service, which is made again when it breaks.
final class ServiceConnection {
  private let connector: ConsoleConnector
  private var hello: Hello
  private(set) var link: ConsoleLink
  private(set) var isBroken = false
  /// The number of connections so far.
  private(set) var generation = 1
  /// Waits for the socket; nil for a plain wait.
  var waitToRead: ((Int32, Duration?) -> Bool)? { didSet { prepare() } }

  private static let longestWelcome = Duration.seconds(5)
  /// The pauses before each try to connect again: 15 seconds in all.
  private static let pauses: [Double] = [0, 0.2, 0.3, 0.5, 1, 1, 2, 2, 2, 2, 2, 2]

  /// Connects and says hello. Throws a `ConsoleFault`, or the fault that the service tells.
  init(_ connector: ConsoleConnector, _ hello: Hello) throws {
    self.connector = connector
    self.hello = hello
    link = ConsoleLink(descriptor: try connector.connect())
    do { try greet() } catch let fault where Self.mayPass(fault) && connector.isRemote { try reconnect() }
  }

  var isRemote: Bool { connector.isRemote }

  private func greet() throws {
    // A service that refuses may have hung up already; what it said is there to be read.
    try? link.send(ClientMessage.hello(hello).frame)
    guard let frame = try link.receive(within: Self.longestWelcome) else { throw ConsoleFault.tooSlow }
    switch try ServiceMessage(frame) {
    case .welcome(let welcome): hello.resumed = hello.isInteractive ? welcome.session : nil
    case .fault(let fault): throw fault
    default: throw ConsoleFault.malformed
    }
  }

  func noteBreak() { isBroken = true }

  /// Makes the connection anew and goes on with the session. Throws `ConsoleFault.lost` if no service comes up in time,
  /// or the fault for which it refuses.
  func reconnect() throws {
    isBroken = true
    guard isRemote else { throw ConsoleFault.lost }
    for pause in Self.pauses {
      Thread.sleep(forTimeInterval: pause)
      do {
        link = ConsoleLink(descriptor: try connector.connect())
        try greet()
      } catch let fault where Self.mayPass(fault) {
        continue
      }
      isBroken = false
      generation += 1
      return prepare()
    }
    throw ConsoleFault.lost
  }

  /// Whether a service that is being restarted gives a fault, which is gone a moment later.
  static func mayPass(_ fault: any Error) -> Bool {
    switch fault {
    case ConsoleFault.unreachable, ConsoleFault.lost, ConsoleFault.stopping: true
    case let told as ToldFault: ConsoleFault(code: told.code, facts: .object(told.facts)) == .stopping
    default: (fault as? any Fault)?.code == ConsoleFault.unreachable("").code
    }
  }

  private func prepare() { if let waitToRead { link.waitToRead = waitToRead } }
}
