import Text

/// A problem of the audit chain, or of the tables that it vouches for.
public enum AuditProblem: Sendable, Equatable {
  case altered(at: Int)
  /// The record follows the one before, but no program of ours wrote it.
  case forged(at: Int)
  /// Every record is right, but the chain has fewer than were noted: the database is an older file, or records were cut
  /// off the end.
  case cutOff(noted: Int, found: Int)
  /// Every record is right, but the head noted beside the secrets is of another record: the database is an older file
  /// that went on.
  case older(noted: Int)
  /// Recent writes are missing, by the time noted beside the secrets.
  case olderTime(noted: Moment, found: Moment)
  /// Recent writes are missing, by the last numbers noted beside the secrets.
  case olderNumbers
  /// Another database stood at this path.
  case exchanged(String)
  /// The tables, indexes, triggers or views are not those that the program makes.
  case schemaAltered(String)
  /// A value is of another kind than its column, or a count that no program of ours makes.
  case kindAltered(table: String)
  /// A table that decides is not as it was sealed at the end of the chain, or the seal itself is not.
  case sealBroken(table: String)
  case populationAltered
  case clockAltered
  case closuresAltered
  case headUnreadable
  /// A head noted elsewhere is the hash of no record.
  case headUnknown
  case revisionAltered(Int)
  case revisionsMissing
  case runningAltered
  /// The table of which revision changed which subject does not follow from the revisions.
  case originsAltered(Int)
  case scheduledAltered
  case endpointAltered(String)
  case certificationsAltered
  case maintenancesAltered
  case operatorsAltered
  /// Requests, approvals, reviews of emergencies, or unconfirmed commits are not as the chain has them.
  case approvalsAltered
  /// Rows about people, their queries or banks are not as this program wrote them, or are missing, or somebody met an
  /// altered row and `audit reanchor` has not been run since.
  case recordsAltered(RowKind)
  /// An index lacks an entry, or has one too many, or a page is damaged.
  case storageDamaged
  /// A commit, a timer or the end of a certification is past its time and has not taken force.
  case overdue(since: Moment)

  public var code: String {
    switch self {
    case .altered: "audit_record_altered"
    case .forged: "audit_record_forged"
    case .cutOff: "audit_cut_off"
    case .older, .olderTime, .olderNumbers: "database_older"
    case .exchanged: "database_exchanged"
    case .schemaAltered: "schema_altered"
    case .kindAltered: "value_kind_altered"
    case .sealBroken, .clockAltered: "authority_altered"
    case .populationAltered: "population_altered"
    case .headUnreadable: "audit_head_unreadable"
    case .headUnknown: "audit_head_unknown"
    case .revisionAltered, .revisionsMissing, .runningAltered, .originsAltered, .closuresAltered: "revision_altered"
    case .scheduledAltered: "scheduled_altered"
    case .endpointAltered: "endpoint_altered"
    case .certificationsAltered: "certification_altered"
    case .maintenancesAltered: "maintenance_altered"
    case .operatorsAltered: "operators_altered"
    case .approvalsAltered: "approvals_altered"
    case .recordsAltered: "record_altered"
    case .storageDamaged: "storage_damaged"
    case .overdue: "change_overdue"
    }
  }

