import Domain
import Text

extension SignedIn {
  /// The JSON `{"person","region"}`; what a program prints never has the token.
  public var json: JSONValue { ["person": .string(person), "region": .string(region.text)] }

  /// The JSON `{"person","region","token"}`, for the program that keeps the token.
  public var jsonWithToken: JSONValue { json.setting("token", .string(token)) }

  /// Reads the form with the token.
  public init?(json: JSONValue) {
    guard let person = json.text("person"), let region = json.text("region"), let token = json.text("token"),
      !token.isEmpty
    else { return nil }
    self.init(person: person, region: RegionCode(region), token: token)
  }
}

extension SandboxMessage {
  /// The JSON `{"phone","sentAt","text","code"}`.
  public var json: JSONValue {
    [
      "phone": .string(phone.text), "sentAt": JSONValue(sentAt), "text": .string(text), "code": JSONValue(code),
    ]
  }

  public init?(json: JSONValue) {
    guard let phone = json.text("phone").flatMap({ try? PhoneNumber($0) }), let sentAt = json.moment("sentAt"),
      let text = json.text("text"), let code = json.optional("code", \.text)
    else { return nil }
    self.init(phone: phone, sentAt: sentAt, text: text, code: code)
  }
}
