import Domain
import Program
import Text

/// The wording of states for people.
struct Wording {
  let catalogue: Catalogue
  let language: Language

  func name(_ region: RegionCode) -> String { catalogue.region(region)?.name[language] ?? region.text }
  func name(_ bank: BankCode) -> String { catalogue.bank(bank)?.name[language] ?? bank.text }

  func share(_ share: Share) -> String {
    switch TileMap.Openness(share) {
    case .open: TileMap.Openness.open.name[language]
    case .closed: TileMap.Openness.closed.name[language]
    case .partly: "\(share)%"
    }
  }

  func service(_ service: ServiceState) -> String {
    SubjectNames(catalogue).text(.service(service))[language]
  }

  /// The channel's name, with its code if that differs.
  func channel(_ channel: Channel) -> String {
    let name = channel.name[language]
    return name == channel.rawValue ? name : "\(name) \(channel.rawValue)"
  }

  func channel(isOpen: Bool) -> String { (isOpen ? TileMap.Openness.open : .closed).name[language] }

  func state(_ bank: BankRollout) -> String {
    switch bank {
    case .closed: Bilingual(zh: "关闭", en: "closed")[language]
    case .connected: Bilingual(zh: "接入", en: "connected")[language]
    case .suspended: Bilingual(zh: "暂停", en: "suspended")[language]
    }
  }

  func regions(_ regions: BankRegions?) -> String {
    switch regions {
    case nil: ""
    case .everywhere: Bilingual(zh: "各地", en: "everywhere")[language]
    case .only(let codes): list(codes.map { name($0) })
    }
  }

  /// The bank's state, regions and reason together.
  func bank(_ bank: BankRollout) -> String {
    switch bank {
    case .closed: state(bank)
    case .connected(let regions): "\(state(bank)) \(self.regions(regions))"
    case .suspended: SubjectNames(catalogue).text(.bank(bank))[language]
    }
  }

  func list(_ names: [String]) -> String { names.joined(separator: separator) }

  private var separator: String { language == .zh ? "、" : ", " }

  /// A list of names on lines of at most `columns`, no name broken.
  func lines(of names: [String], columns: Int) -> [String] {
    names.enumerated().reduce(into: [""]) { lines, entry in
      let last = entry.offset == names.count - 1
      let name = entry.element.withoutControls + (last ? "" : separator)
      if !lines[lines.count - 1].isEmpty, displayWidth(lines[lines.count - 1] + name) > columns { lines.append("") }
      lines[lines.count - 1] += name
    }.map { $0.hasSuffix(" ") ? String($0.dropLast()) : $0 }
  }
}
