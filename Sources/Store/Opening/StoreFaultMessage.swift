import Text

extension StoreFault {
  public var message: Bilingual {
    switch self {
    case .databaseMissing(let path):
      Bilingual(
        zh: "没有数据库 \(path)", en: "there is no database \(path)")
    case .databaseNotOurs(let path):
      Bilingual(zh: "\(path) 不是查卡的数据库", en: "\(path) is not a database of Chaka")
    case .databaseNewer(let path, let found, let known):
      Bilingual(
        zh: "数据库 \(path) 的版本 \(found) 比本程序所知的 \(known) 新：请升级程序",
        en:
          "the database \(path) is at version \(found), newer than the \(known) this program knows: upgrade the program"
      )
    case .databaseOutdated(let path, let found, let known):
      Bilingual(
        zh: "数据库 \(path) 的版本 \(found) 比本程序的 \(known) 旧",
        en:
          "the database \(path) is at version \(found), older than this program's \(known)"
      )
    case .databaseReadOnly(let path):
      Bilingual(zh: "数据库 \(path) 只读，无法写入", en: "the database \(path) is read-only")
    case .databaseLocked(let path, let writers):
      Bilingual(
        zh: "数据库 \(path) 被\(writers.isEmpty ? "占用" : " \(writers.joined(separator: "、")) 占用")，稍后再试",
        en: """
          the database \(path) is locked by \(writers.isEmpty ? "another program" : writers.joined(separator: ", ")); try \
          again
          """)
    case .diskFull(let path):
      Bilingual(zh: "磁盘已满，数据库 \(path) 没有改动", en: "the disk is full; the database \(path) was not changed")
    case .migrationChanged(let number):
      Bilingual(
        zh: "已执行过的第 \(number) 号迁移文件被改动过", en: "migration \(number) has been edited since it was applied")
    case .databaseNotMakeable(let path):
      Bilingual(
        zh: "无法新建数据库 \(path)：请检查目录是否存在、是否可写",
        en: "the database \(path) cannot be made: see whether its folder exists and may be written")
    case .secretsOfOtherKind(let areSandbox):
      areSandbox
        ? Bilingual(
          zh: "这些密钥是沙箱的，不能用于正式数据库",
          en: "these secrets are a sandbox's, which a real database does not take")
        : Bilingual(
          zh: "这些密钥是正式的，不能用于沙箱", en: "these secrets are real ones, which a sandbox does not take")
    case .sandboxMismatch(let databaseIsSandbox):
      databaseIsSandbox
        ? Bilingual(
          zh: "数据库是沙箱，密钥却是正式的：两者必须一致", en: "the database is a sandbox and the secrets are real ones: they must agree")
        : Bilingual(
          zh: "数据库是正式的，密钥却是沙箱的：两者必须一致",
          en: "the database is a real one and the secrets are a sandbox's: they must agree")
    case .madeOtherwise(let isSandbox):
      isSandbox
        ? Bilingual(zh: "这个数据库已经是沙箱", en: "this database is a sandbox already")
        : Bilingual(
          zh: "这个数据库是正式的，不能变成沙箱：请另建一个", en: "this database is a real one and never becomes a sandbox: make another")
    case .secretMismatch:
      Bilingual(
        zh: "密钥不是这个数据库的", en: "these secrets do not belong to this database")
    case .notASandbox(let what):
      Bilingual(zh: "\(what.name.zh)只能在沙箱中使用", en: "\(what.name.en) works in a sandbox only")
    case .notServiceAccount:
      Bilingual(
        zh: "数据库只能由拥有它的账户打开；正式库即服务自己的系统账户",
        en:
          "a database is opened under the account that owns it only, a real one under the service's own system account")
    case .clockBehind(let now, let latest):
      Bilingual(
        zh: "时钟落后：现在是 \(now)，而最近一次写入是 \(latest)",
        en: "the clock is behind: it is \(now), and the latest write was at \(latest)")
    case .clockNotTheKernels(let now, let kernel):
      Bilingual(
        zh: "时钟不可信：本程序的时钟是 \(now)，机器内核的时间是 \(kernel)",
        en: "the clock is not believed: it is \(now), and the machine's kernel says \(kernel)")
    case .clockAhead(let now, let latest, .contradicted):
      Bilingual(
        zh: "时钟不可信：本程序的时钟是 \(now)，与机器内核的时间不符，最近一次写入是 \(latest)",
        en: """
          the clock is not believed: it is \(now), which is not the time of the machine's kernel; the latest write was at \
          \(latest)
          """)
    case .clockAhead(let now, let latest, .unproven):
      Bilingual(
        zh: "时钟不可信：现在是 \(now)，最近一次写入是 \(latest)，其间机器重启或改过时间，又没有时间源校时",
        en: """
          the clock is not believed: it is \(now), the latest write was at \(latest), the machine was started or its clock \
          set in between, and no time source keeps it
          """)
    case .databaseMoved, .databaseExchanged, .databaseEmptied: placeMessage
    case .databaseOlder, .databaseOlderByTime, .databaseOlderByNumbers, .headUnreadable, .schemaAltered, .altered,
      .databaseUnsealed, .notSealable, .registryChanged, .notOlder:
      trustMessage
    case .failed(let message, let engineCode):
      Bilingual(zh: "数据库出错（\(engineCode)）：\(message)", en: "the database failed (\(engineCode)): \(message)")
    case .corrupt(let what):
      Bilingual(zh: "数据库中的 \(what) 已损坏", en: "\(what) in the database is damaged")
    }
  }

