import Foundation
import Sealing
import Text

/// The way by which an account that is not meant to could put another file in the place of one in a folder.
public enum FolderBreach: Sendable, Equatable {
  /// There is no such folder, or it cannot be entered.
  case missing(String, number: Int32)
  /// The folder, or one above it, belongs to another account.
  case foreign(String)
  /// Others may write into the folder, or may rename what stands in one above it.
  case changeable(String)

  /// The first breach on the way to a folder; nil if nobody but the owners can change what its paths mean.
  ///
  /// A folder above it that everybody may write, such as `/tmp`, is none where only a file's owner may rename it (the
  /// sticky bit). In the folder itself it is: whoever comes first makes the file.
  public static func first(at folder: String, owners: Set<UInt32>) -> FolderBreach? {
    guard let path = realPath(folder) else { return .missing(folder, number: errno) }
    if let breach = breach(at: path, owners, allowed: 0) { return breach }
    var above = path
    while above != "/" {
      above = (above as NSString).deletingLastPathComponent
      if let breach = breach(at: above, owners, allowed: mode_t(S_ISVTX)) { return breach }
    }
    return nil
  }

  private static func breach(at path: String, _ owners: Set<UInt32>, allowed: mode_t) -> FolderBreach? {
    var status = stat()
    guard stat(path, &status) == 0 else { return .missing(path, number: errno) }
    guard S_IFMT & status.st_mode == S_IFDIR else { return .missing(path, number: ENOTDIR) }
    guard owners.contains(status.st_uid) else { return .foreign(path) }
    guard status.st_mode & 0o022 == 0 || status.st_mode & allowed != 0 else { return .changeable(path) }
    return nil
  }

  private static func realPath(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(validatingCString: real)
  }
}

extension FolderBreach {
  /// The folder that the breach is about.
  public var path: String {
    switch self {
    case .missing(let path, _), .foreign(let path), .changeable(let path): path
    }
  }

  public var message: Bilingual {
    switch self {
    case .missing(let path, let number):
      Bilingual(zh: "无法进入目录 \(path)（错误号 \(number)）", en: "the folder \(path) cannot be entered (error \(number))")
    case .foreign(let path):
      Bilingual(
        zh: "目录 \(path) 属于账户 \(SystemAccount.owner(of: path) ?? "")",
        en: "the folder \(path) belongs to the account \(SystemAccount.owner(of: path) ?? "")")
    case .changeable(let path):
      Bilingual(zh: "目录 \(path) 可被其他账户改写", en: "the folder \(path) can be written by other accounts")
    }
  }
}
