import Foundation

/// The answers that one commit took in for a query, as one row of its vault.
///
/// Of each answer: its place in the query (2 bytes, big-endian), a byte that says whether identifiers follow, these (each
/// a byte for its length and its UTF-8), the length of the sealed answer (4 bytes, big-endian), and the sealed answer.
enum PackedAnswers {
  static func pack(_ answers: [KeptAnswer]) -> Data {
    var bytes = Data(capacity: answers.reduce(0) { $0 + $1.sealed.count + 8 })
    for answer in answers {
      withUnsafeBytes(of: UInt16(answer.position).bigEndian) { bytes.append(contentsOf: $0) }
      bytes.append(answer.names == nil ? 0 : 1)
      for name in [answer.names?.enquiry, answer.names?.consent].compactMap(\.self) {
        bytes.append(UInt8(min(255, name.utf8.count)))
        bytes.append(contentsOf: name.utf8.prefix(255))
      }
      withUnsafeBytes(of: UInt32(answer.sealed.count).bigEndian) { bytes.append(contentsOf: $0) }
      bytes.append(answer.sealed)
    }
    return bytes
  }

  /// The answers; nil if the bytes are not as `pack` writes them.
  static func unpack(_ bytes: Data) -> [KeptAnswer]? {
    var rest = bytes[...]
    var answers: [KeptAnswer] = []
    while !rest.isEmpty {
      guard let position = number(2, &rest), let hasNames = rest.popFirst(), hasNames < 2 else { return nil }
      var names: Transaction.EnquiryNames?
      if hasNames == 1 {
        guard let enquiry = text(&rest), let consent = text(&rest) else { return nil }
        names = Transaction.EnquiryNames(enquiry: enquiry, consent: consent)
      }
      guard let count = number(4, &rest), rest.count >= count else { return nil }
      answers.append(KeptAnswer(position: position, sealed: Data(rest.prefix(count)), names: names))
      rest = rest.dropFirst(count)
    }
    return answers
  }

  private static func number(_ size: Int, _ rest: inout Data) -> Int? {
    guard rest.count >= size else { return nil }
    defer { rest = rest.dropFirst(size) }
    return rest.prefix(size).reduce(0) { $0 << 8 | Int($1) }
  }

  private static func text(_ rest: inout Data) -> String? {
    guard let count = rest.popFirst().map(Int.init), rest.count >= count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return String(decoding: rest.prefix(count), as: UTF8.self)
  }
}
