import Domain
import Foundation

/// The records of banks: registrations, certifications, and health.
public protocol BankRecords {
  var certifications: any CertificationRecords { get }
  var certificationEnds: any CertificationEndRecords { get }

  /// The endpoint and keys of a bank; nil if it has none, or if its records were altered.
  func registration(of bank: BankCode) throws -> RegisteredBank?
  /// Every bank of which a registration was noted.
  func banksRegistered() throws -> [BankCode]

  /// A bank's health over the slots that begin in a period.
  func health(of bank: BankCode, from start: Moment, to end: Moment) throws -> BankHealth
  /// The counts of ended enquiries of people of some regions, from a day on.
  func answerCount(of regions: [RegionCode], from day: CalendarDay) throws -> AnswerCount
  /// The queries with an open enquiry at each of some banks; a query asks a bank once.
  func queriesInFlight(at isAsked: (BankCode) -> Bool) throws -> [BankCode: QueriesInFlight]
}

/// The stored runs of the conformance suite.
public protocol CertificationRecords {
  /// All certifications, oldest first, by the records alone.
  func all() throws -> [Certification]
  /// The certification that the bank registered last; nil if there never was one. Throws if it was altered.
  func latest(of bank: BankCode) throws -> Certification?
  /// Stores a certification, which becomes the bank's latest, and gives its number.
  func insert(_ report: CertificationReport, of bank: BankCode, author: String, at: Moment) throws -> Int
}

extension CertificationRecords {
  /// The latest certification of each bank, by the records alone.
  func latestStored() throws -> [BankCode: Certification] {
    Dictionary(try all().map { ($0.bank, $0) }) { _, last in last }
  }
}

/// The banks with a valid certification, and its end.
public protocol CertificationEndRecords {
  func all() throws -> [BankCode: Moment]
  /// Sets the end of a bank's certification; nil if it is not valid any more.
  func set(_ bank: BankCode, until end: Moment?) throws
}

extension CertificationEndRecords {
  /// The end that came first, if one has come.
  func firstDue(at now: Moment) throws -> (bank: BankCode, at: Moment)? {
    try all().filter { $0.value <= now }.min { ($0.value, $0.key) < ($1.value, $1.key) }.map { ($0.key, $0.value) }
  }
}
