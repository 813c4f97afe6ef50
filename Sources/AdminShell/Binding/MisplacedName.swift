import Domain
import Text

/// A name that is known and stands for something else than its place takes: a group where one region is wanted, a bank
/// where a region is, a region where a bank is. For programs it is the fault of an unknown name.
struct MisplacedName: Fault {
  private let fault: NameFault
  private let found: Bilingual
  private let wanted: Bilingual

  var code: String { fault.code }
  var kind: FaultKind { fault.kind }
  var facts: [JSONValue.Member] { fault.facts }

  var message: Bilingual {
    let name = fault.name.shown
    let likely = fault.alternatives.prefix(3)
    let zh = "“\(name)”是\(found.zh)，此处应为\(wanted.zh)"
    let en = "\"\(name)\" is \(found.en); expected \(wanted.en)"
    guard !likely.isEmpty else { return Bilingual(zh: zh, en: en) }
    return Bilingual(
      zh: "\(zh)。您要找的可能是：" + likely.map { $0.text(in: .zh) }.joined(separator: "、"),
      en: "\(en). Did you mean " + likely.map { $0.text(in: .en) }.joined(separator: " or ") + "?")
  }
}

extension MisplacedName {
  /// Nil if the name means nothing at all.
  init?(_ fault: NameFault, in catalogue: Catalogue, takesGroups: Bool) {
    let name = fault.name
    let isRegion = catalogue.regionGroup(name) != nil || (try? catalogue.resolveRegion(name)) != nil
    let isBank = catalogue.bankGroup(name) != nil || (try? catalogue.resolveBank(name)) != nil
    switch fault {
    case .unknownRegion where catalogue.regionGroup(name) != nil && !takesGroups:
      self.init(
        fault: fault, found: Bilingual(zh: "地区组", en: "a group of regions"),
        wanted: Bilingual(zh: "一个地区", en: "one region"))
    case .unknownBank where catalogue.bankGroup(name) != nil && !takesGroups:
      self.init(
        fault: fault, found: Bilingual(zh: "银行组", en: "a group of banks"),
        wanted: Bilingual(zh: "一家银行", en: "one bank"))
    case .unknownRegion where isBank:
      self.init(fault: fault, found: Bilingual(zh: "银行", en: "a bank"), wanted: Bilingual(zh: "地区", en: "a region"))
    case .unknownBank where isRegion:
      self.init(fault: fault, found: Bilingual(zh: "地区", en: "a region"), wanted: Bilingual(zh: "银行", en: "a bank"))
    case .unknownRegion, .unknownBank, .unknownChannel, .ambiguous: return nil
    }
  }

  /// Looks a name up, and says of one that is known elsewhere what it is.
  static func explaining<Value>(
    in catalogue: Catalogue, takesGroups: Bool = false, _ resolve: (Catalogue) throws -> Value
  ) throws -> Value {
    do { return try resolve(catalogue) } catch let fault as NameFault {
      throw MisplacedName(fault, in: catalogue, takesGroups: takesGroups) ?? fault
    }
  }
}
