import Domain
import Text

extension RolloutFault: NamingFault {
  public var message: Bilingual { message(SubjectNames()) }

  public func message(_ names: SubjectNames) -> Bilingual {
    switch self {
    case .nothingChanged:
      Bilingual(zh: "没有可提交的改动：候选版本与现行版本相同", en: "nothing to commit: the candidate equals the running revision")
    case .revisionConflict(_, let running, let ours, let theirs):
      Self.conflict(running: running, ours: ours, theirs: theirs, names)
    case .unknownRevision(let number): Bilingual(zh: "没有版本 \(number)", en: "no revision \(number)")
    case .timeInPast(let time, let now):
      Bilingual(
        zh: "时间 \(time.withSeconds) 已过，现在是 \(now.withSeconds)",
        en: "\(time.withSeconds) is in the past; it is now \(now.withSeconds)")
    case .timeInFuture(let time, let now):
      Bilingual(
        zh: "时间 \(time.withSeconds) 未到（现在是 \(now.withSeconds)），只能解释现在和过去",
        en: """
          \(time.withSeconds) is in the future (it is now \(now.withSeconds)): only the present and the past can be \
          explained
          """)
    case .invalidEndpoint(let url):
      Bilingual(
        zh: "\(url) 不是接口地址：应为 https:// 加主机名，可带端口和路径，不能有用户名、查询参数和片段（沙箱也可用 http://）",
        en: """
          \(url) is not an endpoint: it must be https:// and a host, with an optional port and path, and no user, query or \
          fragment (a sandbox takes http://, too)
          """)
    case .httpsRequired(let url):
      Bilingual(zh: "\(url) 不是 https 地址，http 只能用于沙箱", en: "\(url) is not https: http is for a sandbox only")
    case .privateAddress(let url):
      Bilingual(zh: "\(url) 不是公网地址", en: "\(url) is not a public address")
    case .invalidKey: Self.noKey
    case .weakKey(let use): use == "seal" ? Self.weakSealingKey : Self.weakSigningKey
    case .keyInUse(let holder): holder.message
    case .sealingKeyMissing:
      Bilingual(
        zh: "密钥文件中没有加密公钥（\"use\":\"seal\"，X25519）",
        en: "the key file has no sealing key (\"use\":\"seal\", X25519)")
    case .signingKeyMissing: Self.noSigningKey
    case .severalKeys:
      Bilingual(
        zh: "密钥文件中有多个用途相同的公钥，每种用途只能留一个", en: "the key file has several keys of one use: leave one of each")
    case .rotationInProgress:
      Bilingual(
        zh: "网络密钥正在轮换，重叠期结束后才能再次轮换",
        en: "the network key is being rotated and cannot be rotated again before the overlap ends")
    case .invalidPeriod(let from, let until):
      Bilingual(
        zh: "结束时间 \(until.withSeconds) 不在开始时间 \(from.withSeconds) 之后",
        en: "the end \(until.withSeconds) is not after the beginning \(from.withSeconds)")
    case .maintenanceOverlaps(let from, let until):
      Bilingual(
        zh: "这家银行在 \(from.short) 至 \(until.short) 已有维护",
        en: "the bank already has maintenance from \(from.short) to \(until.short)")
    case .noMaintenance(let bank): Bilingual(zh: "银行 \(bank) 没有维护", en: "bank \(bank) has no maintenance")
    case .endpointMissing(let bank): Bilingual(zh: "银行 \(bank) 没有接口地址", en: "bank \(bank) has no endpoint")
    case .keysMissing(let bank): Bilingual(zh: "银行 \(bank) 没有签名公钥", en: "bank \(bank) has no signing key")
    case .banksNotCertified(let banks): Self.uncertified(banks)
    case .noSuchQuery(let number): Bilingual(zh: "没有查询 \(number)", en: "no query \(number)")
    case .noSuchRefusal(let number): Bilingual(zh: "没有未受理编号 \(number)", en: "no refusal \(number)")
    case .notAState(let number):
      Bilingual(
        zh: "描述完整状态的文件不能回到版本 \(number)：不同数据库的版本 \(number) 内容不同",
        en: """
          a file that describes a whole state cannot roll back to revision \(number), which is something else in every \
          database
          """)
    case .severalCommits(let count):
      Bilingual(
        zh: "文件中有 \(count) 次提交，而一个申请只能有一次", en: "the file makes \(count) commits, and a request can hold one only")
    case .notExportable:
      Bilingual(
        zh: "现行版本中有本程序的命令无法表达的内容，可能来自更新的程序",
        en: "the running revision holds what no command of this program can say; it may be from a newer program")
    }
  }

  private static let noKey = Bilingual(
    zh: "文件中没有 X25519 公钥：应为 32 字节，或其 Base64 或十六进制，或银行在 /v1/keys 公布的 JSON",
    en: """
      the file has no X25519 public key: it must hold 32 bytes, or their Base64 or hexadecimal form, or the JSON that the \
      bank serves at /v1/keys
      """)

  private static let noSigningKey = Bilingual(
    zh: "密钥文件中没有签名公钥（\"use\":\"sign\"，Ed25519）：请用银行在 /v1/keys 公布的 JSON（只有沙箱接受单独的加密公钥）",
    en: """
      the key file has no signing key ("use":"sign", Ed25519): use the JSON that the bank serves at /v1/keys (only a \
      sandbox takes a sealing key alone)
      """)

  private static let weakSealingKey = Bilingual(
    zh: "这个 X25519 公钥不安全（小阶点或非规范编码）：加密给它的内容任何人都能解开，请银行重新生成密钥",
    en: """
      this X25519 key is unsafe (of small order, or not canonical): anybody could open what is sealed to it; ask the bank \
      for a new key
      """)

  private static let weakSigningKey = Bilingual(
    zh: "这个 Ed25519 公钥不安全（不在曲线上、带有小阶成分或编码不规范）：伪造的签名也可能通过，请银行重新生成密钥",
    en: """
      this Ed25519 key is unsafe (not on the curve, with a part of small order, or not canonical): forged signatures could \
      pass; ask the bank for a new key
      """)

  private static func uncertified(_ banks: [UncertifiedBank]) -> Bilingual {
    Bilingual(
      zh: banks.map { "银行 \($0.bank)（\($0.gap.message.zh)）" }.joined(separator: "、") + "没有有效认证",
      en: "no valid certification for " + banks.map { "\($0.bank) (\($0.gap.message.en))" }.joined(separator: ", "))
  }
}
