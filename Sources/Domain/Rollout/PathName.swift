import Text

/// What stands at a path, as people say it: `regions.CN-SH.share` is the share of region CN-SH.
///
/// Paths are what JSON, facts and the audit chain name things by (docs/contract.md, "JSON shapes").
public enum PathName {
  public static func name(of path: String) -> Bilingual {
    let parts = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    return ofRollout(parts) ?? ofRegistration(parts) ?? terms[path] ?? Bilingual(zh: path, en: path)
  }

  /// The things at several paths, as a list.
  public static func list(_ paths: [String]) -> Bilingual {
    let names = paths.map(name(of:))
    return Bilingual(zh: names.map(\.zh).joined(separator: "、"), en: names.map(\.en).joined(separator: ", "))
  }

  private static func ofRollout(_ parts: [String]) -> Bilingual? {
    switch (parts.first, parts.count) {
    case ("service", 1): Bilingual(zh: "服务", en: "service")
    case ("channels", 2): Bilingual(zh: "渠道 \(parts[1])", en: "channel \(parts[1])")
    case ("regions", 3): Bilingual(zh: "地区 \(parts[1]) 的开放比例", en: "share of region \(parts[1])")
    case ("banks", 2): Bilingual(zh: "银行 \(parts[1])", en: "bank \(parts[1])")
    case ("policies", 2): Bilingual(zh: "策略 \(parts[1])", en: "policy \(parts[1])")
    case ("registry", 3): Bilingual(zh: "登记的银行 \(parts[2])", en: "registered bank \(parts[2])")
    case ("registry", 4):
      parts[1] == "regions"
        ? Bilingual(zh: "地区 \(parts[2]) 的名称", en: "name of region \(parts[2])")
        : Bilingual(zh: "银行 \(parts[2]) 的名称", en: "name of bank \(parts[2])")
    default: nil
    }
  }

  /// What banks have registered, and who the operators are. An operator's name may have dots.
  private static func ofRegistration(_ parts: [String]) -> Bilingual? {
    switch (parts.first, parts.last) {
    case ("operators", _):
      let name = parts.dropFirst().joined(separator: ".")
      return Bilingual(zh: "操作员 \(name)", en: "operator \(name)")
    case ("banks", "endpoint"): return Bilingual(zh: "银行 \(parts[1]) 的接口地址", en: "endpoint of bank \(parts[1])")
    case ("banks", "key"): return Bilingual(zh: "银行 \(parts[1]) 的公钥", en: "keys of bank \(parts[1])")
    case ("banks", "certification"):
      return Bilingual(zh: "银行 \(parts[1]) 的认证", en: "certification of bank \(parts[1])")
    case ("banks", "maintenance"):
      return Bilingual(zh: "银行 \(parts[1]) 的维护", en: "maintenance of bank \(parts[1])")
    default: return nil
    }
  }

  /// What stands for itself: what an administrator decides, the terms of a commit, the content of other requests.
  private static let terms: [String: Bilingual] = [
    "audit.head": Bilingual(zh: "审计链头", en: "audit head"),
    "registry": Bilingual(zh: "登记资料", en: "registry"),
    "network.key": Bilingual(zh: "网络密钥", en: "network key"),
    "at": Bilingual(zh: "生效时间", en: "effective time"),
    "comment": Bilingual(zh: "说明", en: "comment"),
    "minutes": Bilingual(zh: "确认期限（分钟）", en: "minutes to confirm"),
    "guardrails": Bilingual(zh: "护栏", en: "guardrails"),
    "evidence": Bilingual(zh: "判断护栏所需的询问", en: "enquiries needed for guardrails"),
    "expectedLoss": Bilingual(zh: "预期受损人数", en: "people expected to lose"),
    "override": Bilingual(zh: "强制提交的理由", en: "reason to override preconditions"),
    "reopening": Bilingual(zh: "要重新打开的复核", en: "reviews to be reopened"),
    "endpoints": Bilingual(zh: "接口地址", en: "endpoints"),
    "keys": Bilingual(zh: "公钥", en: "keys"),
    "report": Bilingual(zh: "认证报告", en: "certification report"),
    "overlapMilliseconds": Bilingual(zh: "重叠期（毫秒）", en: "overlap in milliseconds"),
    "from": Bilingual(zh: "开始时间", en: "beginning"),
    "until": Bilingual(zh: "结束时间", en: "end"),
    "bank": Bilingual(zh: "银行", en: "bank"),
    "operator": Bilingual(zh: "操作员", en: "operator"),
    "role": Bilingual(zh: "角色", en: "role"),
    "reason": Bilingual(zh: "理由", en: "reason"),
    "scheduled": Bilingual(zh: "定时提交", en: "scheduled commit"),
    "change": Bilingual(zh: "内容", en: "change"),
    "content": Bilingual(zh: "内容", en: "content"),
  ]
}
