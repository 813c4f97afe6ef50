import Text

/// The figures of the rounds.
struct LifecycleFigures {
  let rounds: [MeasuredRound]
  let lone: LoneSubmission
  let calibration: Calibration
  let banks: Int
  let submitters: Int
  /// Nil on a machine with one processor.
  let cores: CoresMeasurement?

  var report: BenchReport {
    BenchReport(
      bench: .lifecycle, figures: rates + split + groupCommit + loneFigures + coresFigures,
      notes: [Self.path, Self.splitting, pace])
  }

  private func median(_ value: (MeasuredRound) -> Double) -> Double { Samples(rounds.map(value)).median }

  /// The store's time: that of the writer, less the sealing and JSON in its transactions, and its commits' wait for the
  /// disk.
  private func inStore(_ round: MeasuredRound) -> Double {
    let foreign = calibration.sealingInWriter + calibration.jsonInWriter
    let writer = round.store.writer
    return Double(writer.processor + writer.waiting) - foreign * Double(round.store.queries)
  }

  private func inBare(_ round: MeasuredRound) -> Double { round.bare.processor + round.bare.waiting }

  private func inEarlier(_ round: MeasuredRound) -> Double { round.earlier.processor + round.earlier.waiting }

  private func rate(_ round: MeasuredRound, _ nanoseconds: Double) -> Double {
    Double(round.store.queries) * 1e9 / nanoseconds
  }

  private var rates: [Figure] {
    let bare = Figure.Reference(
      zh: "裸语句写同样的行", en: "the same rows by bare statements", median { rate($0, $0.bare.wall) })
    let bareWork = Figure.Reference(
      zh: "裸语句，同样计算", en: "bare statements, reckoned the same", median { rate($0, inBare($0)) })
    return [
      Figure(
        "queries", zh: "每秒从受理到报告的查询", en: "queries from acceptance to report",
        median { rate($0, Double($0.store.wall)) }, .perSecond, against: bare,
        ratio: median { $0.bare.wall / Double($0.store.wall) }),
      Figure(
        "store", zh: "其中存储部分的速率", en: "the store's own rate", median { rate($0, inStore($0)) }, .perSecond,
        against: bareWork, ratio: median { inBare($0) / inStore($0) }, bound: .atLeast(0.6)),
      Figure(
        "floor", zh: "裸语句：每个查询一行工作", en: "bare statements: a row of work a query", median { rate($0, inBare($0)) },
        .perSecond,
        against: .init(
          zh: "从前的形状：每个询问一行", en: "as it was: a row for each enquiry", median { rate($0, inEarlier($0)) }),
        ratio: median { inEarlier($0) / inBare($0) }),
      Figure(
        "synchronisations", zh: "磁盘每秒的同步写入", en: "synchronised writes of the disk",
        median { 1e9 / $0.perSynchronisation },
        .perSecond),
    ]
  }

  /// The processor time of a query by its parts.
  private var split: [Figure] {
    let sealing = (calibration.sealingInWriter + calibration.sealingOutside(banks: banks)) / 1_000
    let json = (calibration.jsonInWriter + calibration.jsonOutside) / 1_000
    let foreign = (calibration.sealingInWriter + calibration.jsonInWriter) / 1_000
    let store = median { perQuery($0, $0.store.writer.processor) } - foreign
    let all = median { perQuery($0, $0.store.processor) }
    let banksWork = median { perQuery($0, $0.store.banks) }
    return [
      Figure(
        "splitStore", zh: "每个查询的处理器时间：存储", en: "processor time a query: store", store, .microseconds,
        bound: .atMost(350)),
      Figure(
        "splitFloor", zh: "裸语句", en: "bare statements",
        median { $0.bare.processor / Double($0.store.queries) } / 1_000, .microseconds,
        against: .init(
          zh: "从前的形状", en: "as it was", median { $0.earlier.processor / Double($0.store.queries) } / 1_000)),
      Figure("splitSealing", zh: "加密", en: "sealing", sealing, .microseconds),
      Figure("splitJSON", zh: "JSON", en: "JSON", json, .microseconds),
      Figure("splitRest", zh: "其余", en: "the rest", all - store - sealing - json - banksWork, .microseconds),
      Figure("splitBanks", zh: "银行自己的工作", en: "the banks' own work", banksWork, .microseconds),
      Figure(
        "splitDisk", zh: "每个查询提交时等磁盘的时间", en: "commits' wait for the disk a query",
        median { perQuery($0, $0.store.writer.waiting) }, .microseconds,
        against: .init(
          zh: "裸语句", en: "bare statements", median { $0.bare.waiting / Double($0.store.queries) } / 1_000)),
      Figure(
        "pages", zh: "每个查询写入的页，含检查点", en: "pages written a query, checkpoints included",
        median { $0.store.pages / Double($0.store.queries) }, .pages,
        against: .init(
          zh: "裸语句", en: "bare statements", median { $0.bare.pages / Double($0.store.queries) })),
    ]
  }

