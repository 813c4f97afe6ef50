import Foundation

/// A system account, by the name that people know.
public enum SystemAccount {
  /// The name of an account, or its number if it has no name.
  public static func name(of number: uid_t) -> String {
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var buffer = [CChar](repeating: 0, count: 16_384)
    guard getpwuid_r(number, &entry, &buffer, buffer.count, &found) == 0, let found, let name = found.pointee.pw_name
    else { return "\(number)" }
    return String(cString: name)
  }

  /// The name of the account under which the program runs.
  public static var own: String { name(of: geteuid()) }

  /// The name of the account to which a file belongs; nil if there is no such file.
  public static func owner(of path: String) -> String? {
    var status = stat()
    return stat(path, &status) == 0 ? name(of: status.st_uid) : nil
  }
}
