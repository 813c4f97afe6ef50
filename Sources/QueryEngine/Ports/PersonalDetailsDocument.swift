import BankLink
import Domain
import Foundation
import Text

extension PersonalDetails {
  /// What a service outside is told.
  public var members: [JSONValue.Member] {
    [
      .init("name", .string(name.text)), .init("idNumber", .string(idNumber.text)), .init("phone", .string(phone.text)),
    ]
  }

  /// What is sealed at rest.
  var document: Data { Data(JSONValue.object(members).compact.utf8) }

  /// Reads what `document` wrote; what is in it was checked before, and nobody else can seal it.
  init?(document: Data) {
    guard let json = try? JSONValue(utf8: Array(document)),
      let name = json.text("name"), let number = json.text("idNumber"),
      let phone = json.text("phone")
    else { return nil }
    self.init(
      name: PersonName(stored: name), idNumber: IdentityNumber(stored: number), phone: PhoneNumber(stored: phone))
  }
}
