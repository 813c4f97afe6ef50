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
}

/// What it is said as.
extension AuditProblem {
  public var message: Bilingual {
    switch self {
    case .altered(let position):
      Bilingual(zh: "审计记录 \(position) 被改动、删除或插入过", en: "audit record \(position) was altered, removed or inserted")
    case .forged(let position):
      Bilingual(zh: "审计记录 \(position) 不是本程序写入的", en: "audit record \(position) was not written by this program")
    case .cutOff(let noted, let found): Self.cutOff(noted: noted, found: found)
    case .older(let noted): Self.goneOn(noted: noted)
    case .olderTime(let noted, let found): OlderDatabase.message(noted: noted, found: found)
    case .olderNumbers: OlderDatabase.missingPeople
    case .exchanged(let path):
      Bilingual(
        zh: "\(path) 不是密钥目录所记录的数据库；就其本身而言，它是完好的",
        en: "\(path) is not the database recorded in the secrets folder; in itself it is intact")
    case .schemaAltered(let name):
      Bilingual(zh: "数据库的结构被改动过（\(name)）", en: "the structure of the database was altered (\(name))")
    case .kindAltered(let table):
      Bilingual(
        zh: "数据库中有本程序不会写入的值（\(table)）", en: "the database holds a value that this program never writes (\(table))")
    case .sealBroken(let table):
      Bilingual(
        zh: "数据库中的记录与审计链不符：有改动、删除、插入，或放回了旧内容（\(table)）",
        en: "records do not match the audit chain: altered, removed, inserted or put back (\(table))")
    case .populationAltered:
      Bilingual(zh: "查卡人的人数统计与记录不符", en: "the counts of people do not match their records")
    case .clockAltered:
      Bilingual(zh: "最近写入时间的记录被改动过", en: "the record of the latest write time was altered")
    case .closuresAltered:
      Bilingual(
        zh: "各银行最近一次断开的记录与各版本不符", en: "the record of when each bank was last closed does not match the revisions")
    case .headUnreadable: OlderDatabase.headUnreadable
    case .headUnknown:
      Bilingual(
        zh: "审计链中没有您提供的链头哈希：在那之后，审计链被改写或截断过",
        en: "the audit chain does not contain the head you gave: it was rewritten or cut off since")
    case .revisionAltered(let number): Bilingual(zh: "版本 \(number) 被改动过", en: "revision \(number) was altered")
    case .revisionsMissing:
      Bilingual(zh: "版本的数量与审计链不符", en: "the number of revisions does not match the audit chain")
    case .runningAltered: Bilingual(zh: "现行版本不是最新的版本", en: "the running revision is not the latest one")
    case .originsAltered(let number):
      Bilingual(
        zh: "版本 \(number) 的改动记录与其内容不符", en: "the record of what revision \(number) changed does not match its content")
    case .scheduledAltered: Self.unlikeChain(Bilingual(zh: "定时提交", en: "scheduled commits"))
    case .endpointAltered(let bank):
      Bilingual(
        zh: "银行 \(bank) 的接口地址或密钥与审计链不符", en: "the endpoint or keys of bank \(bank) do not match the audit chain")
    case .certificationsAltered: Self.unlikeChain(Bilingual(zh: "银行的认证", en: "certifications of banks"))
    case .maintenancesAltered: Self.unlikeChain(Bilingual(zh: "银行的维护", en: "maintenance periods of banks"))
    case .operatorsAltered: Self.unlikeChain(Bilingual(zh: "操作员名单", en: "operators"))
    case .approvalsAltered:
      Self.unlikeChain(
        Bilingual(zh: "申请、批准、复核或待确认的提交", en: "requests, approvals, reviews or unconfirmed commits"))
    case .recordsAltered(let kind):
      Bilingual(
        zh: "\(kind.name.zh)的记录被人绕过本程序改动、调换、复制或删除过",
        en: "records of \(kind.name.en) were altered, swapped, copied or removed outside the program")
    case .storageDamaged:
      Bilingual(
        zh: "数据库文件已损坏，有些记录可能查不到", en: "the database file is damaged; some records may not be found")
    case .overdue(let moment):
      Bilingual(
        zh: "应于 \(moment) 生效的改动没有生效（定时提交、未确认提交的恢复或认证到期）",
        en: """
          a change due at \(moment) has not taken force (a scheduled commit, a restoration or the end of a certification)
          """)
    }
  }

  private static func cutOff(noted: Int, found: Int) -> Bilingual {
    Bilingual(
      zh: "缺少审计记录：至少应有 \(noted) 条，只有 \(found) 条；数据库是旧的，或末尾被截断，现有的记录完好",
      en: """
        audit records are missing: at least \(noted) were written, \(found) are here; the database is an older one or was \
        cut off, and the records that are here are intact
        """)
  }

  private static func goneOn(noted: Int) -> Bilingual {
    Bilingual(
      zh: "数据库是较早的副本，之后又有写入：审计记录 \(noted) 与密钥目录所记录的不同，现有的记录完好",
      en: """
        the database is an older copy that was written to since: audit record \(noted) is not the one recorded in the \
        secrets folder; the records that are here are intact
        """)
  }

  /// Records of a kind are not those that the chain tells of.
  private static func unlikeChain(_ records: Bilingual) -> Bilingual {
    Bilingual(
      zh: "\(records.zh)与审计链不符：有改动、删除或插入",
      en: "\(records.en) do not match the audit chain: altered, removed or inserted")
  }
}
