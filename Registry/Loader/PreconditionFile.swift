import Domain
import Text

/// `preconditions.yaml`, its groups looked up in the catalogue.
struct PreconditionFile {
  let directory: String
  let findings: Findings

  static let name = "preconditions.yaml"

  /// The preconditions; nil if the file cannot be read. Other problems are in the findings. Without a catalogue, which
  /// is then reported itself, no group is looked for.
  func read(_ catalogue: Catalogue?) -> Preconditions? {
    guard
      let file = DataFile(Self.name, in: directory, keys: ["openings", "connections"], findings: findings)
    else { return nil }
    let steps = file.entries("openings", required: Self.openingKeys) { step($0, catalogue) }
    let connections = file.entries("connections", required: ["banks", "certificationDays"]) { entry in
      ConnectionRule(banks: banks(entry, catalogue), certificationDays: days(entry, "certificationDays"))
    }
    guard catalogue != nil else { return Preconditions.none }
    return Preconditions(openings: rules(steps), connections: connections.map(\.value))
  }

  private static let openingKeys = ["group", "after", "days", "answeredPercent"]

  private struct Step {
    let group: Group<RegionCode>
    let after: Group<RegionCode>
    let days: Int
    let answered: Share
  }

  private func step(_ entry: EntryReader, _ catalogue: Catalogue?) -> Step {
    Step(
      group: regions(entry, "group", catalogue), after: regions(entry, "after", catalogue), days: days(entry, "days"),
      answered: percent(entry, "answeredPercent"))
  }

  /// The rules of opening. A group's own regions are those that none of the groups before it has, however far before.
  private func rules(_ steps: [Located<Step>]) -> [OpeningRule] {
    steps.map { located in
      let step = located.value
      let before = groupsBefore(step, among: steps.map(\.value))
      let earlier = Set(before.flatMap(\.members))
      let own = step.group.members.filter { !earlier.contains($0) }
      if !located.isBroken { check(located, before: before, own: own) }
      return OpeningRule(
        group: step.group.name, regions: own, after: step.after.name, predecessors: step.after.members, days: step.days,
        answered: step.answered)
    }
  }

  private func groupsBefore(_ step: Step, among steps: [Step]) -> [Group<RegionCode>] {
    var found = [step.after]
    var next = 0
    while next < found.count {
      let more = steps.filter { $0.group.name == found[next].name }.map(\.after)
      found += more.filter { group in !found.contains { $0.name == group.name } }
      next += 1
    }
    return found
  }

  private func check(_ step: Located<Step>, before: [Group<RegionCode>], own: [RegionCode]) {
    let name = step.value.group.name
    if before.contains(where: { $0.name == name }) {
      step.reader.reportHere("after", zh: "“\(name)”不能以自己为前提", en: "\"\(name)\" cannot wait for itself")
    } else if own.isEmpty {
      step.reader.reportHere(
        "group", zh: "“\(name)”的地区都已属于前面的组", en: "every region of \"\(name)\" already belongs to a group before it")
    }
  }
}

extension PreconditionFile {
  private func regions(_ entry: EntryReader, _ key: String, _ catalogue: Catalogue?) -> Group<RegionCode> {
    let name = entry.text(key)
    if let group = catalogue?.regionGroup(name) { return group }
    if catalogue != nil, !name.isEmpty {
      entry.reportHere(key, zh: "没有地区组“\(name)”", en: "no group of regions \"\(name)\"")
    }
    return Group(name: name, title: Bilingual(zh: name, en: name), members: [])
  }

  private func banks(_ entry: EntryReader, _ catalogue: Catalogue?) -> [BankCode] {
    let name = entry.text("banks")
    if let group = catalogue?.bankGroup(name) { return group.members }
    if catalogue != nil, !name.isEmpty {
      entry.reportHere("banks", zh: "没有银行组“\(name)”", en: "no group of banks \"\(name)\"")
    }
    return []
  }

  private func days(_ entry: EntryReader, _ key: String) -> Int {
    guard let text = entry.optionalText(key), !text.isEmpty else { return 0 }
    guard let days = Int(text), (1...3_650).contains(days) else {
      entry.reportHere(key, zh: "应为 1 到 3650 的整数", en: "must be a whole number from 1 to 3650")
      return 0
    }
    return days
  }

  private func percent(_ entry: EntryReader, _ key: String) -> Share {
    guard let text = entry.optionalText(key), !text.isEmpty else { return .none }
    guard let share = Share(text: text), share > .none else {
      entry.reportHere(
        key, zh: "应为百分比（大于 0，不超过 100，最多两位小数）",
        en: "must be a percentage (above 0, at most 100, at most two decimals)")
      return .none
    }
    return share
  }
}
