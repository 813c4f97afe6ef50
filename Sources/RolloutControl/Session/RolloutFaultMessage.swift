import Domain
import Store
import Text

extension RolloutFault: NamingFault {
  public var message: Bilingual { message(SubjectNames()) }

  public func message(_ names: SubjectNames) -> Bilingual {
    switch self {
    case .nothingChanged:
      Bilingual(
        zh: "候选版本与现行版本相同，没有可提交的改动",
        en: "Nothing to commit: the candidate equals the running revision")
    case .revisionConflict(let base, let running, let ours, let theirs):
      Self.conflict(base: base, running: running, theirs: names.list(theirs), ours: names.list(ours))
    case .unknownRevision(let number):
      Bilingual(
        zh: "没有版本 \(number)", en: "there is no revision \(number)")
    case .timeInPast(let time, let now):
      Bilingual(
        zh: "时间 \(time.withSeconds) 已过，现在是 \(now.withSeconds)",
        en: "\(time.withSeconds) is in the past; it is now \(now.withSeconds)")
    case .timeInFuture(let time, let now):
      Bilingual(
        zh: "时间 \(time.withSeconds) 未到，现在是 \(now.withSeconds)：只能解释现在和过去",
        en:
          "\(time.withSeconds) is in the future; it is now \(now.withSeconds). Only the present and the past can be explained"
      )
    case .invalidEndpoint(let url):
      Bilingual(
        zh: "\(url) 不是银行的接口地址：应为 http:// 或 https:// 加主机名，可带端口和路径，不含用户名、查询参数和片段",
        en: """
          \(url) is not an endpoint: it is http:// or https:// and a host, perhaps a port and a path, and has no user, query \
          or fragment
          """)
    case .httpsRequired(let url):
      Bilingual(zh: "\(url) 不是 https：只有沙箱接受 http", en: "\(url) is not https: only a sandbox takes http")
    case .privateAddress(let url):
      Bilingual(
        zh: "\(url) 指向的不是公网地址", en: "\(url) does not lead to a public address")
    case .invalidKey, .weakKey, .keyInUse, .sealingKeyMissing, .signingKeyMissing, .severalKeys, .rotationInProgress,
      .keysMissing:
      keyMessage
    case .invalidPeriod, .maintenanceOverlaps, .noMaintenance: maintenanceMessage
    case .endpointMissing(let bank):
      Bilingual(
        zh: "银行 \(bank) 还没有登记接口地址", en: "bank \(bank) has no endpoint yet")
    case .banksNotCertified(let banks): Self.uncertified(banks)
    case .noSuchQuery(let number): Bilingual(zh: "没有查询 \(number)", en: "No query \(number)")
    case .noSuchRefusal(let number):
      Bilingual(zh: "没有编号为 \(number) 的受理结果", en: "No refusal \(number)")
    case .notAState(let number):
      Bilingual(
        zh: "描述整个状态的文件不能回到版本 \(number)：版本的内容取决于所在的数据库",
        en:
          "a file that describes a whole state cannot roll back to revision \(number): what that is depends on the database"
      )
    case .severalCommits(let count):
      Bilingual(
        zh: "文件里有 \(count) 次提交，而一个申请只能是一次",
        en: "the file makes \(count) commits, and a request is one")
    case .notExportable:
      Bilingual(
        zh: "现行版本含有命令写不出来的内容，可能来自更新的程序", en: "the rollout holds what no command says, perhaps from a newer program")
    }
  }

  private var keyMessage: Bilingual {
    switch self {
    case .weakKey(let use): Self.weak(use)
    case .keyInUse(let holder): holder.message
    case .sealingKeyMissing:
      Bilingual(
        zh: "密钥文件里没有加密公钥（\"use\":\"seal\"，X25519）",
        en: "the file holds no sealing key (\"use\":\"seal\", X25519)")
    case .signingKeyMissing:
      Bilingual(
        zh: "密钥文件里没有签名公钥（\"use\":\"sign\"，Ed25519）：请登记银行在 /v1/keys 公布的 JSON；只有沙箱接受单独的加密公钥",
        en: """
          the file holds no signing key ("use":"sign", Ed25519): register the JSON that the bank serves at /v1/keys; \
          only a sandbox takes a bare sealing key
          """)
    case .severalKeys:
      Bilingual(
        zh: "密钥文件里有多个用途相同的公钥：每种用途只保留要启用的一个",
        en: "the file holds several keys of one use: leave in it the one of each that is to be used")
    case .rotationInProgress:
      Bilingual(
        zh: "网络密钥正在轮换，重叠期结束之前不能再次轮换",
        en: "the network's key is being rotated, and not again before the overlap is over")
    case .keysMissing(let bank):
      Bilingual(
        zh: "银行 \(bank) 还没有登记签名公钥", en: "bank \(bank) has no signing key registered")
    default:
      Bilingual(
        zh: "密钥文件不是 X25519 公钥：应为 32 字节，或其 Base64 或十六进制，或银行在 /v1/keys 公布的 JSON",
        en: """
          the file does not hold an X25519 public key: 32 bytes, or those in Base64 or hexadecimal, or the JSON that a \
          bank serves at /v1/keys
          """)
    }
  }

  private static func weak(_ use: String) -> Bilingual {
    use == "seal"
      ? Bilingual(
        zh: "这不是可用的 X25519 公钥：它是小阶点或非规范编码，加密给它的内容任何人都能解开。请银行重新生成密钥",
        en: """
          this is no usable X25519 key: it is of small order or not canonical, and anybody could open what is sealed to \
          it. Ask the bank for a new key
          """)
      : Bilingual(
        zh: "这不是可用的 Ed25519 公钥：它不是曲线上的点，或带有小阶成分，或编码不规范，伪造的签名也可能通过。请银行重新生成密钥",
        en: """
          this is no usable Ed25519 key: it is no point of the curve, has a part of small order or is not canonical, and \
          forged signatures could count. Ask the bank for a new key
          """)
  }

  private var maintenanceMessage: Bilingual {
    switch self {
    case .invalidPeriod(let from, let until):
      Bilingual(
        zh: "\(until.withSeconds) 不在 \(from.withSeconds) 之后",
        en: "\(until.withSeconds) is not after \(from.withSeconds)")
    case .maintenanceOverlaps(let from, let until):
      Bilingual(
        zh: "这家银行 \(from.short) 至 \(until.short) 已有维护",
        en: "the bank has a maintenance from \(from.short) to \(until.short)")
    case .noMaintenance(let bank):
      Bilingual(zh: "银行 \(bank) 没有已登记的维护", en: "bank \(bank) has announced no maintenance")
    default: preconditionFailure("not about maintenance")
    }
  }

  private static func uncertified(_ banks: [UncertifiedBank]) -> Bilingual {
    Bilingual(
      zh: "这些接入的银行没有有效认证：" + banks.map { "\($0.bank)（\($0.gap.message.zh)）" }.joined(separator: "、"),
      en: "these connected banks are not certified: "
        + banks.map { "\($0.bank) (\($0.gap.message.en))" }.joined(separator: ", "))
  }

  private static func conflict(base: Int, running: Int, theirs: Bilingual, ours: Bilingual) -> Bilingual {
    Bilingual(
      zh: "与版本 \(running) 冲突（候选版本基于版本 \(base)）。对方：\(theirs.zh)。您：\(ours.zh)",
      en:
        "Conflict with revision \(running): the candidate is from revision \(base). Theirs: \(theirs.en). Yours: \(ours.en)"
    )
  }
}
