import Domain

/// What can be wrong with the chain.
public enum AuditProblem: Sendable, Equatable {
  case altered(at: Int)
  case cutOff(noted: Int, found: Int)
  case headUnreadable
  /// A head noted elsewhere is the hash of no record.
  case headUnknown
  case revisionAltered(Int)
  case revisionsMissing
  case runningAltered
  /// What says which revision changed what does not follow from the revisions.
  case originsAltered(Int)
  case scheduledAltered
  case endpointAltered(String)
  case certificationsAltered
  case maintenancesAltered
  case operatorsAltered
  /// Requests, approvals, reviews of emergencies, or commits with a timer.
  case approvalsAltered
  /// Rows about people, their queries or banks: they are not as this program wrote them, some are missing, or somebody
  /// met one that was not and `audit reanchor` has not been said since.
  case recordsAltered(RowKind)

  public var code: String {
    switch self {
    case .altered: "audit_record_altered"
    case .cutOff: "audit_cut_off"
    case .headUnreadable: "audit_head_unreadable"
    case .headUnknown: "audit_head_unknown"
    case .revisionAltered, .revisionsMissing, .runningAltered, .originsAltered: "revision_altered"
    case .scheduledAltered: "scheduled_altered"
    case .endpointAltered: "endpoint_altered"
    case .certificationsAltered: "certification_altered"
    case .maintenancesAltered: "maintenance_altered"
    case .operatorsAltered: "operators_altered"
    case .approvalsAltered: "approvals_altered"
    case .recordsAltered: "record_altered"
    }
  }

  public var message: Bilingual {
    switch self {
    case .altered(let position):
      Bilingual(
        zh: "第 \(position) 条审计记录被改动、删除或插入过", en: "audit record \(position) was altered, removed or inserted")
    case .cutOff(let noted, let found):
      Bilingual(
        zh: "审计记录被截断：应有至少 \(noted) 条，只有 \(found) 条",
        en: "the audit chain was cut off: at least \(noted) records were written, \(found) are left")
    case .headUnreadable:
      Bilingual(
        zh: "密钥目录中的审计链头缺失或签名不符", en: "the audit head beside the secrets is missing or its signature does not fit")
    case .headUnknown:
      Bilingual(
        zh: "在别处记下的末端不在链中：它记下之后，链被改写或截断过",
        en: "the head noted elsewhere is not in the chain: the chain was rewritten or cut off since")
    case .revisionAltered(let number):
      Bilingual(zh: "第 \(number) 号版本被改动过", en: "revision \(number) was altered")
    case .revisionsMissing:
      Bilingual(zh: "版本的数目与审计记录不符", en: "the number of revisions does not agree with the audit chain")
    case .runningAltered:
      Bilingual(zh: "运行中的不是最后一个版本", en: "another revision than the last is running")
    case .originsAltered(let number):
      Bilingual(
        zh: "第 \(number) 号版本改了什么，记载与版本不符", en: "what is noted as changed by revision \(number) does not agree with it")
    case .recordsAltered(let kind):
      Bilingual(
        zh: "\(kind.name.zh)的记录在程序之外被改动、调换、复制或删除过",
        en: "records of \(kind.name.en) were altered, exchanged, copied or removed outside the program")
    case .scheduledAltered, .endpointAltered, .certificationsAltered, .maintenancesAltered, .operatorsAltered,
      .approvalsAltered:
      tableMessage
    }
  }

  private var tableMessage: Bilingual {
    switch self {
    case .scheduledAltered:
      Bilingual(
        zh: "排期的提交与审计记录不符：有改动、删除或插入",
        en: "the scheduled commits do not agree with the audit chain: altered, removed or inserted")
    case .endpointAltered(let bank):
      Bilingual(
        zh: "银行 \(bank) 的接口地址或密钥与审计记录不符", en: "the endpoint or key of bank \(bank) does not agree with the audit chain")
    case .certificationsAltered:
      Bilingual(
        zh: "银行的认证与审计记录不符：有改动、删除或插入",
        en: "the banks' certifications do not agree with the audit chain: altered, removed or inserted")
    case .maintenancesAltered:
      Bilingual(
        zh: "银行的维护时段与审计记录不符：有改动、删除或插入",
        en: "the banks' maintenances do not agree with the audit chain: altered, removed or inserted")
    case .operatorsAltered:
      Bilingual(
        zh: "操作员名单与审计记录不符：有改动、删除或插入",
        en: "the operators do not agree with the audit chain: altered, removed or inserted")
    case .approvalsAltered:
      Bilingual(
        zh: "申请、批准、复核或确认期限与审计记录不符：有改动、删除或插入",
        en: "requests, approvals, reviews or timers do not agree with the audit chain: altered, removed or inserted")
    default: preconditionFailure("not about a table")
    }
  }
}
