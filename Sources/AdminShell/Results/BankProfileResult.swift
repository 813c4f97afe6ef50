import Domain
import Foundation
import Program
import RolloutControl
import Store
import Text

/// `show bank`: the facts of one bank, a section each.
struct BankProfileResult: CommandResult {
  let profile: BankProfile
  let health: HealthReport.Line
  let running: Rollout
  let candidate: Rollout
  let catalogue: Catalogue

  var json: JSONValue {
    .object(
      stateMembers + keyMembers + [.init("health", healthJSON), .init("certification", profile.certificationJSON)]
        + maintenanceMembers)
  }

  private var healthJSON: JSONValue {
    .object(HealthWindow.allCases.map { .init($0.rawValue, HealthResult.json(health.health($0))) })
  }

  private var stateMembers: [JSONValue.Member] {
    guard let bank = catalogue.bank(profile.bank),
      case .object(let members) = RolloutJSON(rollout: running, catalogue: catalogue).bank(bank)
    else { return [] }
    let coming = candidate.state(of: bank.code)
    return members + [
      .init("home", JSONValue(bank.home?.text)),
      .init(
        "candidate", ["state": .string(coming.name), "regions": coming.regions?.json ?? []]),
      .init("endpoint", JSONValue(profile.endpoint?.url)),
      .init("lines", .string(profile.lines.rawValue)),
    ]
  }

  private var keyMembers: [JSONValue.Member] {
    [
      .init(
        "keys",
        .array(
          profile.publicKeys.map { key in
            [
              "keyId": .string(key.identifier), "use": .string(key.use),
              "publicKey": .string(key.bytes.base64EncodedString()), "validFrom": JSONValue(key.keys.validFrom),
              "validUntil": JSONValue(key.keys.validUntil), "ageDays": JSONValue(profile.ageDays(of: key.keys)),
            ]
          }))
    ]
  }

  private var maintenanceMembers: [JSONValue.Member] {
    [
      .init("maintenance", profile.maintenances.first?.json ?? .null),
      .init("maintenances", .array(profile.maintenances.map(\.json))),
    ]
  }

  var table: Table {
    Table(
      facts,
      [
        Field("what", zh: "项目", en: "item") { .init($0.what) },
        Field("value", zh: "值", en: "value") { .init($0.value) },
        Field("from", zh: "从", en: "from") { .init($0.from?.short ?? "", csv: $0.from?.description ?? "") },
        Field("until", zh: "至", en: "until") { .init($0.until?.short ?? "", csv: $0.until?.description ?? "") },
      ])
  }

  private struct Fact {
    let what: String
    var value = ""
    var from: Moment?
    var until: Moment?
  }

  private var facts: [Fact] {
    let state = [
      Fact(what: "state", value: profile.state.name), Fact(what: "regions", value: profile.state.regionList),
      Fact(what: "endpoint", value: profile.endpoint?.url ?? ""),
    ]
    let keys = profile.publicKeys.map { key in
      Fact(what: "key.\(key.use)", value: key.identifier, from: key.keys.validFrom, until: key.keys.validUntil)
    }
    let healths = HealthWindow.allCases.map { window in
      Fact(what: "health.\(window.rawValue)", value: health.health(window).share?.description ?? "")
    }
    let certification = profile.certification.map { certification in
      Fact(
        what: "certification", value: certification.verdict.name, from: certification.certifiedAt,
        until: certification.endsAt)
    }
    return state + keys + healths + [certification].compactMap(\.self)
      + profile.maintenances.map { Fact(what: "maintenance", from: $0.from, until: $0.until) }
  }

  func text(_ language: Language, _ paint: Paint) -> String {
    let wording = Wording(catalogue: catalogue, language: language)
    let page = LabelledLines(language: language, paint: paint)
    let title = paint("\(wording.name(profile.bank)) \(profile.bank)", .bold) + "\n"
    let lines = stateLines(wording) + keyLines + healthLines + unreadableLines + certificationLines + maintenanceLines
    return title + page.text(lines) + (profile.warningText.map { "  " + paint($0[language], .yellow) + "\n" } ?? "")
  }

