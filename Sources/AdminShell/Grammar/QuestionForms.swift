import Text

/// Commands that only look.
extension Grammar {
  static let questionForms: [Form] =
    showForms + [compareForm, impactForm] + explainForms + auditForms + trustForms + clockForms

  private static let showForms: [Form] = [
    show("map", .map, zh: "31 个地区的图块地图，标出候选版本的改动", en: "the 31 regions as a tile map, the candidate's changes marked"),
    Form(
      "show map compare", [.one(.revision)], zh: "地图上自某个版本以来的变化；有改动时到候选版本为止，否则到现行版本",
      en: "what changed on the map since a revision, up to the candidate if it differs, else to the running revision",
      examples: ["show map compare 2"]
    ) { .show(.mapComparison(try $0.number(0, .revision))) },
    show("regions", .regions, zh: "各地区的放行比例", en: "the regions and their shares"),
    show("banks", .banks, zh: "各银行的状态", en: "the banks and their states"),
    show("channels", .channels, zh: "各渠道是否开放", en: "the channels, open or closed"),
    show("policies", .policies, zh: "各项策略", en: "the policies"),
    show("gate", .gate, zh: "现行版本的全部内容", en: "all of the revision in force"),
    show("candidate", .candidate, zh: "候选版本及其改动", en: "the candidate and what it changes"),
    show("history", .history, zh: "全部版本，以及待生效的提交", en: "all revisions, and the commits that wait for their time"),
    show("scheduled", .scheduled, zh: "排期的提交及其结果", en: "the commits with a time, and what became of them"),
    show("schedule", .scheduled, zh: "同 show scheduled", en: "the same as show scheduled"),
    Form(
      "show revision", [.one(.revision)], zh: "某个版本的全部内容", en: "all of one revision", examples: ["show revision 2"]
    ) { .show(.revision(try $0.number(0, .revision))) },
    Form(
      "show bank", [.one(.bank)], zh: "一家银行的全部情况：状态、网址、密钥、认证、维护",
      en: "all about one bank: state, address, keys, certification, maintenance", examples: ["show bank icbc"]
    ) { .showBank($0.operands[0]) },
    Form(
      "show certification", [.one(.bank)], zh: "银行最近一次认证：结果、期限和未通过的检查",
      en: "a bank's latest certification: result, term, and the checks that failed",
      examples: ["show certification icbc"]
    ) { .showCertification($0.operands[0]) },
    Form(
      "show keys network", zh: "网络的公钥，JSON 格式即银行要登记的文件",
      en: "the network's public keys; as JSON the document that banks take in", examples: ["show keys network"]
    ) { _ in .show(.networkKeys) },
    Form(
      "show health", [.any(.banks)], zh: "银行的健康状况：30 秒内答复的比例、快慢、超时和失败",
      en: "how banks are doing: answered within 30 s, how fast, time-outs, failures",
      details: Bilingual(
        zh: "最近 10 分钟、1 小时、24 小时，各到 30 秒前为止；不写银行就是全部银行。询问太少时不显示比例和快慢。",
        en: """
          Over the last 10 minutes, hour and day, each ending 30 seconds ago; without banks, all of them. Where too few \
          were asked to tell, neither share nor speed is shown.
          """),
      examples: ["show health", "show health icbc 招商银行"]
    ) { .health(banks: $0.operands) },
    show(
      "queue", .queue, zh: "等候询问的查询：每家银行多少、多快、约到何时",
      en: "what waits to be asked: at each bank how many, how fast, until about when"),
    show("stats", .statistics, zh: "人数和查询数，只有计数", en: "counts of people and queries, nothing else"),
    show(
      "timeline", .timeline, zh: "各版本开放的地区、接入的银行和覆盖的人数（现有注册用户中），画成图",
      en: "regions open, banks connected and people reached of those registered now, plotted over the revisions"),
  ]

  private static func show(_ word: String, _ what: Showable, zh: String, en: String) -> Form {
    Form("show \(word)", zh: zh, en: en, examples: ["show \(word)"]) { _ in .show(what) }
  }

  private static let compareForm = Form(
    "compare", [.atMost(2, .revision)], zh: "两个版本的差异", en: "the difference between two revisions",
    details: Bilingual(
      zh: "不带参数是现行到候选，一个参数是该版本到候选，两个参数是前者到后者。",
      en:
        "Without a number from running to candidate, with one from that revision to the candidate, with two from A to B."
    ),
    examples: ["compare", "compare 2", "compare 1 3"]
  ) { arguments in
    .compare(from: try arguments.optionalNumber(0, .revision), to: try arguments.optionalNumber(1, .revision))
  }
}
