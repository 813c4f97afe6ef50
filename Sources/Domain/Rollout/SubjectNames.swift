import Text

/// The words for what a rollout is about, as people are told of it in a sentence: the thing, what is said of it, and
/// how it changes. No path and no JSON among them.
public struct SubjectNames: Sendable {
  private let catalogue: Catalogue?

  /// Without a catalogue regions and banks are called by their codes.
  public init(_ catalogue: Catalogue? = nil) { self.catalogue = catalogue }

  /// `上海开放比例`, `share of Shanghai`
  public func name(of subject: RolloutChange.Subject) -> Bilingual {
    switch subject {
    case .service: Bilingual(zh: "服务", en: "service")
    case .channel(let channel): Bilingual(zh: "渠道 \(channel.rawValue)", en: "channel \(channel.rawValue)")
    case .region(let code):
      Bilingual(zh: "\(region(code).zh)开放比例", en: "share of \(region(code).en)")
    case .bank(let code): bank(code)
    case .policy(let name): Bilingual(zh: "策略 \(name)", en: "policy \(name)")
    case .registryBank(let code): Bilingual(zh: "银行 \(code) 的登记", en: "registry entry of bank \(code)")
    case .regionName(let code): Bilingual(zh: "地区 \(code) 的名称", en: "name of region \(code)")
    case .bankName(let code): Bilingual(zh: "银行 \(code) 的名称", en: "name of bank \(code)")
    }
  }

  /// Of what the paths stand for, in their order: `上海开放比例、工商银行`.
  public func list(_ paths: [String]) -> Bilingual { Self.joined(paths.map(name(ofPath:))) }

  /// `上海开放比例：0% → 9%`
  public func text(_ change: RolloutChange) -> Bilingual {
    text(of: name(of: change.subject), text(change.from), text(change.to))
  }

  public func list(_ changes: [RolloutChange]) -> Bilingual {
    let texts = changes.map { text($0) }
    return Bilingual(
      zh: texts.map(\.zh).joined(separator: "；"), en: texts.map(\.en).joined(separator: "; "))
  }

  /// How something changes, from what is said of it before and after.
  public func text(of name: Bilingual, _ before: Bilingual, _ after: Bilingual) -> Bilingual {
    Bilingual(zh: "\(name.zh)：\(before.zh) → \(after.zh)", en: "\(name.en): \(before.en) → \(after.en)")
  }

  private static func joined(_ names: [Bilingual]) -> Bilingual {
    Bilingual(zh: names.map(\.zh).joined(separator: "、"), en: names.map(\.en).joined(separator: ", "))
  }

  private func region(_ code: RegionCode) -> Bilingual {
    catalogue?.region(code)?.name ?? Bilingual(zh: "\(code) ", en: code.text)
  }

  private func bank(_ code: BankCode) -> Bilingual {
    catalogue?.bank(code)?.name ?? Bilingual(zh: "银行 \(code)", en: "bank \(code)")
  }
}

// MARK: What is said of it

extension SubjectNames {
  public func text(_ setting: RolloutSetting) -> Bilingual {
    switch setting {
    case .service(.open): Bilingual(zh: "开放", en: "open")
    case .service(.paused(let reason)): Self.stopped(Bilingual(zh: "暂停", en: "paused"), reason)
    case .channel(let isOpen):
      isOpen ? Bilingual(zh: "开放", en: "open") : Bilingual(zh: "关闭", en: "closed")
    case .region(let share): Bilingual(zh: "\(share)%", en: "\(share) %")
    case .bank(let state): text(state)
    case .policy(let value): value.map { Bilingual(same: $0) } ?? Bilingual(zh: "默认", en: "default")
    case .registryBank(let bank):
      bank.map { Self.both($0.name) } ?? Bilingual(zh: "没有登记", en: "not registered")
    case .regionName(let name): name.map { Self.both($0.name) } ?? Self.original
    case .bankName(let name): name.map(Self.both) ?? Self.original
    }
  }

