import Synchronization

/// The group of accounts that may connect to the service, as the account database has it at present.
///
/// The kernel lets in a process by the groups that it got when somebody signed in. Whoever has been taken out of the
/// group since then keeps old processes; so the service asks for itself, when somebody connects and before each command.
/// An answer is good for two seconds.
public final class OperatorGroup: Sendable {
  /// The group's name; nil if nobody may connect but root and the service's own account.
  public let name: String?
  private let system: any PeerSystem
  private let clock: @Sendable () -> ContinuousClock.Instant
  private let answers = Mutex<[UInt32: Answer]>([:])

  private static let memory = Duration.seconds(2)

  private struct Answer {
    let account: String
    /// The moment at which the question was asked: an answer that was long on its way is as old as that.
    let asked: ContinuousClock.Instant
  }

  public init(
    _ name: String?, system: any PeerSystem = LinuxPeers(),
    clock: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
  ) {
    self.name = name
    self.system = system
    self.clock = clock
  }

  /// The name of an account that may connect now. Waits for the account database; throws if it may not.
  func member(_ number: UInt32) throws(PeerFault) -> String {
    let asked = clock()
    if let answer = answers.withLock({ $0[number] }), asked - answer.asked < Self.memory { return answer.account }
    let account = try name(of: number)
    answers.withLock { answers in
      answers = answers.filter { asked - $0.value.asked < Self.memory }
      answers[number] = Answer(account: account, asked: asked)
    }
    return account
  }

  private func name(of number: UInt32) throws(PeerFault) -> String {
    do {
      guard let account = try system.account(number) else { throw PeerFault.unknown(.noAccount(number)) }
      guard try isMember(account, number) else { throw PeerFault.notInGroup(account: account.name, group: name) }
      return account.name
    } catch let fault as PeerFault {
      throw fault
    } catch {
      throw .unknown(.accountsSilent)
    }
  }

  /// Root, and the account that owns the database, could read and change everything anyway.
  private func isMember(_ account: PeerAccount, _ number: UInt32) throws(SilentAccounts) -> Bool {
    if number == 0 || number == system.own { return true }
    guard let name, let group = try system.group(named: name) else { return false }
    return account.primaryGroup == group || system.groups(of: account).contains(group)
  }
}