  /// The messages about a file at the path that is not the expected database.
  private var placeMessage: Bilingual {
    switch self {
    case .databaseMoved(let path):
      Bilingual(
        zh: "数据库打开期间，\(path) 被移走或替换，没有写入：请重新启动程序",
        en:
          "\(path) was moved away or replaced while the database was open; nothing was written: start the program again"
      )
    case .databaseExchanged(let path):
      Bilingual(
        zh: "\(path) 处原来是另一个数据库（密钥目录有记载）", en: "another database stood at \(path), by the note beside the secrets")
    case .databaseEmptied(let path):
      Bilingual(
        zh: "\(path) 是空文件，而密钥目录记载这里有一个数据库：请恢复它；若要重新建库，请先删除这个文件",
        en: """
          \(path) is an empty file, and by the note beside the secrets a database was there: restore it, or remove the file \
          first to make a new one
          """)
    default: preconditionFailure("not about the path")
    }
  }

  /// The messages about a database that is not to be trusted, each with the way on.
  private var trustMessage: Bilingual {
    switch self {
    case .databaseOlder(let noted, let found):
      Bilingual(
        zh: "数据库比密钥目录中记下的旧，或是另一份（记下 \(noted) 条审计记录，这里 \(found) 条）",
        en: """
          the database is older than what is noted beside the secrets, or another one (\(noted) audit records are noted, \
          \(found) are here)
          """)
    case .databaseOlderByTime(let noted, let found):
      Bilingual(
        zh: "数据库比密钥目录中记下的旧（最近写入应不早于 \(noted)，只到 \(found)）",
        en: """
          the database is older than what is noted beside the secrets (its latest write was at \(noted), here it is \
          \(found))
          """)
    case .databaseOlderByNumbers:
      Bilingual(
        zh: "数据库比密钥目录中记下的旧（最近的登记、查询或未受理的申请不在其中）",
        en: """
          the database is older than what is noted beside the secrets (the latest registrations, queries or refusals are \
          missing)
          """)
    case .headUnreadable:
      Bilingual(
        zh: "密钥目录中的审计链头缺失或签名不符，无法判断数据库是否最新",
        en: """
          the audit head beside the secrets is missing or its signature does not fit, so nobody can tell whether the \
          database is the latest
          """)
    case .schemaAltered(let name):
      Bilingual(
        zh: "数据库中的 \(name) 不是本程序所建：表、索引、触发器或视图被改动过，请恢复备份",
        en:
          "\(name) in the database was not made by this program: a table, index, trigger or view was altered; restore a backup"
      )
    case .altered(let table):
      Bilingual(
        zh: "数据库中的 \(table) 与封印不符，被改动过", en: "\(table) in the database is not as it was sealed: it was altered")
    case .databaseUnsealed:
      Bilingual(
        zh: "数据库尚未用密钥封印", en: "the database is not sealed under the server secret yet")
    case .notSealable(let problem):
      Bilingual(
        zh: "数据库不能封印，因为审计核对没有通过：\(problem.message.zh)",
        en: "the database is not sealed, as its audit does not verify: \(problem.message.en)")
    case .registryChanged:
      Bilingual(
        zh: "登记资料与数据库所用的不同", en: "the registry is not the one that this database goes by")
    case .notOlder:
      Bilingual(
        zh: "数据库就是最新的，无须重新锚定", en: "the database is the latest one: there is nothing to reanchor")
    default: preconditionFailure("not about what is trusted")
    }
  }
}
