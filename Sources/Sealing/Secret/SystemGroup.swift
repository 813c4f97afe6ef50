import Foundation

/// A group of accounts of this machine, by the name that people know.
public enum SystemGroup {
  /// The name of a group, or its number if it has no name.
  public static func name(of number: gid_t) -> String {
    asked { entry, room, size, found in
      getgrgid_r(number, entry, room, size, found)
    } read: { entry in
      entry.gr_name.map { String(cString: $0) }
    } ?? "\(number)"
  }

  /// The number of a group; nil if there is none of that name, or the account database does not answer.
  public static func number(of name: String) -> gid_t? {
    asked { entry, room, size, found in
      getgrnam_r(name, entry, room, size, found)
    } read: {
      $0.gr_gid
    }
  }

  private static func asked<Answer>(
    _ question: (
      UnsafeMutablePointer<group>, UnsafeMutablePointer<CChar>, Int,
      UnsafeMutablePointer<UnsafeMutablePointer<group>?>
    ) -> Int32, read: (group) -> Answer?
  ) -> Answer? {
    // A group has all its members with it.
    let size = 1 << 20
    let room = UnsafeMutablePointer<CChar>.allocate(capacity: size)
    defer { room.deallocate() }
    var entry = group()
    var found: UnsafeMutablePointer<group>?
    guard question(&entry, room, size, &found) == 0, let found else { return nil }
    return read(found.pointee)
  }
}
