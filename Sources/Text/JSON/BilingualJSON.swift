/// The JSON `{"zh":...,"en":...}`.
extension Bilingual {
  public var json: JSONValue { ["zh": .string(zh), "en": .string(en)] }

  public init?(json: JSONValue) {
    guard case .string(let zh)? = json["zh"], case .string(let en)? = json["en"] else { return nil }
    self.init(zh: zh, en: en)
  }
}
