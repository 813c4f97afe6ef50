import Domain
import Foundation
import Store

extension History {
  /// Checks rules 4 and 6 after a whole pass of an engine that began at a time.
  func checkAfterPass(begunAt time: Moment) {
    let stand = now
    for query in stand.queries {
      if query.isOpen { hold(query.dueAt > time, 4, "\(query.id) is open past its deadline after a pass") }
      if query.state == "reported" {
        hold(query.expiresAt ?? .distantFuture > time, 6, "\(query.id) is not expired after a pass")
      }
    }
    for vault in stand.vaults {
      hold(vault.day >= time.day, 6, "the vault of \(vault.day) is still there: \(vault.state)")
    }
    for work in stand.work {
      let isDead = work.owner.map { ledger.diedWithMachine.contains($0) } ?? false
      hold(!isDead, 7, "query \(work.query) is in the hand of a dead worker after a pass")
    }
    checkDayKeys(after: time)
    checkBytesGone(before: time)
  }

  /// The enquiries in nobody's hand whose banks have been disconnected since their queries were accepted.
  func toBeWithdrawn() -> [Snapshot.EnquiryRow] {
    now.enquiries.filter { enquiry in
      let revision = now.query(enquiry.query)?.revision ?? 0
      return enquiry.isOpen && !enquiry.isClaimed && timeline.wasClosed(enquiry.bank, after: revision)
    }
  }

  /// Checks rule 9: they have ended, wherever they waited.
  func checkWithdrawn(_ enquiries: [Snapshot.EnquiryRow]) {
    for old in enquiries {
      let isOpen = now.enquiry(old.query, old.position)?.isOpen ?? false
      hold(!isOpen, 9, "\(old.id) is not withdrawn, though \(old.bank) was disconnected")
    }
  }

  /// The key of a day; nil if there is none.
  private func dayKey(_ day: CalendarDay) -> Data? {
    let files = FileManager.default
    let folders = (try? files.contentsOfDirectory(atPath: location.secrets)) ?? []
    guard let folder = folders.first(where: { $0.hasPrefix("day-keys-") }) else { return nil }
    return files.contents(atPath: "\(location.secrets)/\(folder)/\(day)")
  }

  /// Notes the keys under which a new query can be sealed.
  func noteDayKeys(of query: Snapshot.QueryRow) {
    for number in query.vaultDay.number...(query.vaultDay.number + 1) where ledger.dayKeys[number] == nil {
      guard let key = dayKey(CalendarDay(number: number)) else {
        return violated(6, "there is no key of day \(number)")
      }
      ledger.dayKeys[number] = key
    }
  }

  /// Checks that the keys of ended days are gone. A machine whose clock is far behind may make a new one, of no use.
  private func checkDayKeys(after time: Moment) {
    for query in now.queries {
      for number in query.vaultDay.number...(query.vaultDay.number + 1) where number < time.day.number {
        guard let known = ledger.dayKeys[number], let found = dayKey(CalendarDay(number: number)) else { continue }
        hold(known != found, 6, "the key of \(CalendarDay(number: number)) was not destroyed")
      }
    }
  }

  /// Checks rule 6: no sealed bytes of an ended term are left in the files.
  private func checkBytesGone(before time: Moment) {
    let over = ledger.sealed.indices.filter { index in
      now.query(ledger.sealed[index].query).map { $0.vaultDay.end <= time } ?? false
    }
    guard !over.isEmpty else { return }
    let files = DatabaseBytes(location.path)
    for index in over {
      let sealed = ledger.sealed[index]
      hold(!files.holdAny(of: sealed.bytes), 6, "sealed bytes of query \(sealed.query) are still in the file")
    }
    for index in over.reversed() { ledger.sealed.remove(at: index) }
  }

  /// Checks rule 5: no name, number or card of anybody is in the files.
  func checkNobodyIsReadable() {
    let files = DatabaseBytes(location.path)
    for person in people {
      for text in [person.details.name.text, person.details.idNumber.text, person.details.phone.text] {
        hold(!files.hold(Data(text.utf8)), 5, "the file holds a person's details")
      }
      for card in cast.cards[person.index].joined() {
        hold(!files.hold(Data(card.number.utf8)), 5, "the file holds a card number")
        hold(
          !files.hold(Data("\"\(card.first4)\",\"last4\":\"\(card.last4)".utf8)), 5, "the file holds a card's digits")
      }
    }
  }
}

/// The bytes of a database, its WAL and its journal.
struct DatabaseBytes {
  private let parts: [Data]

  init(_ path: String) {
    parts = ["", "-wal", "-journal"].compactMap { FileManager.default.contents(atPath: path + $0) }.filter {
      !$0.isEmpty
    }
  }

  func hold(_ bytes: Data) -> Bool {
    parts.contains { part in
      part.withUnsafeBytes { whole in bytes.withUnsafeBytes { Self.search(whole, for: $0) } }
    }
  }

  private static func search(_ whole: UnsafeRawBufferPointer, for sought: UnsafeRawBufferPointer) -> Bool {
    guard var place = whole.baseAddress, let first = sought.baseAddress else { return false }
    var left = whole.count - sought.count + 1
    while left > 0, let found = memchr(place, Int32(sought[0]), left) {
      if memcmp(found, first, sought.count) == 0 { return true }
      left -= place.distance(to: found) + 1
      place = UnsafeRawPointer(found) + 1
    }
    return false
  }

  /// Whether the files have any of three short pieces of the bytes: only a part of a value may be left.
  func holdAny(of bytes: Data) -> Bool {
    let length = 16
    guard bytes.count >= 3 * length else { return hold(bytes) }
    return [0, (bytes.count - length) / 2, bytes.count - length].contains { start in
      hold(Data(bytes.dropFirst(start).prefix(length)))
    }
  }
}
