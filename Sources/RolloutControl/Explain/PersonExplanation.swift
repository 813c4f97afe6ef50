import Domain
import Store
import Text

/// Explanations about one person, by a number that the person quotes. Each is written in the audit chain before it is
/// given: who asked, and for which number, never who the person is.
extension Explanations {
  /// Whether an application would be admitted, at its acceptance or at another moment until now, with the region,
  /// channel and banks that it had.
  public func explain(query number: String, at time: Moment?) throws -> Explanation {
    let found: Explanation? = try store.write { transaction in
      _ = try transaction.runningNumber()
      let revision = try time.map { try transaction.revision(inForceAt: $0) }
      try transaction.noteReading(of: "query \(number)", by: author)
      guard let query = try transaction.query(number), let person = try transaction.person(query.person) else {
        return nil
      }
      guard !query.isAltered, !person.isAltered else { throw RecordFault.altered(query.isAltered ? .query : .person) }
      let applying = Applying(
        region: query.region, channel: query.channel, banks: query.banks, bucket: person.bucket, query: query.id)
      return try transaction.explanation(
        of: applying, by: try revision ?? transaction.revision(query.revision), at: time ?? query.acceptedAt)
    }
    guard let found else { throw RolloutFault.noSuchQuery(number) }
    return found
  }

  /// Why an application was refused, from what is kept of it: its codes and the revision it was looked over with.
  /// What its person tells of it (region, channel, banks) narrows the answer, and is kept nowhere.
  public func explain(
    refusal number: String, region: RegionCode?, banks: [BankCode], channel: Channel
  ) throws -> RefusalExplanation {
    let found: RefusalExplanation? = try store.write { transaction in
      try transaction.noteReading(of: "refusal \(number)", by: author)
      guard let refusal = try transaction.keptRefusal(number) else { return nil }
      let revision = try transaction.revision(refusal.revision)
      return RefusalExplanation(
        refusal: refusal,
        reasons: try refusal.codes.map { code in
          RefusalExplanation.Reason(code: code, rules: try transaction.rules(for: code, in: revision))
        },
        told: try region.map { region in
          try transaction.explanation(
            of: Applying(region: region, channel: channel, banks: banks), by: revision, at: refusal.at)
        })
    }
    guard let found else { throw RolloutFault.noSuchRefusal(number) }
    return found
  }
}

/// Why an application was refused.
public struct RefusalExplanation: Sendable, Equatable {
  public let refusal: KeptRefusal
  /// In the order in which they were listed.
  public let reasons: [Reason]
  /// What the gate said then about what the person tells; nil where nothing was told.
  public let told: Explanation?

  public struct Reason: Sendable, Equatable {
    public let code: String
    /// The rules of that revision that can have given this reason: which region, channel or bank it was is not kept.
    public let rules: [DecidingRule]

    public var message: Bilingual? {
      GateReason.allCases.first { $0.code == code }?.message ?? RefusalCode(rawValue: code)?.message
    }
  }
}

extension Transaction {
  /// Every read about a person is a record of the chain.
  func noteReading(of object: String, by author: String) throws {
    try audit(author: author, action: "read", object: object, detail: ["command": "explain"])
  }

  /// The rules of a revision that give a gate's reason to somebody; none for the other codes.
  fileprivate func rules(for code: String, in revision: Revision) throws -> [DecidingRule] {
    guard let reason = GateReason.allCases.first(where: { $0.code == code }) else { return [] }
    return try subjects(for: reason, in: revision.rollout).map { try rule(on: $0, in: revision) }
  }

  private func subjects(for reason: GateReason, in rollout: Rollout) -> [RolloutChange.Subject] {
    let catalogue = store.catalogue(of: rollout)
    let (regions, banks) = (catalogue.regions.map(\.code), catalogue.banks.map(\.code))
    switch reason {
    case .servicePaused: return [.service]
    case .channelClosed: return Channel.allCases.filter { !rollout.isOpen($0) }.map { .channel($0) }
    case .regionClosed: return regions.filter { rollout.share(of: $0) == .none }.map { .region($0) }
    case .notInShare: return regions.filter { rollout.share(of: $0).isPartial }.map { .region($0) }
    case .bankNotConnected: return banks.filter { rollout.state(of: $0) == .closed }.map { .bank($0) }
    case .bankSuspended:
      return banks.filter { if case .suspended = rollout.state(of: $0) { true } else { false } }.map { .bank($0) }
    case .bankNotInRegion:
      return banks.filter { if case .connected(.only) = rollout.state(of: $0) { true } else { false } }
        .map { .bank($0) }
    }
  }
}

extension Share {
  fileprivate var isPartial: Bool { self != .none && self != .full }
}
