import BankLink
import Domain
import Foundation
import Text

extension PersonalDetails {
  /// The details that an outside service is given.
  public var members: [JSONValue.Member] {
    [
      .init("name", .string(name.text)), .init("idNumber", .string(idNumber.text)), .init("phone", .string(phone.text)),
    ]
  }

  /// The form that is sealed at rest.
  var document: Data { Data(JSONValue.object(members).compact.utf8) }

  /// Reads the form that `document` writes; its details were checked before, and nobody else can seal them.
  init?(document: Data) {
    guard let json = try? JSONValue(utf8: Array(document)),
      let name = json.text("name"), let number = json.text("idNumber"),
      let phone = json.text("phone")
    else { return nil }
    self.init(
      name: PersonName(stored: name), idNumber: IdentityNumber(stored: number), phone: PhoneNumber(stored: phone))
  }
}
