import ConsoleHost
import Foundation
import Synchronization

/// This machine's kernel with another account database, or another `/proc`, where a test says so.
final class StandIn: PeerSystem {
  struct Book: Sendable {
    var accounts: [UInt32: PeerAccount] = [
      0: PeerAccount(name: "root", primaryGroup: 0), 1: PeerAccount(name: "wang", primaryGroup: 1),
      5: PeerAccount(name: "zhao", primaryGroup: 60),
    ]
    var groups: [String: UInt32] = ["operators": 1]
    /// The members by group, beside those who have it as their primary one.
    var members: [UInt32: [String]] = [:]
    /// The account whose look-up gives no answer, and the error of all others.
    var silence: UInt32?
    var failure: Int32?
    var questions = 0
    var credentials: PeerCredentials?
    var namespace: UserNamespace?
    var hidesProcesses = false
    var process: (any HeldProcess)?
  }

  let book: Mutex<Book>
  private let machine: LinuxPeers
  /// An account of this process, other than the one that runs the tests.
  let own: UInt32

  init(own: UInt32 = 990, machine: LinuxPeers = LinuxPeers(), _ change: (inout Book) -> Void = { _ in }) {
    var book = Book()
    change(&book)
    self.book = Mutex(book)
    self.own = own
    self.machine = machine
  }

  var strangers: UInt32 { machine.strangers }

  func credentials(of descriptor: Int32) -> PeerCredentials? {
    book.withLock(\.credentials) ?? machine.credentials(of: descriptor)
  }

  func process(of descriptor: Int32, _ credentials: PeerCredentials) -> (any HeldProcess)? {
    book.withLock(\.process) ?? machine.process(of: descriptor, credentials)
  }

  func namespace(of process: Int32?) -> UserNamespace? {
    let (isHidden, other) = book.withLock { ($0.hidesProcesses, $0.namespace) }
    if process != nil, isHidden { return nil }
    return process == nil ? machine.namespace(of: nil) : other ?? machine.namespace(of: process)
  }

  func account(_ number: UInt32) throws(SilentAccounts) -> PeerAccount? {
    book.withLock { $0.questions += 1 }
    while book.withLock({ $0.silence == number }) { usleep(2_000) }
    let (account, failure) = book.withLock { ($0.accounts[number], $0.failure) }
    if let failure { throw SilentAccounts(number: failure) }
    return account
  }

  func group(named name: String) throws(SilentAccounts) -> UInt32? { book.withLock { $0.groups[name] } }

  func groups(of account: PeerAccount) -> [UInt32] {
    book.withLock { book in
      [account.primaryGroup] + book.members.filter { $0.value.contains(account.name) }.map(\.key)
    }
  }
}
