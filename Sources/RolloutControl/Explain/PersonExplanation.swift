import Domain
import Store
import Text

/// Explanations about one person, by a number that the person quotes. Each is recorded in the audit chain before it is
/// given: the operator and the number, never the person.
extension Explanations {
  /// Explains the gate for the application of a query, at its acceptance or at another moment until now, with its
  /// region, channel and banks.
  public func explain(query number: String, at time: Moment?) throws -> Explanation {
    let found: Explanation? = try store.write(protecting: [.rollout(.shared), .audit]) { transaction in
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

  /// Explains the refusal of an application, from the record of it: its codes and revision. The region, channel and
  /// banks that its person names narrow the explanation, and are not stored.
  public func explain(
    refusal number: String, region: RegionCode?, banks: [BankCode], channel: Channel
  ) throws -> RefusalExplanation {
    let found: RefusalExplanation? = try store.write(protecting: [.audit]) { transaction in
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

/// The explanation of a refused application.
public struct RefusalExplanation: Sendable, Equatable {
  public let refusal: KeptRefusal
  /// The reasons, in the order in which they were listed.
  public let reasons: [Reason]
  /// The gate's decision at that time about the details that the person named; nil if none were named.
  public let told: Explanation?

  public struct Reason: Sendable, Equatable {
    public let code: String
    /// The rules of that revision that can have given this reason: the region, channel or bank of the application is
    /// not stored.
    public let rules: [DecidingRule]

    public var message: Bilingual? {
      GateReason.allCases.first { $0.code == code }?.message ?? RefusalCode(rawValue: code)?.message
    }
  }
}

extension Transaction {
  /// Records a read about a person in the chain.
  func noteReading(of object: String, by author: String) throws {
    try audit(author: author, action: "read", object: object, detail: ["command": "explain"])
  }

  /// The rules of a revision that give a gate's reason to anybody; none for other codes.
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
