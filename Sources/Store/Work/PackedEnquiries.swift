import Domain
import Foundation

/// The states of a query's enquiries as its row of work holds them.
///
/// One byte for the form, then each enquiry in the order chosen: a byte with its state (bits 0 to 2) and the parts that
/// follow (3: code, 4: attempts, 5: next time, 6: first asked), a byte with its marks (0: claimed, 1: put aside), and
/// these parts. Numbers are in base 128, lowest group first; times are milliseconds since the query was accepted, with
/// the sign in the lowest bit; a code is its length and its UTF-8. A time that is left out is that of acceptance.
enum PackedEnquiries {
  private static let form: UInt8 = 1

  static func pack(_ enquiries: [EnquiryRecord], acceptedAt: Moment) -> Data {
    var bytes: [UInt8] = [form]
    bytes.reserveCapacity(2 + enquiries.count * 12)
    for enquiry in enquiries { append(enquiry, acceptedAt, to: &bytes) }
    return Data(bytes)
  }

  private static func append(_ enquiry: EnquiryRecord, _ acceptedAt: Moment, to bytes: inout [UInt8]) {
    let machine = enquiry.machine
    let next = machine.nextAt.milliseconds - acceptedAt.milliseconds
    var head = number(of: machine.state)
    if machine.code != nil { head |= 8 }
    if machine.attempts != 0 { head |= 16 }
    if next != 0 { head |= 32 }
    if enquiry.askedAt != nil { head |= 64 }
    bytes.append(head)
    bytes.append((enquiry.isClaimed ? 1 : 0) | (enquiry.isAside ? 2 : 0))
    if let code = machine.code {
      append(UInt64(code.utf8.count), to: &bytes)
      bytes.append(contentsOf: code.utf8)
    }
    if machine.attempts != 0 { append(signed: Int64(machine.attempts), to: &bytes) }
    if next != 0 { append(signed: next, to: &bytes) }
    if let askedAt = enquiry.askedAt { append(signed: askedAt.milliseconds - acceptedAt.milliseconds, to: &bytes) }
  }

  private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
    var rest = number
    while rest >= 128 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 128)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  private static func append(signed number: Int64, to bytes: inout [UInt8]) {
    append(UInt64(bitPattern: number << 1 ^ number >> 63), to: &bytes)
  }

  /// The enquiries of a query; nil if the bytes are not its enquiries as `pack` writes them.
  static func unpack(_ bytes: Data, of query: QueryRecord) -> [EnquiryRecord]? {
    var reader = Reader(bytes: [UInt8](bytes)[...])
    guard reader.byte() == form else { return nil }
    var enquiries: [EnquiryRecord] = []
    enquiries.reserveCapacity(query.banks.count)
    for (position, bank) in query.banks.enumerated() {
      guard
        let enquiry = reader.enquiry(
          query: query.number, position: position, bank: bank, acceptedAt: query.acceptedAt, dueAt: query.dueAt)
      else { return nil }
      enquiries.append(enquiry)
    }
    return reader.bytes.isEmpty ? enquiries : nil
  }

  private struct Reader {
    var bytes: ArraySlice<UInt8>

    mutating func byte() -> UInt8? { bytes.popFirst() }

    mutating func number() -> UInt64? {
      var (value, shift): (UInt64, UInt64) = (0, 0)
      while let byte = bytes.popFirst(), shift < 64 {
        value |= UInt64(byte & 127) << shift
        if byte < 128 { return value }
        shift += 7
      }
      return nil
    }

    mutating func signed() -> Int64? {
      number().map { Int64(bitPattern: $0 >> 1) ^ -Int64(bitPattern: $0 & 1) }
    }

    mutating func text() -> String? {
      guard let count = number(), count <= 256, bytes.count >= Int(count) else { return nil }
      let end = bytes.index(bytes.startIndex, offsetBy: Int(count))
      defer { bytes = bytes[end...] }
      return String(decoding: bytes[..<end], as: UTF8.self)
    }

    mutating func moment(since accepted: Moment) -> Moment? {
      guard let span = signed() else { return nil }
      let (sum, overflows) = accepted.milliseconds.addingReportingOverflow(span)
      return overflows ? nil : Moment(unbound: sum)
    }

    mutating func enquiry(
      query: Int, position: Int, bank: BankCode, acceptedAt: Moment, dueAt: Moment
    ) -> EnquiryRecord? {
      guard let head = byte(), let marks = byte(), head < 128, marks < 4, let state = state(head & 7) else {
        return nil
      }
      var (code, attempts, next, asked): (String?, Int, Moment, Moment?) = (nil, 0, acceptedAt, nil)
      if head & 8 != 0 {
        guard let text = text() else { return nil }
        code = text
      }
      if head & 16 != 0 {
        guard let count = signed() else { return nil }
        attempts = Int(count)
      }
      if head & 32 != 0 {
        guard let moment = moment(since: acceptedAt) else { return nil }
        next = moment
      }
      if head & 64 != 0 {
        guard let moment = moment(since: acceptedAt) else { return nil }
        asked = moment
      }
      return EnquiryRecord(
        query: query, position: position, bank: bank,
        machine: EnquiryMachine(state: state, code: code, attempts: attempts, nextAt: next, dueAt: dueAt),
        askedAt: asked, isClaimed: marks & 1 != 0, isAside: marks & 2 != 0)
    }
  }

  private static func number(of state: EnquiryState) -> UInt8 {
    switch state {
    case .queued: 0
    case .sent: 1
    case .acknowledged: 2
    case .answered: 3
    case .declined: 4
    case .failed: 5
    case .timedOut: 6
    case .withdrawn: 7
    }
  }

  private static func state(_ number: UInt8) -> EnquiryState? {
    switch number {
    case 0: .queued
    case 1: .sent
    case 2: .acknowledged
    case 3: .answered
    case 4: .declined
    case 5: .failed
    case 6: .timedOut
    case 7: .withdrawn
    default: nil
    }
  }
}
