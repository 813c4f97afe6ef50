import Foundation

/// The account database (nsswitch.conf(5)): files, or a directory on the network, which may take its time.
extension LinuxPeers {
  public func account(_ number: UInt32) throws(SilentAccounts) -> PeerAccount? {
    try Self.asked { (entry: inout passwd, room, size, found) in
      getpwuid_r(number, &entry, room, size, found)
    } read: { entry in
      // A name that is no text is nobody's.
      entry.pw_name.flatMap { String(validatingCString: $0) }.map {
        PeerAccount(name: $0, primaryGroup: entry.pw_gid)
      }
    }
  }

  public func group(named name: String) throws(SilentAccounts) -> UInt32? {
    try Self.asked { (entry: inout group, room, size, found) in
      getgrnam_r(name, &entry, room, size, found)
    } read: { entry in
      entry.gr_gid
    }
  }

  public func groups(of account: PeerAccount) -> [UInt32] {
    var groups = [gid_t](repeating: 0, count: 64)
    while groups.count <= 65_536 {
      var count = Int32(groups.count)
      if getgrouplist(account.name, account.primaryGroup, &groups, &count) >= 0 { return Array(groups[..<Int(count)]) }
      groups = [gid_t](repeating: 0, count: max(Int(count), groups.count * 2))
    }
    return []
  }

  /// One question to the database, asked again with more room for its answer as long as it needs more.
  private static func asked<Entry, Answer>(
    _ question: (
      inout Entry, UnsafeMutablePointer<CChar>, Int, UnsafeMutablePointer<UnsafeMutablePointer<Entry>?>
    ) -> Int32,
    read: (Entry) -> Answer?
  ) throws(SilentAccounts) -> Answer? where Entry: EmptyEntry {
    var size = 4_096
    while true {
      let room = UnsafeMutablePointer<CChar>.allocate(capacity: size)
      defer { room.deallocate() }
      var entry = Entry()
      var found: UnsafeMutablePointer<Entry>?
      switch question(&entry, room, size, &found) {
      case 0: return found.flatMap { read($0.pointee) }
      // What a database may say of somebody whom it does not know (getpwnam(3)).
      case ENOENT, ESRCH: return nil
      case ERANGE where size < 1 << 22: size *= 4
      case EINTR: continue
      case let number: throw SilentAccounts(number: number)
      }
    }
  }
}

/// A record of C that begins empty.
private protocol EmptyEntry { init() }
extension passwd: EmptyEntry {}
extension group: EmptyEntry {}
