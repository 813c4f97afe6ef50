import Domain
import Foundation

/// The content of the database, read by the simulator's own statements after every commit.
struct Snapshot: Equatable {
  var latest = Moment(milliseconds: 0)
  var running = 0
  var revisions = 0
  var auditRecords = 0
  var persons: [PersonRow] = []
  var sessions: [SessionRow] = []
  var codes: [CodeRow] = []
  var queries: [QueryRow] = []
  var enquiries: [EnquiryRow] = []
  var waiting: [WaitingRow] = []
  var outbox: [OutboxRow] = []
  var vaults: [VaultRow] = []
  var refusals: [RefusalRow] = []
  var timers: [TimerRow] = []
  var requests: [RequestRow] = []
  var reviews: [ReviewRow] = []
  /// Operators and their roles.
  var roles: [String: String] = [:]
  /// The number of timers and scheduled commits whose time is over and that no program has applied since.
  var overdue = 0
  /// The counts of the banks; nil if they were not read.
  var bankCounts: [NaiveCount]?
  /// The stored counts, without zeros: people by region and bucket, and by region and hundred of buckets; ended and
  /// answered enquiries by region.
  var counts: [String: Int] = [:]

  struct PersonRow: Equatable {
    let id: String
    let phoneHash: Data
    let region: RegionCode
    let bucket: Int
    let movedAt: Moment?
    let publicKey: Data
    let failures: Int
    let lockedUntil: Moment?
  }

  struct SessionRow: Equatable {
    let tokenHash: Data
    let person: String
    let expiresAt: Moment
  }

  struct CodeRow: Equatable {
    let number: Int
    let phoneHash: Data
    let purpose: String
    let binding: Data
    let codeHash: Data
    let sentAt: Moment
    let expiresAt: Moment
    let attempts: Int
    let state: String
    /// Whether its requester owned the phone.
    let isOwn: Bool
  }

  struct QueryRow: Equatable {
    let number: Int
    let id: String
    let person: String
    let state: String
    let reason: String?
    let revision: Int
    let region: RegionCode
    let channel: String
    let banks: [BankCode]
    let outcomes: [Outcome]
    let vaultDay: CalendarDay
    let acceptedAt: Moment
    let dueAt: Moment
    let generatedAt: Moment?
    let expiresAt: Moment?

    var isOpen: Bool { state == "accepted" || state == "collecting" }
  }

  struct Outcome: Equatable {
    let bank: BankCode
    let state: String
  }

  struct EnquiryRow: Equatable {
    let query: Int
    let position: Int
    let bank: BankCode
    let id: String
    let consent: String
    let state: String
    let attempts: Int
    let nextAt: Moment
    let isClaimed: Bool
    let isAside: Bool

    var isOpen: Bool { ["queued", "sent", "acknowledged"].contains(state) }
  }

  /// What is put aside for a bank.
  struct WaitingRow: Equatable {
    let bank: BankCode
    let isFetch: Bool
    let since: Moment
    let query: Int
  }

  struct OutboxRow: Equatable {
    let id: String
    let attempts: Int
    let nextAt: Moment
    let expiresAt: Moment
  }

  struct VaultRow: Equatable {
    let day: CalendarDay
    let state: String
  }

  struct TimerRow: Equatable {
    let revision: Int
    let until: Moment
    let state: String
    let decidedBy: String?
    let restoration: Int?
  }

  struct RequestRow: Equatable {
    let author: String
    let version: Int
    let state: String
    let closedBy: String?
    /// The operators who approved this version, by name.
    let approvals: [String]
  }

  struct ReviewRow: Equatable {
    let revision: Int
    let author: String
    let signedBy: String?
  }

  struct RefusalRow: Equatable {
    let id: String
    let at: Moment
    let codes: [String]
    let revision: Int
    let pseudonym: Data?
  }
}

// MARK: Looking things up

extension Snapshot {
  func person(_ id: String) -> PersonRow? { persons.first { $0.id == id } }
  func person(phoneHash: Data) -> PersonRow? { persons.first { $0.phoneHash == phoneHash } }
  func query(_ number: Int) -> QueryRow? { queries.first { $0.number == number } }
  func enquiries(of query: Int) -> [EnquiryRow] { enquiries.filter { $0.query == query } }

  /// A person's query that is still running at a time.
  func openQuery(of person: String, at moment: Moment) -> QueryRow? {
    queries.first { $0.person == person && $0.isOpen && moment < $0.dueAt }
  }

  func latestReport(of person: String) -> Moment? {
    queries.filter { $0.person == person }.compactMap(\.generatedAt).max()
  }

  func isLoggedIn(_ tokenHash: Data, at moment: Moment) -> String? {
    sessions.first { $0.tokenHash == tokenHash && moment < $0.expiresAt }?.person
  }
}
