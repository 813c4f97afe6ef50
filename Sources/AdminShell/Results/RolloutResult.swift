import Domain
import Program
import Text

/// `show gate`, `show revision N` and `show candidate`: a whole rollout.
struct RolloutResult: CommandResult {
  /// The first members of the JSON document: the revision and its facts.
  let heading: [JSONValue.Member]
  let title: Bilingual
  let rollout: Rollout
  /// The changes of the candidate; nil for a revision.
  let changes: ComparisonResult?
  let catalogue: Catalogue
  /// The number of columns of the terminal.
  let columns: Int

  var json: JSONValue { .object(heading + RolloutJSON(rollout: rollout, catalogue: catalogue).members) }

  var table: Table {
    Table(
      lines,
      [
        Field("kind", zh: "种类", en: "kind") { .init($0.kind) },
        Field("code", zh: "代码", en: "code") { .init($0.code) },
        Field("name", zh: "名称", en: "name") { .init($0.name) },
        Field("state", zh: "状态", en: "state") { .init($0.state) },
        Field("detail", zh: "详情", en: "detail") { .init($0.detail) },
      ])
  }

  /// A line: one subject of the rollout.
  private struct Line {
    let kind: String
    var code = ""
    var name = ""
    let state: String
    var detail = ""
  }

  private var lines: [Line] {
    let channels = Channel.allCases.map { channel in
      Line(
        kind: "channel", code: channel.rawValue, name: channel.name.chosen,
        state: rollout.isOpen(channel) ? "open" : "closed")
    }
    let regions = catalogue.regions.map { region in
      let share = rollout.share(of: region.code)
      return Line(
        kind: "region", code: region.code.text, name: region.name.chosen, state: TileMap.Openness(share).rawValue,
        detail: share.description)
    }
    let banks = catalogue.banks.map { bank in
      let state = rollout.state(of: bank.code)
      return Line(
        kind: "bank", code: bank.code.text, name: bank.name.chosen, state: state.name, detail: state.regionList)
    }
    let policies = rollout.policies.sorted { $0.key < $1.key }.map {
      Line(kind: "policy", code: $0.key, state: $0.value)
    }
    return [Line(kind: "service", state: rollout.service.isPaused ? "paused" : "open")] + channels + regions + banks
      + policies
  }

  func text(_ language: Language, _ paint: Paint) -> String {
    let wording = Wording(catalogue: catalogue, language: language)
    let heading = paint(title[language], .bold) + "\n"
    let body = (general(wording) + regions(wording) + banks(wording)).flatMap { label, names in
      ["  " + paint(label, .cyan)] + wording.lines(of: names, columns: columns - 6).map { "    " + $0 }
    }
    return heading + body.map { $0 + "\n" }.joined() + (changes.map { "\n" + $0.text(language, paint) } ?? "")
  }

  private func general(_ wording: Wording) -> [(String, [String])] {
    let language = wording.language
    let channels = rollout.channels.isEmpty ? ["-"] : rollout.channels.map(wording.channel)
    let policies = rollout.policies.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    return [
      (Bilingual(zh: "服务", en: "service")[language], [wording.service(rollout.service)]),
      (Bilingual(zh: "开放的渠道", en: "open channels")[language], channels),
    ] + (policies.isEmpty ? [] : [(Bilingual(zh: "策略", en: "policies")[language], policies)])
  }

  private func regions(_ wording: Wording) -> [(String, [String])] {
    TileMap.Openness.allCases.compactMap { openness in
      let names = catalogue.regions.filter { TileMap.Openness(rollout.share(of: $0.code)) == openness }.map { region in
        openness == .partly
          ? "\(wording.name(region.code)) \(rollout.share(of: region.code))%" : wording.name(region.code)
      }
      let kind = Bilingual(
        zh: "\(openness.name.zh)的地区：\(names.count)", en: "\(openness.name.en) regions: \(names.count)")
      return names.isEmpty ? nil : (kind[wording.language], names)
    }
  }

  private func banks(_ wording: Wording) -> [(String, [String])] {
    let samples: [BankRollout] = [.connected(.everywhere), .suspended(reason: "", regions: nil), .closed]
    return samples.compactMap { sample in
      let names = catalogue.banks.filter { rollout.state(of: $0.code).name == sample.name }.map { bank in
        wording.name(bank.code) + detail(rollout.state(of: bank.code), wording)
      }
      let kind = Bilingual(
        zh: "\(wording.state(sample))的银行：\(names.count)", en: "\(wording.state(sample)) banks: \(names.count)")
      return names.isEmpty ? nil : (kind[wording.language], names)
    }
  }

  private func detail(_ state: BankRollout, _ wording: Wording) -> String {
    let detail: String? =
      switch state {
      case .connected(.only): wording.regions(state.regions)
      case .suspended(let reason, _): Bilingual(stored: reason)[wording.language]
      default: nil
      }
    return detail.map { wording.language == .zh ? "（\($0)）" : " (\($0))" } ?? ""
  }
}

extension BankRollout {
  /// The regions for programs: `all`, or codes with spaces between.
  var regionList: String {
    switch regions {
    case nil: ""
    case .everywhere: "all"
    case .only(let codes): codes.map(\.text).joined(separator: " ")
    }
  }
}
