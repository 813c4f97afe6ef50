import Domain
import RolloutControl
import Text

/// Turns the names of commands into codes, by what there is to be named at their place.
public struct Binder {
  let scope: NameScope

  /// By the registry's files, and what the commands themselves add.
  public init(_ catalogue: Catalogue) { self.init(NameScope(catalogue)) }

  init(_ scope: NameScope) { self.scope = scope }

  /// One that reads ahead of what has been done.
  var ahead: Binder { Binder(scope.ahead) }

  /// Throws a `Diagnostic` for the first value that is none, and for the first name that fits nothing, or several, or
  /// comes twice.
  func bind(_ parsed: ParsedCommand) throws -> BoundCommand {
    let command = try parsed.type.read(parsed.arguments, self)
    if let step = (command as? any StepCommand)?.step {
      try Diagnostic.locating(parsed.place) { try scope.learn(step) }
    }
    return BoundCommand(command: command, name: parsed.name, place: parsed.place, stages: parsed.stages)
  }
}

extension Binder {
  func regions(_ words: [Word]) throws -> [RegionCode] {
    let names = try scope.names()
    return try unique(words) { text in
      try MisplacedName.explaining(in: names, takesGroups: true) { try $0.resolveRegions(text) }
    }
  }

  func region(_ word: Word) throws -> RegionCode {
    try Diagnostic.locating(word.place) {
      try MisplacedName.explaining(in: scope.names()) { try $0.resolveRegion(word.text) }
    }
  }

  /// No words, and `all`, are everywhere, also for regions that come later.
  func bankRegions(_ words: [Word]) throws -> BankRegions {
    let regions = try regions(words)
    return try regions.isEmpty || Set(regions).count == scope.names().regions.count ? .everywhere : .named(regions)
  }

  func banks(_ words: [Word]) throws -> [BankCode] {
    let names = try scope.names()
    return try unique(words) { text in
      try MisplacedName.explaining(in: names, takesGroups: true) { try $0.resolveBanks(text) }
    }
  }

  func bank(_ word: Word) throws -> BankCode {
    try Diagnostic.locating(word.place) {
      try MisplacedName.explaining(in: scope.names()) { try $0.resolveBank(word.text) }
    }
  }

  func channels(_ words: [Word]) throws -> [Channel] {
    try unique(words) { [try Catalogue.resolveChannel($0)] }
  }

  /// `app` where none is named.
  func channel(_ word: Word?) throws -> Channel {
    guard let word else { return .app }
    return try Diagnostic.locating(word.place) { try Catalogue.resolveChannel(word.text) }
  }

  /// A bank, or every bank for `all`.
  func bankOrAll(_ word: Word) throws -> [BankCode] {
    word.text == "all" ? try scope.names().banks.map(\.code) : [try bank(word)]
  }

  /// What the words stand for, each once. The same thing may come from two groups, or from a group and by
  /// name; named twice by itself it is refused.
  private func unique<Code: Hashable>(_ words: [Word], _ resolve: (String) throws -> [Code]) throws -> [Code] {
    var named: [[Code]: Word] = [:]
    var codes: [Code] = []
    var seen: Set<Code> = []
    for word in words {
      let members = try Diagnostic.locating(word.place) { try resolve(word.text) }
      if let first = named.updateValue(word, forKey: members) {
        throw Diagnostic(SyntaxFault.repeatedName(word.text, first: first.text), at: word.place)
      }
      codes += members.filter { seen.insert($0).inserted }
    }
    return codes
  }
}
