import Text

/// What a rollout cannot add to the registry, or take from it.
public enum RegistryConflict: Fault, Equatable {
  /// Spellings that mean two things, a code that is none, a home that does not exist.
  case contradictory([Finding])
  /// The registry's files have this bank.
  case inRegistry(BankCode)
  /// Open or renamed, and unknown, by their codes.
  case unknown([String])
  /// Only what a rollout added can be removed from it.
  case notAdded(BankCode)
  /// A bank is disconnected before it is removed.
  case notClosed(BankCode)

  /// What is wrong with a region or bank.
  public struct Finding: Sendable, Equatable {
    public let code: String
    public let message: Bilingual
  }

  public var code: String {
    switch self {
    case .contradictory, .inRegistry, .unknown: "registry_conflict"
    case .notAdded: "bank_not_added"
    case .notClosed: "bank_not_closed"
    }
  }

  public var kind: FaultKind { .refused }

  public var facts: [JSONValue.Member] {
    switch self {
    case .contradictory(let findings):
      [
        .init(
          "problems",
          .array(
            findings.map { ["code": .string($0.code), "zh": .string($0.message.zh), "en": .string($0.message.en)] }))
      ]
    case .unknown(let codes): [.init("codes", JSONValue(codes))]
    case .inRegistry(let bank), .notAdded(let bank), .notClosed(let bank): [.init("bank", .string(bank.text))]
    }
  }

  public var message: Bilingual {
    switch self {
    case .contradictory(let findings):
      Bilingual(
        zh: findings.map(\.message.zh).joined(separator: "；"), en: findings.map(\.message.en).joined(separator: "; "))
    case .inRegistry(let bank):
      Bilingual(
        zh: "登记资料中已有银行 \(bank)", en: "bank \(bank) is already in the registry")
    case .unknown(let codes):
      Bilingual(
        zh: "登记资料中没有 \(codes.joined(separator: "、"))，不能接入或改名",
        en: "not in the registry, so they cannot be connected or renamed: \(codes.joined(separator: ", "))")
    case .notAdded(let bank):
      Bilingual(
        zh: "银行 \(bank) 是登记资料中的，不能移除", en: "bank \(bank) is part of the registry and cannot be removed")
    case .notClosed(let bank):
      Bilingual(
        zh: "银行 \(bank) 尚未断开", en: "bank \(bank) is still connected")
    }
  }
}

extension Rollout {
  /// Applies an edit as an operator makes it, judged over the registry's own entries: refused where it would make the
  /// registry contradict itself.
  public mutating func apply(_ edit: RolloutEdit, over own: Catalogue) throws(RegistryConflict) {
    var edited = self
    edited.apply(edit)
    switch edit {
    case .addBank(let bank):
      guard own.bank(bank.code) == nil else { throw .inRegistry(bank.code) }
    case .removeBank(let bank):
      guard registry.banks[bank] != nil else { throw .notAdded(bank) }
      guard own.bank(bank) != nil || state(of: bank) == .closed else { throw .notClosed(bank) }
    default: break
    }
    if edited.registry != registry {
      edited.registry.dropOwnNames(in: own)
      _ = try own.with(edited.registry)
    }
    self = edited
  }

  /// Refuses what contradicts itself: registry entries that do not go together, and banks that are open and unknown.
  public func requireConsistent(over own: Catalogue) throws(RegistryConflict) {
    let known = try own.with(registry)
    let unknown = banks.keys.filter { known.bank($0) == nil }
    guard unknown.isEmpty else { throw .unknown(unknown.map(\.text).sorted()) }
  }

  /// Puts things right where no operator is there to do it: where these entries do not go together, those of another
  /// rollout hold, and no bank is open that nobody knows.
  public mutating func settleRegistry(over own: Catalogue, orOf other: Rollout) {
    if (try? own.with(registry)) == nil { registry = other.registry }
    let known = own.fitting(registry)
    for bank in banks.keys where known.bank(bank) == nil { set(.closed, for: bank) }
  }
}