  public var message: Bilingual {
    switch self {
    case .altered(let position):
      Bilingual(
        zh: "第 \(position) 条审计记录被改动、删除或插入过", en: "audit record \(position) was altered, removed or inserted")
    case .forged(let position):
      Bilingual(
        zh: "第 \(position) 条审计记录不是本系统写入的", en: "audit record \(position) was not written by this service")
    case .cutOff, .older, .olderTime, .olderNumbers: olderMessage
    case .exchanged(let path):
      Bilingual(
        zh: "\(path) 处原来是另一个数据库（密钥目录有记载）；现在这个本身完好",
        en: "another database stood at \(path), by the note beside the secrets; this one is whole in itself")
    case .schemaAltered, .kindAltered, .sealBroken, .populationAltered, .clockAltered: contentMessage
    case .headUnreadable:
      Bilingual(
        zh: "密钥目录中的审计链头缺失或签名不符", en: "the audit head beside the secrets is missing or its signature does not fit")
    case .headUnknown:
      Bilingual(
        zh: "在别处记下的末端不在链中：它记下之后，链被改写或截断过",
        en: "the head noted elsewhere is not in the chain: the chain was rewritten or cut off since")
    case .revisionAltered(let number):
      Bilingual(zh: "版本 \(number) 被改动过", en: "revision \(number) was altered")
    case .revisionsMissing:
      Bilingual(zh: "版本的数目与审计记录不符", en: "the number of revisions does not agree with the audit chain")
    case .runningAltered:
      Bilingual(zh: "运行中的不是最后一个版本", en: "another revision than the last is running")
    case .closuresAltered:
      Bilingual(
        zh: "银行最近一次断开的版本与各版本不符", en: "what is noted as each bank's latest closing does not agree with the revisions")
    case .originsAltered(let number):
      Bilingual(
        zh: "版本 \(number) 改了什么，记载与版本不符", en: "what is noted as changed by revision \(number) does not agree with it")
    case .recordsAltered(let kind):
      Bilingual(
        zh: "\(kind.name.zh)的记录在程序之外被改动、调换、复制或删除过",
        en: "records of \(kind.name.en) were altered, exchanged, copied or removed outside the program")
    case .storageDamaged:
      Bilingual(
        zh: "数据库文件的索引与表不符，或有页面损坏：有记录可能被藏起，查不到",
        en: """
          the indexes of the database file do not agree with its tables, or a page is damaged: records may be hidden from \
          whoever looks for them
          """)
    case .overdue(let moment):
      Bilingual(
        zh: "应于 \(moment) 生效的提交、确认期限或认证到期没有生效",
        en: "a commit, a timer or the end of a certification was due at \(moment) and has not taken force")
    case .scheduledAltered, .endpointAltered, .certificationsAltered, .maintenancesAltered, .operatorsAltered,
      .approvalsAltered:
      tableMessage
    }
  }

  private var olderMessage: Bilingual {
    switch self {
    case .cutOff(let noted, let found):
      Bilingual(
        zh: "数据库比密钥目录中记下的旧，或末尾的审计记录被截断：应有至少 \(noted) 条，只有 \(found) 条；现有的记录都完好",
        en: """
          the database is older than what is noted beside the secrets, or was cut off: at least \(noted) audit records were \
          written, \(found) are left; those that are left are right
          """)
    case .older(let noted):
      Bilingual(
        zh: "数据库是较早的副本，之后又继续写入：密钥目录中记下的第 \(noted) 条审计记录不在其中；现有的记录都完好",
        en: """
          the database is an older copy that went on: the audit record \(noted) that is noted beside the secrets is another \
          one; those that are there are right
          """)
    case .olderTime(let noted, let found):
      Bilingual(
        zh: "数据库比密钥目录中记下的旧：最近写入应不早于 \(noted)，只到 \(found)",
        en:
          "the database is older than what is noted beside the secrets: the latest write was at \(noted), here it is \(found)"
      )
    case .olderNumbers:
      Bilingual(
        zh: "数据库比密钥目录中记下的旧：最近的登记、查询或未受理的申请不在其中",
        en:
          "the database is older than what is noted beside the secrets: the latest registrations, queries or refusals are missing"
      )
    default: preconditionFailure("not about an older file")
    }
  }

  private var contentMessage: Bilingual {
    switch self {
    case .schemaAltered(let name):
      Bilingual(
        zh: "数据库的表、索引、触发器或视图被改动过：\(name)", en: "a table, index, trigger or view was altered: \(name)")
    case .kindAltered(let table):
      Bilingual(
        zh: "表 \(table) 中有本系统不会写入的值", en: "the table \(table) holds a value that this program never writes")
    case .sealBroken(let table):
      Bilingual(
        zh: "表 \(table) 与审计链末端的封印不符：有改动、删除、插入，或放回了旧内容",
        en:
          "the table \(table) is not as it was sealed at the end of the audit chain: altered, removed, inserted or put back"
      )
    case .populationAltered:
      Bilingual(zh: "人数统计与登记的人不符", en: "the counts of people do not agree with the people registered")
    case .clockAltered:
      Bilingual(zh: "最近写入的时间被改动过", en: "the latest time written was altered")
    default: preconditionFailure("not about the content")
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
