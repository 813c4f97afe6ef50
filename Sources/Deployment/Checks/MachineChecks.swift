import Foundation
import Text

extension Check {
  static let clock = Check("clock.synchronised") { _, machine in
    machine.keepsTime
      ? .ok(zh: "时钟由时间源校准", en: "a time source keeps the clock")
      : .warning(
        Bilingual(
          zh: "没有时间源校准时钟：重新启动之后服务不会相信它（规则 14）",
          en: "no time source keeps the clock: after the machine is restarted the service does not believe it (rule 14)"
        ),
        Bilingual(
          zh: "请启用 systemd-timesyncd 或 chrony（timedatectl set-ntp true）",
          en: "run systemd-timesyncd or chrony (timedatectl set-ntp true)"))
  }

  static let disks = [
    Check("disk.database") { site, machine in room(beside: site.database, machine) },
    Check("disk.secrets") { site, machine in room(beside: site.secrets, machine) },
  ]

  /// The room below which a disk is told of, and below which nothing can be relied on, in bytes and files.
  private static let (scarce, none): (Int64, Int64) = (1 << 30, 64 << 20)
  private static let fewFiles: Int64 = 1_000

  private static func room(beside path: String, _ machine: any Machine) -> Verdict {
    let folder = (path as NSString).deletingLastPathComponent
    guard let disk = machine.disk(of: folder) else {
      return .broken(
        Bilingual(zh: "无法查看 \(folder) 所在的磁盘", en: "the disk of \(folder) cannot be looked at"),
        Bilingual(zh: "请检查目录和权限", en: "look at the folder and its rights"))
    }
    if disk.isRemote {
      return .broken(
        Bilingual(
          zh: "\(folder) 在网络文件系统上，那里的锁和写入顺序都不可靠",
          en: "\(folder) is on another machine's disk, where neither locks nor the order of writes can be relied on"),
        Bilingual(zh: "请移到本机磁盘", en: "move it to a disk of this machine"))
    }
    let free = "\(disk.freeBytes >> 20) MiB"
    let full = Bilingual(zh: "\(folder) 所在的磁盘只剩 \(free)", en: "the disk of \(folder) has \(free) left")
    let more = Bilingual(zh: "请腾出空间", en: "make room")
    if disk.freeBytes < none || disk.freeFiles.map({ $0 < fewFiles }) == true { return .broken(full, more) }
    if disk.freeBytes < scarce { return .warning(full, more) }
    return .ok(zh: "\(folder) 所在的磁盘还有 \(free)", en: "the disk of \(folder) has \(free) left")
  }

  static let versions = ["chaka", "chaka-admin", "chaka-engine"].map { program in
    Check("versions.\(program)") { site, machine in version(of: program, site, machine) }
  }

  private static func version(of program: String, _ site: Site, _ machine: any Machine) -> Verdict {
    let install = Bilingual(
      zh: "请把同一版本的所有程序装在同一目录", en: "install all programs of one version into one folder")
    guard let version = machine.version(of: program) else {
      return .broken(Bilingual(zh: "旁边没有 \(program)", en: "there is no \(program) beside this program"), install)
    }
    guard version == site.version else {
      return .broken(
        Bilingual(
          zh: "\(program) 的版本是 \(version)，本程序是 \(site.version)",
          en: "\(program) has the version \(version), and this program \(site.version)"), install)
    }
    return .ok(zh: "\(program) 的版本是 \(version)", en: "\(program) has the version \(version)")
  }
}
