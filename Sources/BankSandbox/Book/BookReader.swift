import Domain
import Foundation
import Yams

extension Book {
  /// Loads a book from a file.
  public init(file: String) throws(BookFault) {
    guard let bytes = FileManager.default.contents(atPath: file),
      let yaml = String(validating: bytes, as: UTF8.self)
    else { throw BookFault(file: file, line: nil, problem: .unreadable) }
    try self.init(yaml: yaml, file: file)
  }

  /// Reads a book; `file` is for messages.
  public init(yaml: String, file: String) throws(BookFault) {
    let root = BookNode(node: try Self.compose(yaml, file: file), file: file, key: "book")
    let parts = try root.entries(allowed: ["cardholders", "behaviour"])
    let behaviours = try parts["behaviour"].map(Self.behaviours) ?? [:]
    self.init(cardholders: try parts["cardholders"].map(Self.cardholders) ?? [], behaviours: behaviours)
  }

  private static func compose(_ yaml: String, file: String) throws(BookFault) -> Node {
    let node: Node?
    do {
      node = try Yams.compose(yaml: yaml)
    } catch {
      let lines = yaml.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).count
      let line = (error as? YamlError)?.line.map { min($0, lines) }
      throw BookFault(file: file, line: line, problem: .syntax)
    }
    guard let node, node.null == nil else { throw BookFault(file: file, line: nil, problem: .empty) }
    return node
  }

  private static func cardholders(_ node: BookNode) throws(BookFault) -> [Cardholder] {
    var cardholders: [Cardholder] = []
    var seen: Set<String> = []
    for item in try node.list() {
      let cardholder = try cardholder(item)
      guard seen.insert(cardholder.idNumber).inserted else { throw item.fault(.duplicateCardholder) }
      cardholders.append(cardholder)
    }
    return cardholders
  }

  private static func cardholder(_ node: BookNode) throws(BookFault) -> Cardholder {
    let parts = try node.entries(allowed: ["name", "idNumber", "phone", "cards"])
    var cards: [BookCard] = []
    for item in try parts["cards"]?.list() ?? [] { cards.append(try card(item)) }
    return Cardholder(
      name: try node.required("name", in: parts).text(), idNumber: try node.required("idNumber", in: parts).text(),
      phone: try node.required("phone", in: parts).text(), cards: cards)
  }

  private static func card(_ node: BookNode) throws(BookFault) -> BookCard {
    let parts = try node.entries(
      allowed: [
        "bank", "kind", "number", "phoneOnFile", "documentExpired", "cardNotPresent", "supplementary", "otherNetwork",
        "closed", "frozen", "accountClass", "prepaid",
      ])
    let kind = try node.required("kind", in: parts)
    let number = try node.required("number", in: parts)
    guard let kindValue = CardKind(rawValue: try kind.text()) else {
      throw kind.expected(.oneOf(CardKind.allCases.map(\.rawValue)))
    }
    guard let numberValue = CardNumber(try number.text()) else { throw number.expected(.cardNumber) }
    let bank = try node.required("bank", in: parts).bankCode()
    var card = BookCard(bank: bank, kind: kindValue, number: numberValue)
    card.phoneOnFile = try parts["phoneOnFile"]?.yesOrNo() ?? true
    card.documentExpired = try parts["documentExpired"]?.yesOrNo() ?? false
    card.cardNotPresent = try parts["cardNotPresent"]?.yesOrNo() ?? true
    card.supplementary = try parts["supplementary"]?.yesOrNo() ?? false
    card.otherNetwork = try parts["otherNetwork"]?.yesOrNo() ?? false
    card.closed = try parts["closed"]?.yesOrNo() ?? false
    card.frozen = try parts["frozen"]?.yesOrNo() ?? false
    card.prepaid = try parts["prepaid"]?.yesOrNo() ?? false
    if let part = parts["accountClass"] {
      guard let number = Int(try part.text()), (1...3).contains(number) else {
        throw part.expected(.oneOf(["1", "2", "3"]))
      }
      card.accountClass = number
    }
    return card
  }

  private static func behaviours(_ node: BookNode) throws(BookFault) -> [BankCode: Behaviour] {
    var behaviours: [BankCode: Behaviour] = [:]
    for (name, part) in try node.entries() {
      guard let bank = BankCode(sandbox: name) else { throw part.expected(.bankCode) }
      behaviours[bank] = try behaviour(part)
    }
    return behaviours
  }

  private static func behaviour(_ node: BookNode) throws(BookFault) -> Behaviour {
    let parts = try node.entries(allowed: ["delaySeconds", "fail"])
    var failure: Behaviour.Failure?
    if let part = parts["fail"] {
      failure = Behaviour.Failure(rawValue: try part.text())
      guard failure != nil else { throw part.expected(.oneOf(Behaviour.Failure.allCases.map(\.rawValue))) }
    }
    return Behaviour(delay: try parts["delaySeconds"]?.seconds(), fail: failure)
  }
}

extension YamlError {
  fileprivate var line: Int? {
    switch self {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
    case .duplicatedKeysInMapping(_, let context): context.mark.line
    default: nil
    }
  }
}
