import Text

/// A topic of `help`: a command, or one of the subjects below.
struct HelpTopic {
  let name: String
  let title: Bilingual
  let text: Bilingual

  /// The topics that are not commands.
  static let subjects: [HelpTopic] = [
    HelpTopic(
      name: "names", title: Bilingual(zh: "地区和银行的写法", en: "how to write regions and banks"),
      text: Bilingual(
        zh: """
          地区：CN-SH、31、310000、上海、上海市、雲南、Shanghai、shanghai 均可，不分大小写；shanxi 是山西，shaanxi 是陕西。
          银行：icbc、工商银行、工行、中国工商银行、法定名称、英文名称均可。“上海”不会被当作银行。
          含空格的名称加引号。地区组：all、pilot-1、pilot-2；银行组：all、national-14、national-16、national-17、regional-7。
          名称对应多个时会被拒绝，并列出可选项。add bank 登记新银行，rename region 和 rename bank 改名：下一条命令即可使用，\
          原来的写法仍然有效，提交后人人可见。--check 不查数据库，只认登记资料和脚本中加入的名称。
          """,
        en: """
          Regions: CN-SH, 31, 310000, 上海, 上海市, 雲南, Shanghai, shanghai, in any case; shanxi is 山西, shaanxi is 陕西.
          Banks: icbc, 工商银行, 工行, 中国工商银行, the legal name, the English name. 上海 is never a bank.
          Put names with spaces in quotes. Groups of regions: all, pilot-1, pilot-2; of banks: all, national-14, \
          national-16, national-17, regional-7.
          A name that fits several is refused with the list. New names from add bank, rename region and rename bank work \
          from the next command on, former names keep working, and everyone sees them once committed. --check uses no \
          database: it knows the registry and what the script itself adds.
          """)),
    HelpTopic(
      name: "text", title: Bilingual(zh: "引号、注释和续行", en: "quotes, comments and long lines"),
      text: Bilingual(
        zh: """
          文字是一个词；含空格时用 "..."（可用 \\" \\\\ \\$ \\n \\t，$NAME 是变量）或 '...'（原样）。
          # 在词首开始注释；行尾的 \\ 续到下一行。引号外 | 是管道，$ 是变量（help variables），? ; & < > 是保留字符。
          子句（share、in、reason、at、comment、channel 等）写在名称之后，先后不限。
          """,
        en: """
          Text is one word; with spaces, put it in "..." (which takes \\" \\\\ \\$ \\n \\t and $NAME) or '...' (literally).
          # at the start of a word begins a comment; \\ at the end of a line continues it. Outside quotes | is a pipe, $ a \
          variable (help variables), and ? ; & < > are reserved.
          Clauses (share, in, reason, at, comment, channel and others) come after the names, in any order.
          """)),
    HelpTopic(
      name: "time", title: Bilingual(zh: "时间的写法", en: "how to write times"),
      text: Bilingual(
        zh: """
          2022-06-09 是当天零点（+08:00）。也可写 2022-06-09T10:30、2022-06-09T10:30:00+08:00 或 2022-06-09T02:30:00Z。
          """,
        en: """
          2022-06-09 is midnight of that day, +08:00. Or write 2022-06-09T10:30, 2022-06-09T10:30:00+08:00 or \
          2022-06-09T02:30:00Z.
          """)),
    HelpTopic(
      name: "pipes", title: Bilingual(zh: "处理命令的结果", en: "process the result of a command"),
      text: Bilingual(
        zh: """
          命令 | match TEXT | count | json | csv | save FILE，可接多段；退出状态仍是命令的。
          match 不分大小写：表格和 CSV 按行，JSON 按列表元素，帮助、地图等页面按文字行；count 统计的也是这些。
          save 保存到文件（权限 0600，写完整后才替换原文件）；无法写入时不执行命令。
          """,
        en: """
          COMMAND | match TEXT | count | json | csv | save FILE, one or several; the exit status stays the command's.
          match ignores case and keeps rows of tables and CSV, list elements of JSON, and lines of pages such as help or \
          the map; count counts the same.
          save writes a file (mode 0600, replaced only once complete); if it cannot, the command does not run.
          """)),
    HelpTopic(
      name: "variables", title: Bilingual(zh: "变量、包含和块", en: "variables, includes and blocks"),
      text: Bilingual(
        zh: """
          let NAME VALUE... 之后用 $NAME 或 ${NAME} 引用，双引号内也有效，单引号内无效；$env.NAME 是环境变量。
          未设定的变量被拒绝。变量的值不会被当作子句的关键字。
          include FILE 执行另一个脚本；含 include 的脚本先全部检查再执行。begin 和 end 之间要么全部执行，要么全不执行。
          """,
        en: """
          After let NAME VALUE..., use it as $NAME or ${NAME}, also in double quotes, not in single quotes; $env.NAME is an \
          environment variable. A variable that is not set is refused. The value of a variable never begins a clause.
          include FILE runs another script; a script with includes is checked completely before any of it runs. Between \
          begin and end, all commands run or none.
          """)),
    HelpTopic(
      name: "keys", title: Bilingual(zh: "终端按键", en: "keys on a terminal"),
      text: Bilingual(
        zh: """
          Tab 补全；? 列出可选内容；Ctrl-C 放弃当前行；Ctrl-D 退出；Ctrl-R 查找历史；上下键翻看历史。
          Ctrl-C 也中断正在执行的命令，Ctrl-\\ 无效。\\timing 显示用时，\\pager on|off 控制长结果是否分页。
          提示符中的数字是现行版本，* 表示候选版本有未提交的改动，方括号内是待确认提交的剩余时间。
          终端断开时未提交的改动会保留，下次进入时询问是否恢复。终端较窄时，表格折行或逐项列出。
          """,
        en: """
          Tab completes; ? lists the options; Ctrl-C cancels the line; Ctrl-D quits; Ctrl-R searches the history; the arrow \
          keys browse it.
          Ctrl-C also stops a running command, Ctrl-\\ does nothing. \\timing shows how long commands take, \\pager on|off sets \
          whether long results are paged.
          The number in the prompt is the running revision; * means uncommitted changes; brackets show the time left to \
          confirm an unconfirmed commit.
          If the terminal disconnects, the candidate is kept and offered next time. On a narrow terminal, tables fold or \
          list their cells.
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
