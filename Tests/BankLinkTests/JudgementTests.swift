import BankLink
import Crypto
import Domain
import Foundation
import Sealing
import Testing

struct JudgementTests {
  static let sealed: Data = {
    let binding = AnswerBinding(enquiry: "e", bank: BankCode("abc"), consent: "c")
    let key = Curve25519.KeyAgreement.PrivateKey().sealingKey
    do { return try AnswerSeal.seal([], binding: binding, to: key) } catch { preconditionFailure("\(error)") }
  }()
  static let base64 = sealed.base64EncodedString()

  static let items: [(String, BankReply)] = [
    (#"{"enquiry":"e","status":"answered","sealed":"\#(base64)"}"#, .answered(sealed)),
    (#"{"enquiry":"e","status":"answered","cards":[]}"#, .malformed(code: "unsealed_answer")),
    (#"{"enquiry":"e","status":"answered","sealed":"{\"cards\":[]}"}"#, .malformed(code: "unsealed_answer")),
    (#"{"enquiry":"e","status":"answered","sealed":"eyJjYXJkcyI6W119"}"#, .malformed(code: "unsealed_answer")),
    (#"{"enquiry":"e","status":"answered","sealed":"!!"}"#, .malformed(code: "bad_shape")),
    (#"{"enquiry":"e","status":"answered","sealed":"\#(base64.dropLast(8))"}"#, .malformed(code: "unpadded_answer")),
    (#"{"enquiry":"e","status":"accepted"}"#, .accepted(retryAfter: nil)),
    (#"{"enquiry":"e","status":"accepted","retryAfterSeconds":1.5}"#, .accepted(retryAfter: .milliseconds(1_500))),
    (#"{"enquiry":"e","status":"accepted","retryAfterSeconds":0}"#, .accepted(retryAfter: .seconds(0))),
    (#"{"enquiry":"e","status":"accepted","retryAfterSeconds":86400}"#, .accepted(retryAfter: .hours(24))),
    (#"{"enquiry":"e","status":"accepted","retryAfterSeconds":86400.5}"#, .malformed(code: "bad_shape")),
    (#"{"enquiry":"e","status":"accepted","retryAfterSeconds":6228480000000000018}"#, .malformed(code: "bad_shape")),
    (#"{"enquiry":"e","status":"accepted","retryAfterSeconds":-1}"#, .malformed(code: "bad_shape")),
    (#"{"enquiry":"e","status":"accepted","retryAfterSeconds":1e300}"#, .malformed(code: "bad_shape")),
    (#"{"enquiry":"e","status":"declined","code":"identity_mismatch"}"#, .declined(.identityMismatch)),
    (#"{"enquiry":"e","status":"declined","code":"张三 6228480000000000018"}"#, .malformed(code: "bad_shape")),
    (#"{"enquiry":"e","status":"declined"}"#, .malformed(code: "bad_shape")),
    (#"{"enquiry":"e","status":"unheard_of"}"#, .malformed(code: "bad_shape")),
    (#"{"enquiry":"e","status":7}"#, .malformed(code: "bad_shape")),
    (#"{"enquiry":"e"}"#, .malformed(code: "bad_shape")),
  ]

  @Test("Each item is judged by itself", arguments: items)
  func judging(json: String, expected: BankReply) throws {
    let other = #"{"enquiry":"other","status":"declined","code":"unspecified"}"#
    let message = try Wire.decode(AnswerMessage.self, from: Data(#"{"answers":[\#(json),\#(other)]}"#.utf8))
    #expect(message.replies["e"] == expected)
    #expect(message.replies["other"] == .declined(.unspecified))
  }

  @Test("Items that name no enquiry are for nobody; duplicates and strangers are kept for the engine")
  func strangers() throws {
    let body = #"{"answers":[7,null,{"status":"accepted"},{"enquiry":"a","status":"accepted"},{"enquiry":"a"}]}"#
    let replies = try Wire.decode(AnswerMessage.self, from: Data(body.utf8)).replies
    #expect(replies.items.map(\.enquiry) == ["a", "a"])
  }

  @Test(
    "A body that cannot be read is garbage",
    arguments: [
      (Array("<html>".utf8), WireFault.notJSON), ([], .notJSON), (Array("{".utf8), .notJSON), ([0xff, 0xfe], .notJSON),
      (Array(#"{"answers":["\#u{e9}"]}"#.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }), .notJSON),
      (Array("{}".utf8), .badShape), (Array("[]".utf8), .badShape), (Array(#"{"answers":{}}"#.utf8), .badShape),
      (Array((#"{"answers":"# + String(repeating: "[", count: 100_000)).utf8), .tooDeep),
      (Array(#"{"answers":[],"x":{"a":1,"a":2}}"#.utf8), .duplicateKey),
    ] as [([UInt8], WireFault)])
  func garbage(body: [UInt8], expected: WireFault) {
    #expect(throws: expected) { try Wire.decode(AnswerMessage.self, from: Data(body)) }
  }

  @Test("A batch is read as it was written, and nothing in it tells of other banks")
  func batch() throws {
    let item = EnquiryMessage.Item(enquiry: "e", consent: "a.b.c", identity: Data([1, 2]))
    let message = EnquiryMessage(
      batch: "b", sentAt: Moment(milliseconds: 0), callback: nil, encapsulatedKey: Data([3]), keyId: "k",
      enquiries: [item])
    let text = String(decoding: Wire.encode(message), as: UTF8.self)
    #expect(text.contains(#""callback":null"#) && text.contains(#""protocol":"1""#))
    #expect(text.contains(#""sentAt":"1970-01-01T08:00:00+08:00""#))
    #expect(try Wire.decode(EnquiryMessage.self, from: Data(text.utf8)) == message)
  }
}
