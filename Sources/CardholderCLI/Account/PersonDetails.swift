import Domain
import QueryEngine

/// A person's details at registration, read and checked.
struct PersonDetails: Sendable {
  let name: PersonName
  let idNumber: IdentityNumber
  let phone: PhoneNumber
  let region: RegionCode

  init(name: String, idNumber: String, phone: String, region: String, catalogue: Catalogue) throws {
    self.name = try PersonName(name)
    self.idNumber = try IdentityNumber(idNumber)
    self.phone = try PhoneNumber(phone)
    self.region = try catalogue.resolveRegion(region)
  }

  func password(_ text: String) throws(PaymentPasswordFault) -> PaymentPassword {
    try PaymentPassword(text, idNumber: idNumber, phone: phone)
  }

  var registration: Registration { Registration(name: name, idNumber: idNumber, phone: phone, region: region) }
}
