/// The account at the other end of a socket, as the kernel and the account database know it: the client is never asked.
public struct PeerIdentity: Sendable {
  public let account: String
  public let uid: UInt32
  public let pid: Int32
  private let group: OperatorGroup

  /// The account behind a connected UNIX socket. Waits for the account database: nothing that accepts connections for
  /// others may call it.
  public init(
    ofSocket descriptor: Int32, group: OperatorGroup, system: any PeerSystem = LinuxPeers()
  ) throws(PeerFault) {
    try self.init(Caller(ofSocket: descriptor, system: system), group: group)
  }

  init(_ caller: Caller, group: OperatorGroup) throws(PeerFault) {
    account = try group.member(caller.credentials.account)
    uid = caller.credentials.account
    pid = caller.credentials.process
    self.group = group
  }

  /// Whether the account may still be here, under the same name: asked before each of its commands. Waits for the
  /// account database, unless it was asked within the last two seconds. Throws if the connection is to be closed.
  public func check() throws(PeerFault) {
    let name = try group.member(uid)
    guard name == account else { throw .unknown(.renamed(from: account, to: name)) }
  }
}

extension PeerIdentity: Equatable {
  public static func == (one: PeerIdentity, other: PeerIdentity) -> Bool {
    one.account == other.account && one.uid == other.uid && one.pid == other.pid
  }
}
