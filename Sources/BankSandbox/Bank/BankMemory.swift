import BankLink
import Domain

/// The latest enquiries of one bank and their answers, so that the same enquiry gets the same answer. The oldest is
/// forgotten when it is full.
struct BankMemory: Sendable {
  struct Entry: Sendable {
    let firstReceived: Moment
    let reply: BankReply
  }

  private let capacity: Int
  private var entries: [String: Entry] = [:]
  private var order: [String] = []
  private var oldest = 0

  init(capacity: Int) {
    precondition(capacity > 0, "a bank remembers something")
    self.capacity = capacity
  }

  subscript(enquiry: String) -> Entry? { entries[enquiry] }

  /// Keeps the entry unless there is one already, and gives the one that counts.
  mutating func remember(_ entry: Entry, for enquiry: String) -> Entry {
    if let known = entries[enquiry] { return known }
    if order.count < capacity {
      order.append(enquiry)
    } else {
      entries[order[oldest]] = nil
      order[oldest] = enquiry
      oldest = (oldest + 1) % capacity
    }
    entries[enquiry] = entry
    return entry
  }
}