  private func perQuery(_ round: MeasuredRound, _ nanoseconds: Int64) -> Double {
    Double(nanoseconds) / Double(round.store.queries) / 1_000
  }

  private var groupCommit: [Figure] {
    [
      Figure(
        "groupCommit", zh: "\(submitters) 人同时申请，每次同步确认的查询",
        en: "queries acknowledged a synchronisation, \(submitters) submitters",
        median { Double($0.store.queries) / Double($0.store.accepting.commits) }, .queries, bound: .atLeast(8)),
      Figure(
        "commitsPerQuery", zh: "每个查询全程的提交数", en: "commits a query from acceptance to report",
        median { Double($0.store.writer.commits) / Double($0.store.queries) }, .count),
      Figure(
        "answerRows", zh: "每个查询的答复存成的行", en: "rows that a query's answers are kept in", median(\.store.answerRows),
        .count),
    ]
  }

  /// The figures of undisturbed submissions: on a busy machine a lone one mostly waits for a processor.
  private var loneFigures: [Figure] {
    [
      Figure(
        "loneRow", zh: "独自提交一行的时间（第 10 百分位）", en: "one row submitted alone (10th percentile)",
        lone.row.percentile(10) / 1_000, .microseconds,
        against: .init(zh: "裸语句提交一行", en: "one row by a bare commit", lone.bareRow.percentile(10) / 1_000),
        bound: .atMost(1.5)),
      Figure(
        "loneAcceptance", zh: "独自申请的时间（人脸、验证码、受理）", en: "an application alone (face, code, acceptance)",
        lone.acceptance.percentile(10) / 1_000, .microseconds,
        against: .init(zh: "裸语句提交同样的行", en: "its rows by a bare commit", lone.bareAcceptance.percentile(10) / 1_000)),
    ]
  }

  private var coresFigures: [Figure] {
    guard let cores else { return [] }
    return [
      Figure(
        "cores", zh: "在两个处理器上，每秒从受理到报告的查询", en: "queries from acceptance to report on two processors",
        cores.both.median, .perSecond, against: .init(zh: "在一个上", en: "on one", cores.one.median),
        ratio: cores.ratio, bound: .atLeast(1.6))
    ]
  }

  /// The store's rate that is asked for, on a disk that synchronises so many times a second.
  private static let (askedRate, askedSynchronisations) = (1_500.0, 5_000.0)

  /// The asked rate in words, for the disk that was measured: only the commits' wait for it is scaled.
  private var pace: Bilingual {
    let commits = median { Double($0.store.writer.commits) / Double($0.store.queries) }
    let synchronisation = median(\.perSynchronisation)
    let more = commits * (synchronisation - 1e9 / Self.askedSynchronisations)
    let asked = Int(1e9 / max(1, 1e9 / Self.askedRate + more))
    let (disk, own) = (Int(1e9 / synchronisation), Int(median { rate($0, inStore($0)) }))
    return Bilingual(
      zh: """
        存储部分的目标：在每秒同步写入 5000 次的磁盘上每秒 1500 个查询。这块磁盘每秒 \(disk) 次，按每个查询的提交数只折算等\
        磁盘的时间，相当于每秒 \(asked) 个；实测每秒 \(own) 个。
        """,
      en: """
        The store's own rate is to be 1,500 queries a second on a disk that synchronises 5,000 writes a second. This disk \
        does \(disk); scaled by the commits of a query, their wait alone, that is \(asked) a second, and \(own) were measured.
        """)
  }

  private static let path = Bilingual(
    zh: """
      走真实的申请（会话、准入规则、人脸、验证码核对、受理）与真实的引擎（询问、收集、报告、短信）。事先发出验证码\
      不计时；银行与短信网关在进程内，HTTP 与线上 JSON 不在其中。
      """,
    en: """
      The real application (session, gate, face, the code checked, acceptance) and the real engine (asking, \
      collecting, reports, SMS). The code is sent beforehand and not counted; banks and SMS gateway are in the \
      process, so HTTP and JSON on the wire are left out.
      """
  )
  private static let splitting = Bilingual(
    zh: """
      存储：写线程的处理器时间减去其中的加密与 JSON（按单独测得的单次开销乘以次数；行的封印属于存储，不减），其速率另加\
      提交时等磁盘的时间，不含等处理器的时间。对照的裸语句：同样大小的行、同样的提交数，封印的字节计入而不计算，同样的同步\
      与安全删除，每个查询的答复分同样多次提交到达；每次提交同步一次 WAL。两个处理器与一个的比较在另外的进程中轮流测得。
      """,
    en: """
      Store: processor time of the writer's thread less the sealing and JSON done on it (the cost of one operation \
      measured alone times how often it is done; the seals of rows are the store's and stay in); its rate counts the \
      commits' wait for the disk as well, and no wait for a processor. Bare statements: rows of the same sizes, the \
      bytes of their seals written and not computed, the same number of commits, synchronised and securely deleted the \
      same; a query's answers come in as many commits. Each commit synchronises the WAL once. Two \
      processors and one are compared in processes of their own, in turns.
      """
  )
}
