import Foundation

/// The answers that one commit took in for a query, as one row of its vault.
///
/// Of each answer: its place in the query (2 bytes, big-endian), a byte that says whether identifiers follow, these (each
/// a byte for its length and its UTF-8), the length of the sealed answer (4 bytes, big-endian), and the sealed answer.
enum PackedAnswers {
  static func pack(_ answers: [KeptAnswer]) -> Data {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(answers.reduce(0) { $0 + $1.sealed.count + ($1.names == nil ? 7 : 519) })
    for answer in answers {
      withUnsafeBytes(of: UInt16(answer.position).bigEndian) { bytes.append(contentsOf: $0) }
      bytes.append(answer.names == nil ? 0 : 1)
      for name in [answer.names?.enquiry, answer.names?.consent].compactMap(\.self) {
        bytes.append(UInt8(min(255, name.utf8.count)))
        bytes.append(contentsOf: name.utf8.prefix(255))
      }
      withUnsafeBytes(of: UInt32(answer.sealed.count).bigEndian) { bytes.append(contentsOf: $0) }
      bytes.append(contentsOf: answer.sealed)
    }
    return Data(bytes)
  }

  /// The answers; nil if the bytes are not as `pack` writes them.
  static func unpack(_ bytes: Data) -> [KeptAnswer]? {
    var answers: [KeptAnswer] = []
    let isWhole = each(of: bytes) { position, names, sealed in
      let names = names.map { Transaction.EnquiryNames(enquiry: text($0.enquiry), consent: text($0.consent)) }
      answers.append(KeptAnswer(position: position, sealed: Data(sealed), names: names))
    }
    return isWhole ? answers : nil
  }

  /// The places of the answers; nil if the bytes are not as `pack` writes them.
  static func positions(_ bytes: Data) -> [Int]? {
    var positions: [Int] = []
    return each(of: bytes) { position, _, _ in positions.append(position) } ? positions : nil
  }

  private typealias Bytes = Slice<UnsafeRawBufferPointer>

  /// Hands over each answer, without a copy; false if the bytes end too early, or are not as `pack` writes them.
  private static func each(
    of bytes: Data, _ take: (_ position: Int, _ names: (enquiry: Bytes, consent: Bytes)?, _ sealed: Bytes) -> Void
  ) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        guard let position = number(2, &rest), let hasNames = number(1, &rest), hasNames < 2 else { return false }
        var names: (Bytes, Bytes)?
        if hasNames == 1 {
          guard let enquiry = part(number(1, &rest), &rest), let consent = part(number(1, &rest), &rest) else {
            return false
          }
          names = (enquiry, consent)
        }
        guard let sealed = part(number(4, &rest), &rest) else { return false }
        take(position, names, sealed)
      }
      return true
    }
  }

  private static func number(_ size: Int, _ rest: inout Bytes) -> Int? {
    part(size, &rest)?.reduce(0) { $0 << 8 | Int($1) }
  }

  private static func part(_ count: Int?, _ rest: inout Bytes) -> Bytes? {
    guard let count, rest.count >= count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  private static func text(_ bytes: Bytes) -> String { String(decoding: bytes, as: UTF8.self) }
}
