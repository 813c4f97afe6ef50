import Domain
import RolloutRules

final class CertificationsInMemory: CertificationRecords {
  var certifications: [Certification] = []

  func all() throws -> [Certification] { certifications }
  func latest(of bank: BankCode) throws -> Certification? { certifications.last { $0.bank == bank } }

  func insert(_ report: CertificationReport, of bank: BankCode, author: String, at: Moment) throws -> Int {
    let number = certifications.count + 1
    certifications.append(
      Certification(number: number, bank: bank, report: report, certifiedAt: at, author: author))
    return number
  }
}

final class CertificationEndsInMemory: CertificationEndRecords {
  var ends: [BankCode: Moment] = [:]

  func all() throws -> [BankCode: Moment] { ends }
  func set(_ bank: BankCode, until end: Moment?) throws { ends[bank] = end }
}
