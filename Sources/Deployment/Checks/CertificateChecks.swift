import Domain
import Settings
import Text

extension Check {
  /// The certificates that the service presents, each with its days left.
  static func certificates(of site: Site) -> [Check] {
    guard let configuration = site.configuration else { return [] }
    let named = [
      ("tls", configuration.tls), ("identity", configuration.identity?.tls), ("face", configuration.face?.tls),
      ("sms", configuration.sms?.tls),
    ]
    return named.compactMap { name, tls in
      tls.map { tls in Check("certificates.\(name)") { _, machine in certificate(tls, machine) } }
    }
  }

  /// The days before its end from which on a certificate is told of.
  private static let soon = 30

  private static func certificate(_ tls: TLSSettings, _ machine: any Machine) -> Verdict {
    let path = tls.certificate
    let renew = Bilingual(
      zh: "请换上新的证书和私钥，程序会自动改用", en: "put new files in their place: programs take them while they run")
    guard let end = try? machine.end(of: tls) else {
      return .broken(
        Bilingual(
          zh: "\(path)、\(tls.privateKey)、\(tls.roots) 不能一起使用",
          en: "\(path), \(tls.privateKey) and \(tls.roots) cannot be used together"),
        Bilingual(
          zh: "请检查是不是 PEM 文件、私钥是否属于该证书、是否只有服务账户能读私钥",
          en: "look whether they are PEM, the key is the certificate's, and only the service's account may read the key"
        ))
    }
    let days = (end.milliseconds - machine.now.milliseconds) / 86_400_000
    if end <= machine.now {
      return .broken(Bilingual(zh: "\(path) 已于 \(end) 到期", en: "\(path) ended at \(end)"), renew)
    }
    if days < soon {
      return .warning(Bilingual(zh: "\(path) 还有 \(days) 天到期", en: "\(path) ends in \(days) days"), renew)
    }
    return .ok(zh: "\(path) 还有 \(days) 天到期", en: "\(path) ends in \(days) days")
  }
}
