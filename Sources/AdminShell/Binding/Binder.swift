import Domain
import RolloutControl
import Text

/// Turns the names of commands into codes, by the names that are known at their place.
public struct Binder {
  let scope: NameScope
  let files: any CallersFiles

  /// A binder of the registry's names, and those that the commands themselves add.
  public init(_ catalogue: Catalogue) { self.init(NameScope(catalogue), NoFiles()) }

  /// The same, for commands that may name files.
  init(_ catalogue: Catalogue, _ files: any CallersFiles) { self.init(NameScope(catalogue), files) }

  init(_ scope: NameScope, _ files: any CallersFiles) {
    self.scope = scope
    self.files = files
  }

  /// A binder that reads ahead of the commands that are done.
  var ahead: Binder { Binder(scope.ahead, files) }

  /// Reads the command's words into a command. Throws a `Diagnostic` for the first invalid value, and for the first
  /// name that is unknown, ambiguous or repeated.
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

  /// The regions of a bank. No words, and `all`, are every region, later ones included.
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

  /// The channel; `app` if none is named.
  func channel(_ word: Word?) throws -> Channel {
    guard let word else { return .app }
    return try Diagnostic.locating(word.place) { try Catalogue.resolveChannel(word.text) }
  }

  /// A bank, or every bank for `all`.
  func bankOrAll(_ word: Word) throws -> [BankCode] {
    word.text == "all" ? try scope.names().banks.map(\.code) : [try bank(word)]
  }

  /// The codes of the words, each once. A code may come from two groups, or from a group and by name; one that is named
  /// twice by itself is refused.
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
