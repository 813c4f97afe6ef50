import Foundation
import Sealing
import Text

/// The way by which an account that is not meant to could put another file in the place of one in a folder.
public enum FolderBreach: Sendable, Equatable {
  /// There is no such folder, or it cannot be entered.
  case missing(String, number: Int32)
  /// The folder, one above it, or a link on the way, belongs to another account.
  case foreign(String)
  /// Others may write into the folder, or rename what stands in one above it.
  case changeable(String)

  /// The first breach on the way to a folder; nil if nobody but the owners can change what its path means. The folder
  /// itself, and no other, may be its keeper's instead.
  ///
  /// Every folder on the way is looked at, and every link as well, since who can change either leads elsewhere. One that
  /// everybody may write, such as `/tmp`, is passed where only a file's owner may rename it (the sticky bit), and what is
  /// gone on to is an owner's. The folder itself may never be such a one: whoever comes first makes the file there.
  public static func first(at folder: String, owners: Set<UInt32>, keeper: UInt32? = nil) -> FolderBreach? {
    var way = Way(to: folder)
    do throws(FolderBreachFound) {
      while try way.step(owners, keeper) {}
      return nil
    } catch {
      return error.breach
    }
  }
}

private struct FolderBreachFound: Error { let breach: FolderBreach }

/// A walk along a path, from the root to its end, as the kernel walks it.
private struct Way {
  private var place = "/"
  /// The names that are still to come, the next one last.
  private var names: [Substring] = []
  private var links = 0

  /// The kernel's own bound (path_resolution(7)).
  private static let mostLinks = 40

  init(to path: String) {
    push(path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path)
  }

  private mutating func push(_ path: String) {
    if path.hasPrefix("/") { place = "/" }
    names += path.split(separator: "/").filter { $0 != "." }.reversed()
  }

  /// Looks at the folder that is reached, and goes on by one name. False at the end.
  mutating func step(_ owners: Set<UInt32>, _ keeper: UInt32?) throws(FolderBreachFound) -> Bool {
    let folder = try look(place)
    guard folder.st_mode & S_IFMT == S_IFDIR else { throw Self.missing(place, ENOTDIR) }
    let isKeepers = names.isEmpty && folder.st_uid == keeper
    guard owners.contains(folder.st_uid) || isKeepers else { throw FolderBreachFound(breach: .foreign(place)) }
    let isOpen = folder.st_mode & 0o022 != 0
    guard !isOpen || folder.st_mode & mode_t(S_ISVTX) != 0 && !names.isEmpty else {
      throw FolderBreachFound(breach: .changeable(place))
    }
    guard let name = names.popLast() else { return false }
    if name == ".." {
      place = (place as NSString).deletingLastPathComponent
      return true
    }
    try enter((place == "/" ? "" : place) + "/" + name, owners, isOpen: isOpen)
    return true
  }

  private mutating func enter(_ path: String, _ owners: Set<UInt32>, isOpen: Bool) throws(FolderBreachFound) {
    let entry = try look(path)
    guard !isOpen || owners.contains(entry.st_uid) else { throw FolderBreachFound(breach: .foreign(path)) }
    guard entry.st_mode & S_IFMT == S_IFLNK else {
      place = path
      return
    }
    links += 1
    guard links <= Self.mostLinks, let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path) else {
      throw Self.missing(path, ELOOP)
    }
    push(target)
  }

  private func look(_ path: String) throws(FolderBreachFound) -> stat {
    var status = stat()
    guard lstat(path, &status) == 0 else { throw Self.missing(path, errno) }
    return status
  }

  private static func missing(_ path: String, _ number: Int32) -> FolderBreachFound {
    FolderBreachFound(breach: .missing(path, number: number))
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
        zh: "\(path) 属于账户 \(SystemAccount.owner(of: path) ?? "")",
        en: "\(path) belongs to the account \(SystemAccount.owner(of: path) ?? "")")
    case .changeable(let path):
      Bilingual(zh: "目录 \(path) 可被其他账户改写", en: "the folder \(path) can be written by other accounts")
    }
  }
}
