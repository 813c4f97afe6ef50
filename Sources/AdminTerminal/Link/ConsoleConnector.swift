import ConsoleProtocol

/// A way to a service: makes a connection, and says hello.
public struct ConsoleConnector {
  /// Connects anew, and gives the connected socket.
  let connect: () throws -> Int32
  /// Whether a broken connection is worth another try; not so if the service is this process.
  let isRemote: Bool

  public init(isRemote: Bool, connect: @escaping () throws -> Int32) {
    self.isRemote = isRemote
    self.connect = connect
  }

  /// Connects and says hello. Throws a `ConsoleFault`, or the fault that the service tells.
  func open(_ hello: Hello) throws -> (ConsoleLink, Welcome) {
    let link = ConsoleLink(descriptor: try connect())
    try link.send(ClientMessage.hello(hello).frame)
    guard let frame = try link.receive(within: Self.longestWelcome) else { throw ConsoleFault.tooSlow }
    switch try ServiceMessage(frame) {
    case .welcome(let welcome): return (link, welcome)
    case .fault(let fault): throw fault
    default: throw ConsoleFault.malformed
    }
  }

  private static let longestWelcome = Duration.seconds(5)
}