  private func stateLines(_ wording: Wording) -> [LabelledLines.Line] {
    let (now, coming) = (running.state(of: profile.bank), candidate.state(of: profile.bank))
    let regions = now.regions.map { wording.regions($0) } ?? ""
    return [
      .init(
        zh: "状态", en: "state", wording.bank(now),
        now.name == "connected" ? .green : now.name == "closed" ? .dim : .yellow),
      .init(zh: "地区", en: "regions", now.name == "suspended" ? regions : ""),
      .init(zh: "候选版本", en: "candidate", now == coming ? "" : wording.bank(coming), .yellow),
      .init(zh: "接口地址", en: "endpoint", profile.endpoint?.url ?? ""),
      .init(zh: "线路", en: "lines", profile.lines == .private ? profile.lines.summary : Bilingual(zh: "", en: "")),
    ]
  }

  private var keyLines: [LabelledLines.Line] {
    profile.publicKeys.map { key in
      let (days, until) = (profile.ageDays(of: key.keys), key.keys.validUntil?.short)
      return LabelledLines.Line(
        zh: key.title.zh, en: key.title.en,
        Bilingual(
          zh: "\(key.identifier)（\(days) 天" + (until.map { "，至 \($0)" } ?? "") + "）",
          en: "\(key.identifier) (\(days) days old" + (until.map { ", valid until \($0)" } ?? "") + ")"))
    }
  }

  /// The headline of each window in which an enquiry was asked.
  private var healthLines: [LabelledLines.Line] {
    HealthWindow.allCases.filter { health.health($0).asked > 0 }.map { window in
      let health = health.health(window)
      let share = health.share.map { "\($0) %" }
      return LabelledLines.Line(
        zh: "健康", en: "health",
        Bilingual(
          zh: share.map { "最近 \(window.name.zh)询问 \(health.asked) 笔，30 秒内答复 \($0)" }
            ?? "最近 \(window.name.zh)仅 \(health.asked) 笔，样本不足",
          en: "last \(window.name.en): \(health.asked) enquiries, "
            + (share.map { "\($0) answered within 30 s" } ?? "too few to judge")),
        BankTrouble(health) == nil ? .green : .yellow)
    }
  }

  /// The counts of answers that turned out unreadable when reports were opened.
  private var unreadableLines: [LabelledLines.Line] {
    let counts = health.health(.day).unreadable
    guard !counts.isEmpty else { return [] }
    let list = counts.map { "\($0.code) \($0.count)" }.joined(separator: " ")
    return [
      LabelledLines.Line(
        zh: "无效答复", en: "invalid answers",
        Bilingual(zh: "最近 24 小时打开报告时发现：\(list)", en: "found on opening reports in the last 24 hours: \(list)"),
        .yellow)
    ]
  }

  private var certificationLines: [LabelledLines.Line] {
    guard profile.certification != nil || profile.needsCertification else { return [] }
    return [.init(zh: "认证", en: "certification", profile.standingText, profile.isCertified ? .green : .red)]
  }

  private var maintenanceLines: [LabelledLines.Line] {
    profile.maintenances.map { .init(zh: "维护", en: "maintenance", $0.period, .yellow) }
  }
}

/// One public key of a bank, with its use.
struct BankPublicKey {
  let use: String
  let title: Bilingual
  let identifier: String
  let bytes: Data
  let keys: BankKeyTerm
}

extension BankProfile {
  var lines: EndpointLines { endpoint?.privateLines == true ? .private : .public }

  /// The keys, newest pair first, the sealing key of a pair first.
  var publicKeys: [BankPublicKey] {
    keys.flatMap { keys in
      let seal = BankPublicKey(
        use: "seal", title: Bilingual(zh: "加密公钥", en: "sealing key"), identifier: keys.pair.sealingId,
        bytes: keys.sealing, keys: keys)
      let sign = keys.signing.map {
        BankPublicKey(
          use: "sign", title: Bilingual(zh: "签名公钥", en: "signing key"), identifier: keys.pair.signingId ?? "",
          bytes: $0, keys: keys)
      }
      return [seal] + (sign.map { [$0] } ?? [])
    }
  }

  /// The age of a pair in full days since it became valid.
  func ageDays(of keys: BankKeyTerm) -> Int {
    max(0, Int(now.since(keys.validFrom).milliseconds / Span.days(1).milliseconds))
  }
}
