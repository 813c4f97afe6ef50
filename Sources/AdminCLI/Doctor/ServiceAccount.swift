import Foundation
import Program
import Sealing

/// The account that owns a database. What root does with a deployment it does as that account: files that are made on the
/// way are the service's then, and not root's.
struct ServiceAccount {
  private let number: uid_t
  private let group: gid_t

  /// Nil unless root runs this program, and the file is another account's.
  init?(ownerOf path: String) {
    var status = stat()
    guard geteuid() == 0, stat(path, &status) == 0, status.st_uid != 0 else { return nil }
    (number, group) = (status.st_uid, status.st_gid)
  }

  /// Turns the process into this very program under the account, with other arguments. Returns only by throwing
  /// `NeighbourFault`.
  func runThisProgram(_ arguments: [String]) throws(NeighbourFault) -> Never {
    let own = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path
    let isNamed = SystemAccount.name(of: number) != "\(number)"
    let account = ["--reuid=\(number)", "--regid=\(group)", isNamed ? "--init-groups" : "--clear-groups", "--"]
    try NeighbourProgram(path: "/usr/bin/setpriv").replaceThisProcess(arguments: account + [own] + arguments)
  }
}
