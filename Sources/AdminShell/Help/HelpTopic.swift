import Text

/// A topic of `help`: a command, or one of the subjects below.
struct HelpTopic {
  let name: String
  let title: Bilingual
  let text: Bilingual

  /// The topics that are not commands.
  static let subjects: [HelpTopic] = [
    HelpTopic(
      name: "names", title: Bilingual(zh: "地区和银行怎么写", en: "how regions and banks are written"),
      text: Bilingual(
        zh: """
          地区：CN-SH、31、310000、上海、上海市、雲南、Shanghai、shanghai 都可以，大小写不限；shanxi 是山西，shaanxi 是陕西。
          银行：icbc、工商银行、工行、中国工商银行、法定名称、英文名称都可以。“上海”永远不是银行。
          带空格的名称放进引号。组：地区 all、pilot-1、pilot-2；银行 all、national-14、national-16、national-17、regional-7。
          对应多个的名称会被拒绝，并列出各个候选。add bank 登记新的银行，rename region 和 rename bank 改名：下一条命令就能用，\
          原来的写法仍然有效，提交后人人可见。--check 不看数据库，只认登记资料和脚本自己加入的。
          """,
        en: """
          Regions: CN-SH, 31, 310000, 上海, 上海市, 雲南, Shanghai, shanghai, in any case; shanxi is 山西, shaanxi is 陕西.
          Banks: icbc, 工商银行, 工行, 中国工商银行, the legal name, the English name. 上海 is never a bank.
          A name with spaces goes in quotes. Groups: regions all, pilot-1, pilot-2; banks all, national-14, national-16, \
          national-17, regional-7.
          A name that fits several is refused with the list. add bank adds a bank, rename region and rename bank give \
          other names: good from the next command on, the former ones still are, and everybody sees them with the \
          commit. --check sees no database: it knows the registry's files and what the script itself adds.
          """)),
    HelpTopic(
      name: "text", title: Bilingual(zh: "引号、注释和续行", en: "quotes, comments and long lines"),
      text: Bilingual(
        zh: """
          文字是一个词；含空格时放进 "..." （可用 \\" \\\\ \\$ \\n \\t，$NAME 是变量）或 '...' （原样）。
          词首的 # 开始注释。行尾的 \\ 表示下一行接着写。引号外的 | 接下一段管道，$ 是变量（help variables），? ; & < > 是保留字符。
          子句（share、in、reason、at、comment、channel 等）写在名称之后，先后不限。
          """,
        en: """
          A text is one word; with spaces it goes in "..." (which knows \\" \\\\ \\$ \\n \\t, and $NAME) or '...' (taken as it is).
          # at the start of a word begins a comment. A line that ends in \\ goes on. Outside quotes | begins a pipe, $ a variable (help variables), \
          and ? ; & < > are reserved.
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
      name: "pipes", title: Bilingual(zh: "把结果接给下一段", en: "what can be done with a result"),
      text: Bilingual(
        zh: """
          命令 | match TEXT | count | json | csv | save FILE，可接几段；退出状态仍是命令的。
          match 不分大小写：表格和 CSV 按行，JSON 按列表的元素，说明和地图之类的页面按文字行；count 数的也是它们。
          save 写到文件（权限 0600，整份写好才换上），写不了就不执行命令。
          """,
        en: """
          COMMAND | match TEXT | count | json | csv | save FILE, one or several; the exit status stays the command's.
          match, in any case, keeps the rows of a table and of CSV, the elements of JSON, the lines of a page such as \
          help or the map; count counts the same.
          save writes a file (mode 0600, there when it is whole); where it cannot, the command is not done.
          """)),
    HelpTopic(
      name: "variables", title: Bilingual(zh: "变量、包含和块", en: "variables, includes and blocks"),
      text: Bilingual(
        zh: """
          let NAME VALUE... 之后，$NAME 或 ${NAME} 就是它，在双引号内也是，单引号内不是；$env.NAME 是环境变量。
          没有设定的变量被拒绝。变量的值永远不当子句的关键字。
          include FILE 执行另一个脚本；含 include 的脚本先整个查完再执行。begin 和 end 之间要么全做，要么全不做。
          """,
        en: """
          After let NAME VALUE... it is written $NAME or ${NAME}, in double quotes too, not in single ones; $env.NAME is \
          the environment's. One that is not set is refused. What a variable holds never begins a clause.
          include FILE does another script; a script with includes is checked whole before any of it is done. Between \
          begin and end all is done or nothing.
          """)),
    HelpTopic(
      name: "keys", title: Bilingual(zh: "终端上的按键", en: "keys on a terminal"),
      text: Bilingual(
        zh: """
          Tab 补全；? 列出可写的内容；Ctrl-C 放弃这一行；Ctrl-D 离开；Ctrl-R 查找历史；上下键翻看历史。
          Ctrl-C 也中断正在执行的命令，Ctrl-\\ 没有作用。\\timing 显示用时，\\pager on|off 决定长的结果是否逐页显示。
          提示符里的数字是现行版本，* 表示候选版本有未提交的改动，方括号里是待确认的提交还剩多久。
          终端断开时候选版本会保留，下次进入时询问是否接着用。窄的终端上表格会折行，或逐项列出。
          """,
        en: """
          Tab completes; ? lists what may stand here; Ctrl-C drops the line; Ctrl-D leaves; Ctrl-R searches the history; \
          the arrows walk through it.
          Ctrl-C also stops a command, Ctrl-\\ does nothing. \\timing tells how long commands take, \\pager on|off whether long results come \
          a page at a time.
          The number in the prompt is the revision in force; * says that the candidate has changes not yet committed; \
          brackets count down to where an unconfirmed commit is undone.
          A candidate whose terminal was lost is kept and offered next time. On a narrow terminal tables fold, or list \
          their cells.
          """)),
  ]

  /// The words that may follow `help` and others.
  static func completions(after given: [String], typed: String) -> [Choice] {
    let forms = Grammar.forms.filter { $0.words.count > given.count && $0.words.starts(with: given) }
    var seen: Set<String> = []
    let words = forms.filter { seen.insert($0.words[given.count]).inserted }.map {
      Choice($0.words[given.count], $0.summary)
    }
    let stages = Grammar.stageForms.map { Choice($0.form.name, $0.form.summary) }
    let others = given.isEmpty ? stages + subjects.map { Choice($0.name, $0.title) } : []
    return (words + others).filter { $0.text.hasPrefix(typed) }
  }
}
