import Domain
import RolloutControl

/// Turns the names of commands into codes, by what there is to be named at their place.
public struct Binder {
  let scope: NameScope

  /// By the registry's files, and what the commands themselves add.
  public init(_ catalogue: Catalogue) { self.init(NameScope(catalogue)) }

  init(_ scope: NameScope) { self.scope = scope }

  /// One that reads ahead of what has been done.
  var ahead: Binder { Binder(scope.ahead) }

  /// Throws a `Diagnostic` for the first name that fits nothing, or several, or comes twice.
  public func bind(_ parsed: ParsedCommand) throws -> BoundCommand {
    let action = try action(parsed.command)
    try Diagnostic.locating(parsed.place) { try scope.learn(action) }
    return BoundCommand(action: action, name: parsed.name, place: parsed.place, stages: parsed.stages)
  }

  private func action(_ command: Command) throws -> Action {
    if let edit = try edit(command) { return .edit(edit) }
    return switch command {
    case .load(let file): .load(file)
    case .discard: .discard
    case .rollback(let number): .rollback(number)
    case .show(let what): .show(what)
    case .showBank(let bank): .show(.bank(try self.bank(bank)))
    case .showCertification(let bank): .show(.certification(try self.bank(bank)))
    case .health(let banks): .health(try self.banks(banks))
    case .compare(let from, let to): .compare(from: from, to: to)
    case .impact: .impact
    case .check: .check
    case .commit(let terms): .commit(terms)
    case .emergency(let command, let reason): .emergency(try requiredEdit(command), reason: reason)
    case .request(let command, let number): .request(try action(command), replacing: number)
    case .approve(let number, let version): .approval(.approve(number, version: version))
    case .reject(let number, let reason): .approval(.reject(number, reason: reason))
    case .breakGlass(let number, let reason): .approval(.breakGlass(number, reason: reason))
    case .signReview(let number): .approval(.signReview(number))
    case .confirm(let revision): .confirm(revision)
    case .cancelCommit(let number): .cancelCommit(number)
    case .setOperator(let name, let role): .setOperator(name, role)
    case .removeOperator(let name): .removeOperator(name)
    case .explain(let region, let banks, let channel, let at):
      .explain(
        region: try self.region(region), banks: try self.banks(banks),
        channel: try channel.map { try self.channel($0) } ?? .app, at: at)
    case .explainQuery(let number, let at): .explainQuery(number, at: at)
    case .explainRefusal(let number, let region, let banks, let channel):
      .explainRefusal(
        number, region: try region.map { try self.region($0) }, banks: try self.banks(banks),
        channel: try channel.map { try self.channel($0) } ?? .app)
    case .code(let code): .code(code)
    case .endpoint(let bank, let url, let lines): .endpoints(try endpoints(bank, url, lines))
    case .key(let bank, let file): .key(try self.bank(bank), file: file)
    case .onboard(let onboarding): .onboard(try onboarding.map { try self.bank($0) })
    case .audit(let question): .audit(question)
    case .clock(let command): .clock(command)
    case .trust(let decision): .trust(decision)
    case .define(let name, _): .define(name)
    case .include(let path): .include(path)
    case .begin: .begin
    case .end: .end
    case .watch(let seconds, let watched): .watch(seconds: seconds, try self.watched(watched))
    case .help(let topic): .help(topic)
    case .quit: .quit
    default: preconditionFailure("every other command is an edit")
    }
  }

  private func requiredEdit(_ command: Command) throws -> RolloutEdit {
    guard let edit = try edit(command) else { preconditionFailure("an emergency is an edit") }
    return edit
  }

  private func watched(_ parsed: ParsedCommand) throws -> BoundCommand {
    let command = try bind(parsed)
    guard command.action.isReading else { throw Diagnostic(SyntaxFault.notWatchable(command.name), at: command.place) }
    return command
  }

  private func edit(_ command: Command) throws -> RolloutEdit? {
    switch command {
    case .openRegions(let names, let share): .openRegions(try regions(names), share)
    case .closeRegions(let names): .closeRegions(try regions(names))
    case .connect(let names, let places): .connect(try banks(names), try where_(places))
    case .disconnect(let names): .disconnect(try banks(names))
    case .suspend(let names, let reason): .suspend(try banks(names), reason: reason)
    case .resume(let names): .resume(try banks(names))
    case .openChannels(let names): .openChannels(try channels(names))
    case .closeChannels(let names): .closeChannels(try channels(names))
    case .pauseService(let reason): .pauseService(reason: reason)
    case .resumeService: .resumeService
    case .set(let policy, let value): .setPolicy(try setting(policy, value))
    case .addBank(let bank): .addBank(bank.bank(home: try bank.home.map { try region($0) }))
    case .removeBank(let name): .removeBank(try bank(name))
    case .renameRegion(let region, let name): .renameRegion(try self.region(region), name)
    case .renameBank(let bank, let name): .renameBank(try self.bank(bank), name)
    default: nil
    }
  }
}

extension Binder {
  private func regions(_ words: [Word]) throws -> [RegionCode] {
    let names = try scope.names()
    return try unique(words) { try names.resolveRegions($0) }
  }

  private func region(_ word: Word) throws -> RegionCode {
    try Diagnostic.locating(word.place) { try scope.names().resolveRegion(word.text) }
  }

  /// `in all` is everywhere, also for regions that come later.
  private func where_(_ words: [Word]) throws -> BankRegions {
    let regions = try regions(words)
    return try regions.isEmpty || Set(regions).count == scope.names().regions.count ? .everywhere : .named(regions)
  }

  private func banks(_ words: [Word]) throws -> [BankCode] {
    let names = try scope.names()
    return try unique(words) { try names.resolveBanks($0) }
  }

  private func bank(_ word: Word) throws -> BankCode {
    try Diagnostic.locating(word.place) { try scope.names().resolveBank(word.text) }
  }

  private func channels(_ words: [Word]) throws -> [Channel] {
    try unique(words) { [try Catalogue.resolveChannel($0)] }
  }

  private func channel(_ word: Word) throws -> Channel {
    try Diagnostic.locating(word.place) { try Catalogue.resolveChannel(word.text) }
  }

  private func setting(_ name: Word, _ value: Word) throws -> PolicySetting {
    guard let policy = Policy(rawValue: name.text) else {
      let suggestion = Grammar.near(name.text, among: Policy.allCases.map(\.name))
      throw Diagnostic(PolicyFault.unknown(name.text), at: name.place, suggestion: suggestion)
    }
    guard let setting = PolicySetting(policy, value.text) else {
      throw Diagnostic(PolicyFault.invalidValue(value.text, of: policy), at: value.place)
    }
    return setting
  }

  private func endpoints(_ word: Word, _ url: String, _ lines: EndpointLines) throws -> [Action.Endpoint] {
    guard word.text != "all" else {
      return try scope.names().banks.map { Action.Endpoint(bank: $0.code, url: "\(url)/\($0.code)", lines: lines) }
    }
    return [Action.Endpoint(bank: try bank(word), url: url, lines: lines)]
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
