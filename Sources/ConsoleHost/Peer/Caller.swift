/// What the kernel tells at once of whoever has connected, before any account database is asked.
struct Caller: Sendable {
  let credentials: PeerCredentials

  /// Throws if the process lives in another user namespace than the service, or cannot be looked at.
  ///
  /// The kernel shows the account of a process as the service's own namespace numbers it, and a process of another one
  /// by its real number. It is refused all the same: who made the namespace says there who is root.
  init(ofSocket descriptor: Int32, system: any PeerSystem) throws(PeerFault) {
    guard let credentials = system.credentials(of: descriptor) else { throw .unknown(.noProcess) }
    guard credentials.account != system.strangers else { throw .unknown(.noAccount(credentials.account)) }
    // The process is held first and looked for again at the end: its number may have become another one's meanwhile.
    guard let process = system.process(of: descriptor, credentials),
      let theirs = system.namespace(of: credentials.process), let ours = system.namespace(of: nil), process.isThere
    else { throw .unknown(.noProcess) }
    guard theirs == ours else { throw .foreign }
    self.credentials = credentials
  }
}
