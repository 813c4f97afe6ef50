import Domain
import Text

/// Writes edits as commands, which give the same edits when read.
struct CommandText {
  /// The spelling of regions: their codes, or names that find them again.
  var region: (RegionCode) -> String = { $0.text }

  /// A writer with the names that people of a language use.
  static func named(_ catalogue: Catalogue, _ language: Language) -> CommandText {
    CommandText { code in bare(catalogue.region(code)?.name[language] ?? code.text) }
  }

  func text(of edit: RolloutEdit) -> String {
    switch edit {
    case .openRegions(let regions, .full): "open region \(list(regions))"
    case .openRegions(let regions, let share): "open region \(list(regions)) share \(share)"
    case .closeRegions(let regions): "close region \(list(regions))"
    case .connect(let banks, .everywhere): "connect bank \(list(banks))"
    case .connect(let banks, .only(let regions)): "connect bank \(list(banks)) in \(list(regions))"
    case .disconnect(let banks): "disconnect bank \(list(banks))"
    case .suspend(let banks, let reason): "suspend bank \(list(banks)) reason \(Self.quoted(reason))"
    case .resume(let banks): "resume bank \(list(banks))"
    case .openChannels(let channels): "open channel \(list(channels))"
    case .closeChannels(let channels): "close channel \(list(channels))"
    case .pauseService(let reason): "pause service reason \(Self.quoted(reason))"
    case .resumeService: "resume service"
    case .setPolicy(let setting): "set \(setting.policy.name) \(Self.bare(setting.value))"
    case .addBank(let bank): text(adding: bank)
    case .removeBank(let bank): "remove bank \(bank)"
    case .renameRegion(let region, let name):
      "rename region \(self.region(region)) \(Self.quoted(name.name))"
        + (name.fullName.map { " full \(Self.quoted($0))" } ?? "")
    case .renameBank(let bank, let name): "rename bank \(bank) \(Self.quoted(name))"
    }
  }

  /// The command that adds a bank. Names are quoted, as one may be spelt like a keyword.
  private func text(adding bank: Bank) -> String {
    let home = bank.home.map { " home \(region($0))" } ?? ""
    let spelled = bank.spellings.map { " \(Self.quoted($0))" }.joined()
    return "add bank \(bank.code) name \(Self.quoted(bank.name)) legal \(Self.quoted(bank.legalName))"
      + " tier \(bank.tier.rawValue)\(home)\(spelled.isEmpty ? "" : " spelled" + spelled)"
  }

  private static func quoted(_ name: Bilingual) -> String { "\(quoted(name.zh)) \(quoted(name.en))" }

  private func list(_ regions: [RegionCode]) -> String { regions.map(region).joined(separator: " ") }
  private func list(_ banks: [BankCode]) -> String { banks.map(\.text).joined(separator: " ") }
  private func list(_ channels: [Channel]) -> String { channels.map(\.rawValue).joined(separator: " ") }

  /// A text as one word: `"..."` with its escapes.
  static func quoted(_ text: String) -> String {
    let escapes: [Unicode.Scalar: String] = ["\"": "\\\"", "\\": "\\\\", "\n": "\\n", "\t": "\\t", "$": "\\$"]
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if let escape = escapes[scalar] { quoted += escape } else { quoted.unicodeScalars.append(scalar) }
    }
    return quoted + "\""
  }

  /// The text as it is if it reads as one word, else quoted.
  static func bare(_ text: String) -> String {
    let isWord =
      !text.isEmpty
      && text.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || "0123456789.-".unicodeScalars.contains($0) }
    return isWord ? text : quoted(text)
  }
}
