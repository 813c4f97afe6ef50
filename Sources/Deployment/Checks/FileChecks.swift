import Foundation
import Program
import Settings
import Text

extension Check {
  /// Whose the files are. A deployment in which a file belongs to root, because somebody once ran a program as root,
  /// works until the service wants to write that file.
  static let files = [
    Check("files.configuration", configuration), Check("files.database", database),
    Check("files.secrets", secrets), Check("files.keys", keys),
  ]

  @Sendable private static func configuration(_ site: Site, _ machine: any Machine) -> Verdict {
    let path = site.configurationFile
    if let fault = site.configurationFault {
      return .broken(
        fault.message, Bilingual(zh: "请按 docs/reference/settings.zh.md 改正", en: "mend it by docs/reference/settings.md")
      )
    }
    guard let file = machine.file(path) else {
      return .warning(
        Bilingual(
          zh: "没有配置文件 \(path)，全部设置取默认值", en: "there is no configuration \(path): every setting has its default"),
        Bilingual(zh: "正式部署请建立它，并用 --config 指定", en: "a real deployment needs one: make it, and name it with --config"))
    }
    guard file.owner == 0 || file.owner == machine.account, file.mode & 0o022 == 0 else {
      return .broken(
        Bilingual(zh: "\(path) 可被其他账户改写", en: "\(path) can be changed by other accounts"),
        Bilingual(
          zh: "请核对内容，再执行 chown root \(path) 和 chmod go-w \(path)",
          en: "check what it says, then chown root \(path) and chmod go-w \(path)"))
    }
    return .ok(zh: "\(path) 有效", en: "\(path) is valid")
  }

  @Sendable private static func database(_ site: Site, _ machine: any Machine) -> Verdict {
    let path = site.database
    guard machine.file(path) != nil else {
      return .broken(
        Bilingual(zh: "没有数据库 \(path)", en: "there is no database \(path)"),
        Bilingual(
          zh: "请用 --database 指定，或以服务账户运行 chaka-admin init",
          en: "name it with --database, or run chaka-admin init under the service's account"))
    }
    let folder = (path as NSString).deletingLastPathComponent
    if let breach = machine.breach(of: folder) {
      return .broken(breach.message, Self.ownFolder(breach.path))
    }
    let beside = (machine.contents(of: folder) ?? []).filter { $0 == path || $0.hasPrefix(path + "-") }
    return owned(beside, machine) ?? .ok(zh: "\(path) 只有服务账户能用", en: "\(path) is the service's alone")
  }

  @Sendable private static func secrets(_ site: Site, _ machine: any Machine) -> Verdict {
    let folder = site.secrets
    guard machine.file(folder)?.kind == .folder, let contents = machine.contents(of: folder) else {
      return .broken(
        Bilingual(zh: "没有密钥目录 \(folder)，或无法读取", en: "there is no folder of secrets \(folder), or it cannot be read"),
        Bilingual(
          zh: "请用 --secrets 指定；已丢失的，请从备份放回", en: "name it with --secrets; if it is lost, put it back from the backup"))
    }
    return owned([folder] + contents, machine)
      ?? .ok(zh: "\(folder) 只有服务账户能用", en: "\(folder) is the service's alone")
  }

  @Sendable private static func keys(_ site: Site, _ machine: any Machine) -> Verdict {
    let named = site.configuration?.secretFiles ?? []
    if let missing = named.first(where: { machine.file($0) == nil }) {
      return .broken(
        Bilingual(zh: "没有配置中的 \(missing)", en: "\(missing), which the configuration names, is not there"),
        Bilingual(zh: "请放回，或改正配置", en: "put it there, or mend the configuration"))
    }
    return owned(named, machine)
      ?? .ok(
        zh: "\(named.count) 个密钥和令牌文件只有服务账户能用", en: "\(named.count) files of keys and tokens are the service's alone")
  }

  /// The first file that is not the looking account's, or that others may use; nil if there is none.
  private static func owned(_ paths: [String], _ machine: any Machine) -> Verdict? {
    for path in paths {
      guard let file = machine.file(path) else { continue }
      guard file.owner == machine.account else {
        let (owner, own) = (machine.name(ofAccount: file.owner), machine.name(ofAccount: machine.account))
        return .broken(
          Bilingual(
            zh: "\(path) 属于账户 \(owner)，不是 \(own)", en: "\(path) belongs to the account \(owner), not to \(own)"),
          Bilingual(zh: "请执行 chown \(own): \(path)", en: "chown \(own): \(path)"))
      }
      guard file.mode & 0o077 == 0 else {
        return .broken(
          Bilingual(zh: "\(path) 对其他账户开放", en: "\(path) is open to other accounts"),
          Bilingual(
            zh: "请执行 chmod go-rwx \(path)，并考虑其中的密钥是否已泄露",
            en: "chmod go-rwx \(path), and consider whether what is in it has leaked"))
      }
    }
    return nil
  }

  /// What makes a folder safe again.
  static func ownFolder(_ path: String) -> Bilingual {
    Bilingual(
      zh: "\(path) 应归 root 或服务账户所有，且不可被他人改写（chown、chmod go-w）",
      en: "\(path) has to belong to root or the service's account, and nobody else may write it (chown, chmod go-w)")
  }
}

extension Configuration {
  /// The files that only the service may read.
  fileprivate var secretFiles: [String] {
    let services = [identity, face, sms].compactMap(\.self)
    return services.compactMap(\.tokenFile) + ([tls] + services.map(\.tls)).compactMap { $0?.privateKey }
  }
}
