import Domain

/// Something that can be asked about: a command, or one of the subjects below.
struct HelpTopic {
  let name: String
  let title: Bilingual
  let text: Bilingual

  /// What is not a command.
  static let subjects: [HelpTopic] = [
    HelpTopic(
      name: "names", title: Bilingual(zh: "地区和银行怎么写", en: "how regions and banks are written"),
      text: Bilingual(
        zh: """
          地区：CN-SH、31、310000、上海、上海市、雲南、Shanghai、shanghai 都可以，大小写不限；shanxi 是山西，shaanxi 是陕西。
          银行：icbc、工商银行、工行、中国工商银行、法定名称、英文名称都可以。“上海”永远不是银行。
          带空格的名称放进引号。组：地区 all、pilot-1、pilot-2；银行 all、national-14、national-16、national-17、regional-7。
          对应多个的名称会被拒绝，并列出各个候选。
          """,
        en: """
          Regions: CN-SH, 31, 310000, 上海, 上海市, 雲南, Shanghai, shanghai, in any case; shanxi is 山西, shaanxi is 陕西.
          Banks: icbc, 工商银行, 工行, 中国工商银行, the legal name, the English name. 上海 is never a bank.
          A name with spaces goes in quotes. Groups: regions all, pilot-1, pilot-2; banks all, national-14, national-16, \
          national-17, regional-7.
          A name that fits several is refused with the list.
          """)),
    HelpTopic(
      name: "text", title: Bilingual(zh: "引号、注释和续行", en: "quotes, comments and long lines"),
      text: Bilingual(
        zh: """
          文字是一个词；含空格时放进 "..." （可用 \\" \\\\ \\n \\t）或 '...' （原样）。
          词首的 # 开始注释。行尾的 \\ 表示下一行接着写。引号外的 $ | ? ; & < > 是保留字符。
          子句（share、in、reason、at、comment、channel 等）写在名称之后，先后不限。
          """,
        en: """
          A text is one word; with spaces it goes in "..." (which knows \\" \\\\ \\n \\t) or '...' (taken as it is).
          # at the start of a word begins a comment. A line that ends in \\ goes on. Outside quotes $ | ? ; & < > are reserved.
          Clauses (share, in, reason, at, comment, channel and others) come after the names, in any order.
          """)),
    HelpTopic(
      name: "time", title: Bilingual(zh: "时间怎么写", en: "how times are written"),
      text: Bilingual(
        zh: """
          2022-06-09 是当天零点（+08:00）。也可以写 2022-06-09T10:30、2022-06-09T10:30:00+08:00 或 2022-06-09T02:30:00Z。
          """,
        en: """
          2022-06-09 is its midnight, +08:00. 2022-06-09T10:30, 2022-06-09T10:30:00+08:00 and 2022-06-09T02:30:00Z are times, too.
          """)),
    HelpTopic(
      name: "keys", title: Bilingual(zh: "终端上的按键", en: "keys on a terminal"),
      text: Bilingual(
        zh: """
          Tab 补全；? 列出可写的内容；Ctrl-C 放弃这一行；Ctrl-D 离开；Ctrl-R 查找历史；上下键翻看历史。
          提示符里的数字是现行版本，* 表示候选版本有未提交的改动。
          """,
        en: """
          Tab completes; ? lists what may stand here; Ctrl-C drops the line; Ctrl-D leaves; Ctrl-R searches the history; \
          the arrows walk through it.
          The number in the prompt is the revision in force; * says that the candidate has changes not yet committed.
          """)),
  ]

  /// What may follow `help` and some words.
  static func completions(after given: [String], typed: String) -> [Choice] {
    let forms = Grammar.forms.filter { $0.words.count > given.count && $0.words.starts(with: given) }
    var seen: Set<String> = []
    let words = forms.filter { seen.insert($0.words[given.count]).inserted }.map {
      Choice($0.words[given.count], $0.summary)
    }
    let others = given.isEmpty ? subjects.map { Choice($0.name, $0.title) } : []
    return (words + others).filter { $0.text.hasPrefix(typed) }
  }
}
