import Domain
import Foundation

/// What is known of banks: what they registered, whether they are certified, and how they do.
public protocol BankRecords {
  var certifications: any CertificationRecords { get }
  var certificationEnds: any CertificationEndRecords { get }

  /// What a bank has registered; nil where it has nothing. Of what was altered nothing counts.
  func registration(of bank: BankCode) throws -> RegisteredBank?
  /// Every bank of which anything was noted that it registered.
  func banksRegistered() throws -> [BankCode]

  /// A bank's health over the slots that begin in a period.
  func health(of bank: BankCode, from start: Moment, to end: Moment) throws -> BankHealth
  /// How enquiries ended for people of some regions, from a day on.
  func answerCount(of regions: [RegionCode], from day: CalendarDay) throws -> AnswerCount
  /// The banks that have open enquiries, and when the next of each is due.
  func banksWithOpenEnquiries() throws -> [(bank: BankCode, nextAt: Moment)]
  /// The queries of a bank's open enquiries; a query asks a bank once.
  func queriesInFlight(at bank: BankCode, unaskedOnly: Bool) throws -> [Int]
}

/// The runs of the conformance suite that were stored.
public protocol CertificationRecords {
  /// Oldest first, by the records alone.
  func all() throws -> [Certification]
  /// The one that the bank registered last; nil where there never was one. Throws where it is not as it was written.
  func latest(of bank: BankCode) throws -> Certification?
  /// Gives the new certification's number. It is the bank's latest from now on.
  func insert(_ report: CertificationReport, of bank: BankCode, author: String, at: Moment) throws -> Int
}

extension CertificationRecords {
  /// The latest of each bank, by the records alone.
  func latestStored() throws -> [BankCode: Certification] {
    Dictionary(try all().map { ($0.bank, $0) }) { _, last in last }
  }
}

/// The banks whose certification holds, and when it ends.
public protocol CertificationEndRecords {
  func all() throws -> [BankCode: Moment]
  /// Nil: it does not hold any more.
  func set(_ bank: BankCode, until end: Moment?) throws
}

extension CertificationEndRecords {
  /// The end that has come first.
  func firstDue(at now: Moment) throws -> (bank: BankCode, at: Moment)? {
    try all().filter { $0.value <= now }.min { ($0.value, $0.key) < ($1.value, $1.key) }.map { ($0.key, $0.value) }
  }
}
