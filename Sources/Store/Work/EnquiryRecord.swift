import Domain

/// An open query's question to one bank, as its query's row of work holds it.
///
/// The identifiers that the bank knows it by are derived from the query's number and the place (`enquiryIdentifier`).
public struct EnquiryRecord: Sendable, Equatable {
  /// The number of its query.
  public let query: Int
  /// The place of the enquiry among those of its query.
  public let position: Int
  public let bank: BankCode
  public var machine: EnquiryMachine
  /// The time at which the bank was asked first.
  public var askedAt: Moment?
  /// Whether a worker has it in hand, until `machine.nextAt`.
  public var isClaimed: Bool
  /// Whether it is put aside: it waits for its bank in the table `waiting`, and its query is not looked at for it.
  public var isAside: Bool
  /// Whether its row is not as this program wrote it: its query ends, and nothing is sent for it.
  public let isAltered: Bool

  public init(
    query: Int, position: Int, bank: BankCode, machine: EnquiryMachine, askedAt: Moment? = nil, isClaimed: Bool = false,
    isAside: Bool = false, isAltered: Bool = false
  ) {
    self.query = query
    self.position = position
    self.bank = bank
    self.machine = machine
    self.askedAt = askedAt
    self.isClaimed = isClaimed
    self.isAside = isAside
    self.isAltered = isAltered
  }

  /// Whether its bank's reply, or the next attempt, has been put off to a time of its own, and nobody has it in hand.
  func isDue(at now: Moment, ownerIsAlive: Bool) -> Bool {
    machine.state.isOpen && !isAside && (machine.nextAt <= now || isClaimed && !ownerIsAlive)
  }
}

/// All the work of one open query: its enquiries in the order chosen.
public struct WorkRecord: Sendable, Equatable {
  public let query: QueryRecord
  public var enquiries: [EnquiryRecord]
  /// The worker that has claimed enquiries in hand; nil if none has, or that worker has died.
  public var owner: String?

  public init(query: QueryRecord, enquiries: [EnquiryRecord], owner: String? = nil) {
    self.query = query
    self.enquiries = enquiries
    self.owner = owner
  }

  /// The work of a query that has just been accepted.
  public static func new(_ query: QueryRecord) -> WorkRecord {
    WorkRecord(
      query: query,
      enquiries: query.banks.enumerated().map { position, bank in
        EnquiryRecord(
          query: query.number, position: position, bank: bank,
          machine: .new(at: query.acceptedAt, dueAt: query.dueAt))
      })
  }

  /// Whether every enquiry has ended.
  public var isSettled: Bool { !enquiries.contains { $0.machine.state.isOpen } }

  /// The time at which the query is next to be looked at; nil if all that is open is put aside.
  public var nextAt: Moment? {
    var earliest: Moment?
    for enquiry in enquiries where enquiry.machine.state.isOpen && !enquiry.isAside {
      earliest = min(earliest ?? enquiry.machine.nextAt, enquiry.machine.nextAt)
    }
    return earliest
  }

  /// The places of the enquiries that are due now: not put aside, in nobody's hand or in that of a worker that has died
  /// or let its lease run out.
  public func duePlaces(at now: Moment) -> [Int] {
    enquiries.indices.filter { enquiries[$0].isDue(at: now, ownerIsAlive: owner != nil) }
  }
}
