import Text

/// The endpoint and keys of a bank, as far as its certification depends on them.
public struct CertifiedGround: Sendable, Equatable {
  public let endpoint: String?
  /// The bank's pairs of keys, past ones included.
  public let keys: [KeyTerm]
  /// Whether a registered key has to be certified. In a sandbox, where keys are read from the endpoint, the endpoint
  /// alone counts.
  public let needsKeys: Bool

  /// A pair of keys and its term.
  public struct KeyTerm: Sendable, Equatable {
    public let identifiers: [String]
    /// The end of the term; nil if it has none.
    public let until: Moment?

    public init(identifiers: [String], until: Moment?) {
      self.identifiers = identifiers
      self.until = until
    }
  }

  public init(endpoint: String?, keys: [KeyTerm], needsKeys: Bool) {
    self.endpoint = endpoint
    self.keys = keys
    self.needsKeys = needsKeys
  }
}

/// Whether a bank may be connected where the policy asks for certification.
public enum CertificationStanding: Sendable, Equatable {
  case valid(until: Moment)
  case invalid(CertificationGap)

  /// The end of the certification if it is near enough for a warning; nil otherwise.
  public func warning(at now: Moment) -> Moment? {
    guard case .valid(let until) = self, until <= now.adding(CertificationVerdict.warning) else { return nil }
    return until
  }
}

/// The reason for which a bank has no valid certification.
public enum CertificationGap: Sendable, Equatable {
  case never
  case failed(at: Moment)
  case endpointChanged(certified: String)
  /// The certified pairs of keys are all over.
  case keysChanged
  case ended(at: Moment)

  public var code: String {
    switch self {
    case .never: "never_certified"
    case .failed: "certification_failed"
    case .endpointChanged: "endpoint_changed"
    case .keysChanged: "keys_changed"
    case .ended: "certification_ended"
    }
  }

  /// The message that can follow the name of a bank and a colon.
  public var message: Bilingual {
    switch self {
    case .never: Bilingual(zh: "从未认证", en: "never certified")
    case .failed(let at):
      Bilingual(zh: "最近一次认证（\(at.short)）未通过", en: "latest certification (\(at.short)) failed")
    case .endpointChanged(let certified):
      Bilingual(zh: "认证之后换过接口地址（认证时是 \(certified)）", en: "endpoint changed since certification (was \(certified))")
    case .keysChanged: Bilingual(zh: "认证时的密钥已停用", en: "certified keys no longer valid")
    case .ended(let at): Bilingual(zh: "认证已于 \(at.short) 到期", en: "certification expired at \(at.short)")
    }
  }
}

extension Certification {
  /// The end of the certification with this endpoint and these keys, whether past or to come; nil if it does not cover
  /// them at all.
  public func end(on ground: CertifiedGround) -> Moment? {
    guard let endsAt, ground.endpoint == report.endpoint else { return nil }
    if ground.keys.isEmpty { return ground.needsKeys ? nil : endsAt }
    let covered = ground.keys.filter { $0.identifiers.allSatisfy(report.keys.contains) }
    return covered.map { min($0.until ?? endsAt, endsAt) }.max()
  }
}

extension CertificationStanding {
  /// The standing by a bank's latest certification, whatever came before.
  public init(_ latest: Certification?, on ground: CertifiedGround, at now: Moment) {
    if let latest, let end = latest.end(on: ground), now < end {
      self = .valid(until: end)
    } else {
      self = .invalid(CertificationGap(latest, on: ground, at: now))
    }
  }
}

extension CertificationGap {
  fileprivate init(_ latest: Certification?, on ground: CertifiedGround, at now: Moment) {
    guard let latest else {
      self = .never
      return
    }
    if let endsAt = latest.endsAt {
      if endsAt <= now {
        self = .ended(at: endsAt)
      } else if latest.report.endpoint != ground.endpoint {
        self = .endpointChanged(certified: latest.report.endpoint)
      } else {
        self = .keysChanged
      }
    } else {
      self = .failed(at: latest.certifiedAt)
    }
  }
}
