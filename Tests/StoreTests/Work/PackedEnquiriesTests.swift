import Domain
import Foundation
import TestFixtures
import TestRandom
import Testing

@testable import Store

@Suite("A query's enquiries, packed")
struct PackedEnquiriesTests {
  private static let accepted = TestDatabase.start

  private static func query(_ count: Int) -> QueryRecord {
    .sample("Q1", at: (0..<count).map { BankCode("bank\($0)") })
  }

  private static func pack(_ enquiries: [EnquiryRecord]) -> Data {
    PackedEnquiries.pack(enquiries, acceptedAt: accepted)
  }

  private static func enquiry(
    _ position: Int, _ state: EnquiryState, code: String? = nil, attempts: Int = 0, next: Moment = accepted,
    asked: Moment? = nil, marks: Int = 0
  ) -> EnquiryRecord {
    EnquiryRecord(
      query: 0, position: position, bank: BankCode("bank\(position)"),
      machine: EnquiryMachine(
        state: state, code: code, attempts: attempts, nextAt: next, dueAt: accepted.adding(QueryMachine.deadline)),
      askedAt: asked, isClaimed: marks & 1 != 0, isAside: marks & 2 != 0)
  }

  private static let codes: [String?] = [nil, "", "no_endpoint", "银行", String(repeating: "x", count: 256)]
  private static let attempts = [0, 1, -1, 63, 64, 128, 1_000_000, .max, .min]
  private static let times = [
    accepted, accepted.adding(.milliseconds(1)), accepted.adding(.milliseconds(-1)), accepted.adding(.hours(24)),
    Moment(milliseconds: 0), .distantFuture,
  ]

  @Test("comes back as it was: every state, code, number of attempts, time and mark", arguments: EnquiryState.allCases)
  func roundTrip(state: EnquiryState) {
    var enquiries: [EnquiryRecord] = []
    for code in Self.codes {
      for attempts in Self.attempts {
        for next in Self.times {
          for asked in [nil] + Self.times.map(Optional.some) {
            enquiries.append(
              Self.enquiry(
                enquiries.count, state, code: code, attempts: attempts, next: next, asked: asked,
                marks: enquiries.count % 4))
          }
        }
      }
    }
    let query = Self.query(enquiries.count)
    #expect(PackedEnquiries.unpack(Self.pack(enquiries), of: query) == enquiries)
  }

  @Test("takes two bytes an enquiry while nothing has happened, and few when something has")
  func size() {
    let new = WorkRecord.new(Self.query(24)).enquiries
    #expect(Self.pack(new).count == 1 + 2 * 24)
    let sent = Self.enquiry(0, .sent, next: Self.accepted.adding(.seconds(45)), marks: 1)
    #expect(Self.pack([sent]).count == 1 + 2 + 3)
  }

  private static let some = [
    enquiry(0, .queued), enquiry(1, .declined, code: "unspecified", asked: accepted.adding(.seconds(1))),
    enquiry(2, .sent, code: "bank_timed_out", attempts: 300, next: accepted.adding(.minutes(15)), marks: 2),
  ]

  @Test("is nothing where the end is missing, or something is behind it")
  func lengths() {
    let (whole, query) = (Self.pack(Self.some), Self.query(3))
    #expect(PackedEnquiries.unpack(whole, of: query) == Self.some)
    for count in 0..<whole.count { #expect(PackedEnquiries.unpack(whole.prefix(count), of: query) == nil) }
    #expect(PackedEnquiries.unpack(whole + [0], of: query) == nil)
    #expect(PackedEnquiries.unpack(Data([7, 7]) + whole, of: query) == nil)
    // A slice of other bytes is read from its own beginning.
    #expect(PackedEnquiries.unpack((Data([7, 7]) + whole).dropFirst(2), of: query) == Self.some)
  }

  @Test("is nothing for a query with more banks, or fewer")
  func banks() {
    let packed = Self.pack(Self.some)
    for count in [0, 2, 4] { #expect(PackedEnquiries.unpack(packed, of: Self.query(count)) == nil) }
  }

  /// The largest number in base 128: the signed number with the lowest value.
  private static let largest: [UInt8] = Array(repeating: 255, count: 9) + [1]

  private static let breakages: [(String, [UInt8])] = [
    ("another form", [2, 0, 0]), ("no form", [0, 0]), ("a part that is unknown", [1, 128, 0]),
    ("a mark that is unknown", [1, 0, 4]), ("all marks", [1, 0, 255]),
    ("a code that is longer than the rest", [1, 8, 0, 3, 120, 120]),
    ("a code that is longer than codes are", [1, 8, 0, 129, 2] + Array(repeating: 120, count: 257)),
    ("a code without an end to its length", [1, 8, 0] + Array(repeating: 255, count: 40)),
    ("a code whose length is beyond every number", [1, 8, 0] + largest),
    ("attempts without an end", [1, 16, 0] + Array(repeating: 128, count: 40)),
    ("attempts that are cut off", [1, 16, 0, 128]),
    ("a next time after all time", [1, 32, 0, 254] + Array(repeating: 255, count: 8) + [1]),
    ("a first asking after all time", [1, 64, 0, 254] + Array(repeating: 255, count: 8) + [1]),
  ]

  @Test("is nothing where it is broken", arguments: breakages)
  func broken(what: String, bytes: [UInt8]) {
    #expect(PackedEnquiries.unpack(Data(bytes), of: Self.query(1)) == nil)
  }

  @Test("with a time before all time is at the beginning of time")
  func clamped() throws {
    let found = PackedEnquiries.unpack(Data([1, 32, 0] + Self.largest), of: Self.query(1))
    #expect(try #require(found)[0].machine.nextAt == Moment(milliseconds: 0))
  }

  @Test("stops nothing, whatever bytes there are, and what is read is written again", arguments: 0..<20)
  func fuzz(seed: Int) {
    var random = Seeded(seed)
    let whole = Self.pack(Self.some)
    var read = 0
    for _ in 0..<500 {
      let bytes = Self.spoilt(whole, by: &random)
      let query = Self.query(random.pick([0, 1, 3, 3, 3, 24]))
      guard let found = PackedEnquiries.unpack(bytes, of: query) else { continue }
      read += 1
      guard found.allSatisfy({ $0.machine.code.map { $0.utf8.count <= 256 } ?? true }) else { continue }
      #expect(PackedEnquiries.unpack(Self.pack(found), of: query) == found, "\([UInt8](bytes))")
    }
    #expect(read > 0)
  }

  /// Bytes at random, or the given ones with a few changed, left out, put in or cut off.
  static func spoilt(_ whole: Data, by random: inout Seeded) -> Data {
    if random.oneIn(3) {
      return Data([random.oneIn(2) ? 1 : 0] + (0..<random.below(60)).map { _ in UInt8(random.below(256)) })
    }
    var bytes = [UInt8](whole)
    for _ in 0..<random.below(4) where !bytes.isEmpty {
      let place = random.below(bytes.count)
      switch random.below(4) {
      case 0: bytes[place] ^= 1 << UInt8(random.below(8))
      case 1: bytes[place] = UInt8(random.below(256))
      case 2: bytes.remove(at: place)
      default: bytes.insert(UInt8(random.below(256)), at: place)
      }
    }
    return Data(random.oneIn(3) ? Array(bytes.prefix(random.below(bytes.count + 1))) : bytes)
  }
}
