import Domain
import Text

extension StoreFault {
  public var message: Bilingual {
    switch self {
    case .databaseMissing(let path): Bilingual(zh: "没有数据库 \(path)", en: "there is no database \(path)")
    case .databaseNotOurs(let path):
      Bilingual(zh: "\(path) 不是查卡的数据库", en: "\(path) is not a Chaka database")
    case .databaseNewer(let path, let found, let known):
      Bilingual(
        zh: "数据库 \(path) 由更新的程序写入（数据库版本 \(found)，本程序最高支持 \(known)），请升级程序",
        en: """
          the database \(path) was written by a newer program (database version \(found), this program knows up to \
          \(known)): upgrade the program
          """)
    case .databaseOutdated(let path, let found, let known):
      Bilingual(
        zh: "数据库 \(path) 需要升级（数据库版本 \(found)，本程序需要 \(known)）",
        en: "the database \(path) needs an upgrade (database version \(found), this program needs \(known))")
    case .databaseReadOnly(let path, let obstacle): obstacle.message(path)
    case .databaseLocked(let path, let writers): Self.locked(path, by: writers)
    case .diskFull(let path):
      Bilingual(zh: "磁盘已满，数据库 \(path) 没有改动", en: "the disk is full; the database \(path) was not changed")
    case .migrationChanged(let number):
      Bilingual(
        zh: "本程序的数据库升级脚本 \(number) 与建库时执行的不同，请使用正式发布的程序",
        en: "migration \(number) is not the one that the database was made with: use the program as it was released")
    case .databaseNotMakeable(let path):
      Bilingual(
        zh: "无法新建数据库 \(path)，请检查目录是否存在、是否可写",
        en: "the database \(path) cannot be made: check that its folder exists and can be written")
    case .secretsOfOtherKind(let areSandbox): Self.otherKind(areSandbox: areSandbox)
    case .sandboxMismatch(let databaseIsSandbox): Self.mismatch(databaseIsSandbox: databaseIsSandbox)
    case .madeOtherwise(isSandbox: true): Bilingual(zh: "这个数据库是沙箱", en: "this database is a sandbox")
    case .madeOtherwise(isSandbox: false):
      Bilingual(
        zh: "这是正式数据库，不能改成沙箱；请另建一个", en: "this is a real database and never becomes a sandbox: make another one")
    case .secretMismatch:
      Bilingual(zh: "密钥目录不是这个数据库的", en: "the secrets do not belong to this database")
    case .notASandbox(let what):
      Bilingual(zh: "\(what.name.zh)只能在沙箱中使用", en: "\(what.name.en) works in a sandbox only")
    case .notServiceAccount:
      Bilingual(
        zh: "正式数据库只能由拥有它的系统账户打开", en: "a real database is opened only under the system account that owns it")
    case .serviceOnly(_, let isRunning): Self.serviceOnly(isRunning)
    case .serviceRunning(let notice): Self.running(notice)
    case .clockBehind(let now, let latest):
      Bilingual(
        zh: "时钟落后（现在是 \(now)，而最近一次写入是 \(latest)）",
        en: "the clock is behind (it is \(now), and the latest write was at \(latest))")
    case .clockNotTheKernels(let now, let kernel):
      Bilingual(
        zh: "时钟不可信（本程序的时间是 \(now)，机器内核的时间是 \(kernel)）",
        en: "the clock is not trusted (this program reads \(now), the machine's kernel \(kernel))")
    case .clockAhead(let now, let latest, .contradicted):
      Bilingual(
        zh: "时钟不可信（本程序的时间是 \(now)，与机器内核的时间不符，最近一次写入是 \(latest)）",
        en: """
          the clock is not trusted (this program reads \(now), which is not the time of the machine's kernel; the latest \
          write was at \(latest))
          """)
    case .clockAhead(let now, let latest, .unproven):
      Bilingual(
        zh: "时钟不可信（现在是 \(now)，最近一次写入是 \(latest)，其间机器重启或改过时间，又没有时间源校时）",
        en: """
          the clock is not trusted (it is \(now), the latest write was at \(latest), the machine was restarted or its clock \
          set in between, and no time source keeps it)
          """)
    case .databaseMoved(let path):
      Bilingual(
        zh: "\(path) 在使用中被移走或替换，没有写入，请重新启动程序",
        en: "\(path) was moved away or replaced while it was open, and nothing was written: start the program again")
    case .databaseExchanged(let path):
      Bilingual(
        zh: "\(path) 不是密钥目录所记录的数据库", en: "\(path) is not the database recorded in the secrets folder")
    case .databaseEmptied(let path):
      Bilingual(
        zh: "\(path) 是空文件，而密钥目录记录这里有一个数据库：请恢复它；要重新建库，请先删除这个文件",
        en: """
          \(path) is empty, and by the secrets folder a database was here: restore it, or to make a new one remove the \
          file first
          """)
    case .databaseOlder(let noted, let found):
      Bilingual(
        zh: "数据库比密钥目录所记录的旧，或是另一个数据库：应有 \(noted) 条审计记录，只有 \(found) 条",
        en: """
          the database is older than the secrets folder records, or another one: \(noted) audit records are recorded \
          there, \(found) are here
          """)
    case .databaseOlderByTime(let noted, let found): OlderDatabase.message(noted: noted, found: found)
    case .databaseOlderByNumbers: OlderDatabase.missingPeople
    case .headUnreadable: OlderDatabase.headUnreadable
    case .schemaAltered(let name):
      Bilingual(
        zh: "数据库的结构被改动过（\(name)），请恢复备份", en: "the structure of the database was altered (\(name)): restore a backup")
    case .altered(let table):
      Bilingual(
        zh: "数据库中的记录被人绕过本程序改动过（\(table)）",
        en: "records in the database were altered outside the program (\(table))")
    case .databaseUnsealed:
      Bilingual(
        zh: "数据库由较早的程序建立，其中的记录还没有封印", en: "the database is from an older program, and its records are not sealed yet")
    case .notSealable(let problem):
      Bilingual(
        zh: "数据库没有封印，因为审计链核对未通过：\(problem.message.zh)",
        en: "the database was not sealed, as its audit chain does not verify: \(problem.message.en)")
    case .registryChanged:
      Bilingual(
        zh: "本程序的登记资料与数据库所用的不同", en: "this program's registry is not the one that the database goes by")
    case .notOlder:
      Bilingual(zh: "数据库已是最新，无需重新锚定", en: "the database is the latest one: nothing to reanchor")
    case .notUnique(let key):
      Bilingual(
        zh: "数据库中已有同样的记录（\(key.name)），没有写入",
        en: "the database has such a row already (\(key.name)), and nothing was written")
    case .failed(let message, let engineCode):
      Bilingual(zh: "数据库出错（\(engineCode)）：\(message)", en: "the database failed (\(engineCode)): \(message)")
    case .corrupt(let what):
      Bilingual(zh: "数据库已损坏（\(what)）", en: "the database is damaged (\(what))")
    }
  }