  private func text(_ state: BankRollout) -> Bilingual {
    switch state {
    case .closed: Bilingual(zh: "关闭", en: "closed")
    case .connected(.everywhere): Bilingual(zh: "接入各地", en: "connected everywhere")
    case .connected(.only(let codes)):
      Bilingual(
        zh: "接入" + codes.map { region($0).zh }.joined(separator: "、"),
        en: "connected in " + codes.map { region($0).en }.joined(separator: ", "))
    case .suspended(let reason, _): Self.stopped(Bilingual(zh: "暂停", en: "suspended"), reason)
    }
  }

  private static func stopped(_ state: Bilingual, _ reason: String) -> Bilingual {
    let reason = Bilingual(stored: reason)
    return Bilingual(zh: "\(state.zh)（\(reason.zh)）", en: "\(state.en) (\(reason.en))")
  }

  private static let original = Bilingual(zh: "原名", en: "original name")

  private static func both(_ name: Bilingual) -> Bilingual {
    Bilingual(zh: "\(name.zh) / \(name.en)", en: "\(name.zh) / \(name.en)")
  }
}

// MARK: Paths

extension SubjectNames {
  /// What a path stands for: a subject of the rollout, or something beside it that needs approval, too.
  public func name(ofPath path: String) -> Bilingual {
    if let subject = RolloutChange.Subject(path: path) { return name(of: subject) }
    let parts = path.split(separator: ".").map(String.init)
    switch (parts.first, parts.count) {
    case ("banks", 3): return name(of: parts[2], ofBank: BankCode(parts[1]))
    case ("operators", 2): return Bilingual(zh: "操作员 \(parts[1])", en: "operator \(parts[1])")
    case ("network", _): return Bilingual(zh: "网络的签名密钥", en: "the network key")
    case ("audit", _): return Bilingual(zh: "审计链", en: "the audit chain")
    case ("registry", _): return Bilingual(zh: "登记资料", en: "the registry")
    default: return Bilingual(same: path)
    }
  }

  private func name(of part: String, ofBank code: BankCode) -> Bilingual {
    let names: [String: Bilingual] = [
      "endpoint": Bilingual(zh: "接口地址", en: "endpoint"), "key": Bilingual(zh: "公钥", en: "keys"),
      "certification": Bilingual(zh: "认证", en: "certification"), "maintenance": Bilingual(zh: "维护", en: "maintenance"),
    ]
    let (bank, name) = (bank(code), names[part] ?? Bilingual(same: part))
    return Bilingual(zh: "\(bank.zh)的\(name.zh)", en: "\(name.en) of \(bank.en)")
  }
}

extension RolloutChange.Subject {
  /// Reads what `path` wrote; nil for anything else.
  public init?(path: String) {
    let parts = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    switch (parts[0], parts.count) {
    case ("service", 1): self = .service
    case ("channels", 2):
      guard let channel = Channel(rawValue: parts[1]) else { return nil }
      self = .channel(channel)
    case ("regions", 3): self = .region(RegionCode(parts[1]))
    case ("banks", 2): self = .bank(BankCode(parts[1]))
    case ("policies", 2): self = .policy(parts[1])
    case ("registry", 3) where parts[1] == "banks": self = .registryBank(BankCode(parts[2]))
    case ("registry", 4) where parts[1] == "banks": self = .bankName(BankCode(parts[2]))
    case ("registry", 4) where parts[1] == "regions": self = .regionName(RegionCode(parts[2]))
    default: return nil
    }
  }
}

/// A fault that is told with the names of regions and banks where they are known; its own message has their codes.
public protocol NamingFault: Fault {
  func message(_ names: SubjectNames) -> Bilingual
}

extension Fault {
  /// The message with the names of regions and banks.
  public func told(_ names: SubjectNames) -> Bilingual { (self as? any NamingFault)?.message(names) ?? message }
}
