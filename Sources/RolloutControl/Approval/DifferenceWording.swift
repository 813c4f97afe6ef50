import Domain
import Text

extension [RequestDifference] {
  /// How the versions differ, as people are told; nil if nothing is known of it.
  func text(_ names: SubjectNames) -> Bilingual? {
    guard !isEmpty else { return nil }
    let texts = map { $0.text(names) }
    return Bilingual(zh: texts.map(\.zh).joined(separator: "；"), en: texts.map(\.en).joined(separator: "; "))
  }
}

extension RequestDifference {
  fileprivate func text(_ names: SubjectNames) -> Bilingual {
    if let subject = RolloutChange.Subject(path: path), let before = RolloutSetting(json: before, of: subject),
      let now = RolloutSetting(json: now, of: subject)
    {
      return names.text(RolloutChange(subject: subject, from: before, to: now))
    }
    guard let before = value(before), let now = value(now) else {
      return Bilingual(zh: "\(part.zh)有改动", en: "\(part.en) changed")
    }
    return names.text(of: part, before, now)
  }

  /// Which part of the request differs: a term of the commit, or what else it asks for.
  private var part: Bilingual {
    switch path {
    case "at": Bilingual(zh: "生效时间", en: "effective")
    case "comment": Bilingual(zh: "说明", en: "comment")
    case "minutes": Bilingual(zh: "确认期限（分钟）", en: "minutes to confirm")
    case "guardrails": Bilingual(zh: "护栏", en: "guardrails")
    case "evidence": Bilingual(zh: "护栏所需样本", en: "enquiries that guardrails need")
    case "expectedLoss": Bilingual(zh: "受影响人数上限", en: "most people losing")
    case "override": Bilingual(zh: "强制提交的理由", en: "override reason")
    case "reopening": Bilingual(zh: "重新打开的复核", en: "reviews reopened")
    case "bank": Bilingual(zh: "银行", en: "bank")
    case "endpoints": Bilingual(zh: "接口地址", en: "endpoint")
    case "keys": Bilingual(zh: "公钥", en: "keys")
    case "overlapMilliseconds": Bilingual(zh: "重叠期（小时）", en: "overlap in hours")
    case "report": Bilingual(zh: "认证结果", en: "certification result")
    case "from": Bilingual(zh: "开始时间", en: "start")
    case "until": Bilingual(zh: "结束时间", en: "end")
    case "operator": Bilingual(zh: "操作员", en: "operator")
    case "role": Bilingual(zh: "角色", en: "role")
    case "reason": Bilingual(zh: "原因", en: "reason")
    case "fingerprint": Bilingual(zh: "登记资料指纹", en: "registry fingerprint")
    case "scheduled": Bilingual(zh: "定时提交", en: "scheduled commit")
    default: Bilingual(zh: "内容", en: "content")
    }
  }

  /// What is said of the part; nil for what has parts of its own.
  private func value(_ json: JSONValue) -> Bilingual? {
    switch json {
    case .null, "", []: path == "at" ? Bilingual(zh: "立即", en: "at once") : Bilingual(zh: "无", en: "none")
    case .integer(let number) where path == "overlapMilliseconds":
      Bilingual(zh: "\(number / 3_600_000)", en: "\(number / 3_600_000)")
    case .string(let text) where path == "role":
      OperatorRole(rawValue: text)?.title ?? Bilingual(same: text)
    case .string(let text) where path == "comment" || path == "override" || path == "reason":
      Bilingual(zh: "“\(text)”", en: "\"\(text)\"")
    case .string(let text):
      Moment(text: text).map { Bilingual(same: $0.short) } ?? Bilingual(same: text)
    case .array(let elements):
      elements.contains(where: \.hasParts)
        ? nil : Bilingual(zh: Self.list(elements, "、"), en: Self.list(elements, ", "))
    case .object: nil
    default: Bilingual(same: json.compact)
    }
  }

  private static func list(_ elements: [JSONValue], _ separator: String) -> String {
    elements.map { $0.text ?? $0.compact }.joined(separator: separator)
  }
}

extension JSONValue {
  fileprivate var hasParts: Bool {
    switch self {
    case .array, .object: true
    default: false
    }
  }
}
