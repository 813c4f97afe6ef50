import Text

/// A reason for which a rollout cannot add entries to the registry, or remove them.
public enum RegistryConflict: Fault, Equatable {
  /// Spellings that mean two things, an invalid code, or a home region that does not exist.
  case contradictory([Finding])
  /// The registry's files have this bank.
  case inRegistry(BankCode)
  /// The rollout opens or renames regions or banks, by these codes, that do not exist.
  case unknown([String])
  /// The bank was not added by a rollout, and only such a bank can be removed from it.
  case notAdded(BankCode)
  /// The bank is connected or suspended, and has to be disconnected before it is removed.
  case notClosed(BankCode)

  /// A problem of a region or bank.
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
  /// Applies an operator's edit over the registry's own entries; throws if the registry would contradict itself.
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

  /// Throws if registry entries contradict each other, or if a bank is open that does not exist.
  public func requireConsistent(over own: Catalogue) throws(RegistryConflict) {
    let known = try own.with(registry)
    let unknown = banks.keys.filter { known.bank($0) == nil }
    guard unknown.isEmpty else { throw .unknown(unknown.map(\.text).sorted()) }
  }

  /// Makes the registry entries consistent without an operator: if these entries contradict each other, those of
  /// another rollout are taken, and banks that do not exist are closed.
  public mutating func settleRegistry(over own: Catalogue, orOf other: Rollout) {
    if (try? own.with(registry)) == nil { registry = other.registry }
    let known = own.fitting(registry)
    for bank in banks.keys where known.bank(bank) == nil { set(.closed, for: bank) }
  }
}