  private static func serviceOnly(_ isRunning: Bool?) -> Bilingual {
    guard isRunning == false else {
      return Bilingual(zh: "正式数据库只由服务打开", en: "a real database is opened by the service alone")
    }
    return Bilingual(
      zh: "正式数据库只由服务打开，而服务没有运行",
      en: "a real database is opened by the service alone, and the service is not running")
  }

  private static func running(_ notice: ServiceNotice?) -> Bilingual {
    guard let notice else {
      return Bilingual(
        zh: "另一个程序正在维护这个数据库，请等它结束", en: "another program maintains this database now; wait until it has ended")
    }
    let who = notice.process.map { Bilingual(zh: "（进程 \($0)）", en: " (process \($0))") }
    return Bilingual(
      zh: "服务正在这个数据库上运行\(who?.zh ?? "")", en: "a service is running on this database\(who?.en ?? "")")
  }

  private static func locked(_ path: String, by writers: [String]) -> Bilingual {
    let (zh, en) = (writers.joined(separator: "、"), writers.joined(separator: ", "))
    return Bilingual(
      zh: "数据库 \(path) 正被\(writers.isEmpty ? "其他程序" : " \(zh) ")占用，请稍后再试",
      en: "the database \(path) is locked by \(writers.isEmpty ? "another program" : en); try again later")
  }

  private static func otherKind(areSandbox: Bool) -> Bilingual {
    areSandbox
      ? Bilingual(
        zh: "密钥目录是沙箱的，不能用于正式数据库", en: "the secrets are a sandbox's and cannot serve a real database")
      : Bilingual(zh: "密钥目录是正式的，不能用于沙箱", en: "the secrets are real ones and cannot serve a sandbox")
  }

  private static func mismatch(databaseIsSandbox: Bool) -> Bilingual {
    databaseIsSandbox
      ? Bilingual(zh: "数据库是沙箱，密钥目录却是正式的", en: "the database is a sandbox, but the secrets are real ones")
      : Bilingual(zh: "数据库是正式的，密钥目录却是沙箱的", en: "the database is a real one, but the secrets are a sandbox's")
  }
}
