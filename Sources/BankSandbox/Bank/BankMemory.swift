import BankLink
import Domain
import Foundation

/// The latest enquiries of one bank and their answers, so that the same enquiry gets the same answer. The oldest is
/// forgotten when it is full.
struct BankMemory: Sendable {
  struct Entry: Sendable {
    let firstReceived: Moment
    /// The consent of the enquiry, the same each time it is asked.
    let consent: String
    /// The digest of the person (`PersonDigest`).
    let person: Data
    let reply: BankReply
  }

  private let capacity: Int
  private var entries: [String: Entry] = [:]
  /// The enquiry that each consent was used for.
  private var consents: [String: String] = [:]
  private var order: [String] = []
  private var oldest = 0

  init(capacity: Int) {
    precondition(capacity > 0, "a bank remembers something")
    self.capacity = capacity
  }

  subscript(enquiry: String) -> Entry? { entries[enquiry] }

  func enquiry(of consent: String) -> String? { consents[consent] }

  /// Forgets older entries, for the mutant that keeps nothing for long.
  mutating func forget(before moment: Moment) {
    for (enquiry, entry) in entries where entry.firstReceived < moment {
      entries[enquiry] = nil
      consents[entry.consent] = nil
    }
  }

  /// Stores the entry unless there is one already, and gives the stored one.
  mutating func remember(_ entry: Entry, for enquiry: String) -> Entry {
    if let known = entries[enquiry] { return known }
    if order.count < capacity {
      order.append(enquiry)
    } else {
      if let forgotten = entries.removeValue(forKey: order[oldest]) { consents[forgotten.consent] = nil }
      order[oldest] = enquiry
      oldest = (oldest + 1) % capacity
    }
    entries[enquiry] = entry
    consents[entry.consent] = enquiry
    return entry
  }
}
