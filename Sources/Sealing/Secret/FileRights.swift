import Foundation
import Text

/// The rights to a file of ours: its owner, who is the account that runs the program, and nobody else. Decided here for
/// secrets, the database, sessions, kept candidates and private keys.
public enum FileRights: Sendable, Equatable {
  case own
  /// Others may read, write or enter the file.
  case wide
  /// The file belongs to another account, which can change it, and its rights, at any time.
  case foreign

  public init(_ status: stat) {
    guard status.st_uid == geteuid() else {
      self = .foreign
      return
    }
    self = status.st_mode & 0o077 == 0 ? .own : .wide
  }

  /// Takes others' rights away; does nothing if there is no file. For files that this program writes, and whose content
  /// does no harm once nobody else can read them any more.
  public static func putRight(_ path: String) throws(RightsFault) {
    var status = stat()
    guard stat(path, &status) == 0 else { return }
    switch FileRights(status) {
    case .own: return
    case .foreign: throw .foreign(path)
    case .wide: guard chmod(path, status.st_mode & 0o700) == 0 else { throw .wide(path) }
    }
  }

  /// Throws if others may use the file: for files that this program did not write, and for secrets, which somebody may
  /// have read by now.
  public static func require(_ path: String) throws(RightsFault) {
    var status = stat()
    guard stat(path, &status) == 0 else { return }
    switch FileRights(status) {
    case .own: return
    case .foreign: throw .foreign(path)
    case .wide: throw .wide(path)
    }
  }
}

extension FileRights {
  /// Throws if others could change the file: for files that are no secret, but name the services and keys to trust. The
  /// system's own files are the superuser's. A missing file is not refused here.
  public static func requireUnchangeable(_ path: String) throws(RightsFault) {
    var status = stat()
    guard stat(path, &status) == 0 else { return }
    guard status.st_uid == geteuid() || status.st_uid == 0 else { throw .foreign(path) }
    guard status.st_mode & 0o022 == 0 else { throw .changeable(path) }
  }
}

/// A file that somebody else could read or change.
public enum RightsFault: Fault, Equatable {
  case wide(String)
  /// Others may write the file.
  case changeable(String)
  case foreign(String)

  public var code: String {
    switch self {
    case .wide, .changeable: "file_rights_wide"
    case .foreign: "file_foreign"
    }
  }

  public var kind: FaultKind { .environment }

  public var facts: [JSONValue.Member] {
    switch self {
    case .wide(let path), .changeable(let path), .foreign(let path): [.init("path", .string(path))]
    }
  }

  public var message: Bilingual {
    switch self {
    case .wide(let path):
      Bilingual(
        zh: "\(path) 对其他账户开放，不予使用：请执行 chmod go-rwx，并考虑其中的密钥是否已泄露",
        en: "\(path) is open to other accounts: run chmod go-rwx on it, and consider whether its keys have leaked")
    case .changeable(let path):
      Bilingual(
        zh: "\(path) 可被其他账户改写，不予使用：请核对内容，再执行 chmod go-w",
        en: "\(path) can be changed by other accounts: check its content, then run chmod go-w on it")
    case .foreign(let path): Self.foreign(path, owner: SystemAccount.owner(of: path) ?? "", own: SystemAccount.own)
    }
  }

  private static func foreign(_ path: String, owner: String, own: String) -> Bilingual {
    Bilingual(
      zh: "\(path) 属于账户 \(owner)，而程序以 \(own) 运行，不予使用：请用 \(owner) 运行（sudo -u \(owner)），或用 chown 改为 \(own) 所有",
      en: """
        \(path) belongs to the account \(owner), and the program runs as \(own): run it as \(owner) (sudo -u \(owner)), or \
        chown the file to \(own)
        """)
  }
}
