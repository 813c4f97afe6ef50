import Text

/// A fault that a setting has caused, and that turned out when the setting was used.
public protocol SettingFault: Fault {
  /// The setting's keys, as in `identity.tokenFile`: there, or missing from there.
  var setting: String { get }
}

/// The same fault with the place of its setting: file and line first, as in `config.yaml:12: ...`.
public struct PlacedFault: Fault {
  public let fault: any Fault
  public let place: SettingPlace

  public init(_ fault: any SettingFault, in file: String) {
    self.fault = fault
    place = SettingPlace(of: fault.setting, in: file)
  }

  public var code: String { fault.code }
  public var kind: FaultKind { fault.kind }
  public var facts: [JSONValue.Member] {
    fault.facts + [
      .init("file", .string(place.file)), .init("line", JSONValue(place.line)),
      .init("setting", .string(place.setting)),
    ]
  }

  public var message: Bilingual {
    let position = place.line.map { "\(place.file):\($0): " } ?? "\(place.file): "
    return Bilingual(zh: position + fault.message.zh, en: position + fault.message.en)
  }
}
