import Text

/// The benchmarks (docs/contract.md, "chaka-bench").
public enum Bench: String, Sendable, CaseIterable {
  case gate
  case lifecycle
  case accept
  case fresh
  case connector
  case slow
  case waiting
  case callback
  case impact
  case idle
  case console
  case why
  case audit

  public var title: Bilingual {
    switch self {
    case .gate: Bilingual(zh: "准入规则的判断", en: "decisions of the gate")
    case .lifecycle: Bilingual(zh: "查询从受理到报告", en: "queries from acceptance to report")
    case .accept: Bilingual(zh: "在空库和大库中受理查询", en: "accepting a query in an empty and in a large database")
    case .fresh: Bilingual(zh: "多个进程受理时的提交", en: "commits while several processes accept")
    case .connector: Bilingual(zh: "经签名协议询问银行", en: "asking banks by the signed protocol")
    case .slow: Bilingual(zh: "一家银行从不答复时的其他银行", en: "the other banks while one never answers")
    case .waiting: Bilingual(zh: "一家银行停机、许多查询等它时的引擎", en: "the engine while many queries wait for a bank that is down")
    case .callback: Bilingual(zh: "接收银行的回调", en: "receiving banks' callbacks")
    case .impact: Bilingual(zh: "提交的影响", en: "the impact of a commit")
    case .idle: Bilingual(zh: "空闲的引擎", en: "an idle engine")
    case .console: Bilingual(zh: "操作员控制台", en: "the operators' console")
    case .why: Bilingual(zh: "在许多版本中说明原因", en: "explaining decisions over many revisions")
    case .audit: Bilingual(zh: "核对审计链", en: "verifying the audit chain")
    }
  }
}
