import Foundation
import Program
import Text

extension Check {
  /// The operators' way in.
  static func sockets(of site: Site) -> [Check] {
    guard let path = site.socket else { return [] }
    var checks = [
      Check("socket.folder") { _, machine in folder(path, machine) },
      Check("socket.file") { site, machine in file(path, site.group, machine) },
    ]
    if let group = site.group {
      checks.insert(Check("socket.group") { _, machine in self.group(group, machine) }, at: 1)
    }
    return checks
  }

  private static func folder(_ path: String, _ machine: any Machine) -> Verdict {
    let folder = (path as NSString).deletingLastPathComponent
    guard let breach = machine.breach(of: folder) else {
      return .ok(zh: "\(folder) 只有服务能改动", en: "\(folder) can be changed by the service alone")
    }
    guard case .missing = breach else { return .broken(breach.message, ownFolder(breach.path)) }
    return .broken(
      breach.message,
      Bilingual(
        zh: "请执行 systemd-tmpfiles --create，或启动 chaka.socket", en: "systemd-tmpfiles --create, or start chaka.socket"))
  }

  private static func group(_ group: String, _ machine: any Machine) -> Verdict {
    guard machine.hasGroup(group) else {
      return .broken(
        Bilingual(zh: "没有用户组 \(group)", en: "there is no group \(group)"),
        Bilingual(zh: "请执行 groupadd --system \(group)", en: "groupadd --system \(group)"))
    }
    return .ok(zh: "有用户组 \(group)", en: "there is the group \(group)")
  }

  private static func file(_ path: String, _ group: String?, _ machine: any Machine) -> Verdict {
    guard let file = machine.file(path) else {
      return .warning(
        Bilingual(zh: "没有套接字 \(path)：服务没有运行", en: "there is no socket \(path): the service does not run"),
        Bilingual(zh: "请执行 systemctl start chaka", en: "systemctl start chaka"))
    }
    let again = Bilingual(zh: "请停止服务，移走它，再启动服务", en: "stop the service, move it away, and start the service again")
    guard file.kind == .socket else {
      return .broken(Bilingual(zh: "\(path) 不是套接字", en: "\(path) is no socket"), again)
    }
    guard file.owner == machine.account || file.owner == 0, file.mode & 0o007 == 0 else {
      return .broken(
        Bilingual(zh: "\(path) 对其他账户开放，或属于其他账户", en: "\(path) is open to other accounts, or belongs to one"), again)
    }
    guard group == nil || machine.name(ofGroup: file.group) == group else {
      let found = machine.name(ofGroup: file.group)
      return .broken(
        Bilingual(
          zh: "\(path) 属于 \(found) 组，不是 \(group ?? "")", en: "\(path) is the group's \(found), not \(group ?? "")"),
        again)
    }
    return .ok(zh: "\(path) 只对操作员开放", en: "\(path) is open to operators alone")
  }
}
