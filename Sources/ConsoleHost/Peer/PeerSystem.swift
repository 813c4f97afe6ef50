/// What a kernel and its account database tell of whoever is at the other end of a socket.
///
/// `LinuxPeers` is the machine's own; tests put another account database, or another `/proc`, in its place.
public protocol PeerSystem: Sendable {
  /// The account of this process.
  var own: UInt32 { get }
  /// The account that stands for all those that a user namespace has no number for (`/proc/sys/kernel/overflowuid`).
  var strangers: UInt32 { get }

  /// The kernel's note of the peer; nil if the descriptor is no connected UNIX socket.
  func credentials(of descriptor: Int32) -> PeerCredentials?
  /// A hold on the peer's process; nil if there is none to be seen.
  func process(of descriptor: Int32, _ credentials: PeerCredentials) -> (any HeldProcess)?
  /// The accounts and groups of a process's user namespace; nil if they cannot be read. A nil process is this one.
  func namespace(of process: Int32?) -> UserNamespace?

  /// The account of a number; nil if there is none. May wait for a directory on the network.
  func account(_ number: UInt32) throws(SilentAccounts) -> PeerAccount?
  /// The number of a group; nil if there is none. May wait, as above.
  func group(named name: String) throws(SilentAccounts) -> UInt32?
  /// The groups that an account would have if it signed in now. May wait, as above.
  func groups(of account: PeerAccount) -> [UInt32]
}

/// The kernel's note of a peer, made when it connected: nothing that the peer does later changes it.
public struct PeerCredentials: Sendable, Equatable {
  /// 0 if the process cannot be seen from here.
  public let process: Int32
  public let account: UInt32

  public init(process: Int32, account: UInt32) {
    self.process = process
    self.account = account
  }
}

/// A process that is told from every other one, one that gets its number later included.
public protocol HeldProcess: Sendable {
  /// Whether it is still there.
  var isThere: Bool { get }
}

/// An account as the account database has it.
public struct PeerAccount: Sendable, Equatable {
  public let name: String
  /// The group that every process of the account has, whatever else.
  public let primaryGroup: UInt32

  public init(name: String, primaryGroup: UInt32) {
    self.name = name
    self.primaryGroup = primaryGroup
  }
}

/// The account database gave no answer.
public struct SilentAccounts: Error, Equatable {
  /// The system's error number (errno).
  public let number: Int32

  public init(number: Int32) { self.number = number }
}

/// The maps of a user namespace (user_namespaces(7)): which accounts and groups of the machine it knows, and as what.
///
/// The link `/proc/PID/ns/user` would name the namespace itself, but only root and the process's own account may read
/// it. Two namespaces with the same maps mean the same account by the same number, and only root can make the second.
public struct UserNamespace: Sendable, Equatable {
  public let accounts: [UInt8]
  public let groups: [UInt8]

  public init(accounts: [UInt8], groups: [UInt8]) {
    self.accounts = accounts
    self.groups = groups
  }
}
