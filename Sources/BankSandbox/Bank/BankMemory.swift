import BankLink
import Domain
import Foundation

/// The latest enquiries of one bank and their answers, so that the same enquiry gets the same answer. The oldest is
/// forgotten when it is full.
struct BankMemory: Sendable {
  struct Entry: Sendable {
    let firstReceived: Moment
    /// What it was asked with: the same enquiry comes with the same.
    let consent: String
    /// `PersonDigest`.
    let person: Data
    let reply: BankReply
  }

  private let capacity: Int
  private var entries: [String: Entry] = [:]
  /// Which enquiry each consent was used for.
  private var consents: [String: String] = [:]
  private var order: [String] = []
  private var oldest = 0

  init(capacity: Int) {
    precondition(capacity > 0, "a bank remembers something")
    self.capacity = capacity
  }

  subscript(enquiry: String) -> Entry? { entries[enquiry] }

  func enquiry(of consent: String) -> String? { consents[consent] }

  /// For the mutant that keeps nothing for long.
  mutating func forget(before moment: Moment) {
    for (enquiry, entry) in entries where entry.firstReceived < moment {
      entries[enquiry] = nil
      consents[entry.consent] = nil
    }
  }

  /// Keeps the entry unless there is one already, and gives the one that counts.
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
