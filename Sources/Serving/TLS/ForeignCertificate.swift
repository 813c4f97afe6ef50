import Crypto
import Foundation
import NIOSSL

/// A certificate with the names of another one, signed by its own key: only a side that verifies signatures tells them
/// apart. The conformance suite presents it to banks, which have to hang up.
struct ForeignCertificate {
  /// The certificate: X.509, version 1 (RFC 5280, section 4.1).
  let der: Data
  /// The private key in PEM.
  let privateKey: String

  /// - Parameter certificate: a PEM file; the first certificate in it gives the names.
  init(like certificate: String) throws {
    guard let own = try NIOSSLCertificate.fromPEMFile(certificate).first else { throw CocoaError(.fileReadCorruptFile) }
    let names = try Names(der: Data(own.toDERBytes()))
    let key = P256.Signing.PrivateKey()
    let body = DER.sequence([
      DER.integer(Int.random(in: 1..<1 << 40)), Self.algorithm, names.issuer, Self.validity, names.subject,
      key.publicKey.derRepresentation,
    ])
    let signature = try key.signature(for: body).derRepresentation
    der = DER.sequence([body, Self.algorithm, DER.value(0x03, [0] + signature)])
    privateKey = key.pemRepresentation
  }

  /// ecdsa-with-SHA256 (RFC 5758).
  private static let algorithm = DER.sequence([
    DER.value(0x06, [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02])
  ])

  /// The term, from yesterday to tomorrow.
  private static var validity: Data {
    DER.sequence([-86_400, 86_400].map { DER.time(Date(timeIntervalSinceNow: $0)) })
  }

  /// Issuer and subject as they stand in a certificate.
  private struct Names {
    let issuer: Data
    let subject: Data

    init(der: Data) throws {
      var outer = DER.Reader(der)
      var certificate = DER.Reader(try outer.next().content)
      var body = DER.Reader(try certificate.next().content)
      var field = try body.next()
      // The version, which may be missing, comes before the serial number.
      if field.tag == 0xa0 { field = try body.next() }
      _ = try body.next()
      issuer = try body.next().whole
      _ = try body.next()
      subject = try body.next().whole
    }
  }
}

/// The part of the distinguished encoding rules (X.690) that such a certificate needs.
private enum DER {
  static func value(_ tag: UInt8, _ content: some Sequence<UInt8>) -> Data {
    let content = Data(content)
    return Data([tag]) + length(content.count) + content
  }

  static func sequence(_ parts: [Data]) -> Data { value(0x30, parts.reduce(Data(), +)) }

  static func integer(_ number: Int) -> Data {
    let bytes = withUnsafeBytes(of: number.bigEndian) { Data($0) }
    let significant = bytes.drop { $0 == 0 }
    return value(0x02, (significant.first.map { $0 >= 0x80 } ?? true ? [0] : []) + significant)
  }

  /// The date as UTCTime.
  static func time(_ date: Date) -> Data {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: date)
    let numbers = [
      (parts.year ?? 0) % 100, parts.month, parts.day, parts.hour, parts.minute, parts.second,
    ].map { $0 ?? 0 }
    return value(0x17, (numbers.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined() + "Z").utf8)
  }

  private static func length(_ count: Int) -> Data {
    if count < 0x80 { return Data([UInt8(count)]) }
    let bytes = withUnsafeBytes(of: count.bigEndian) { Data($0) }.drop { $0 == 0 }
    return Data([0x80 | UInt8(bytes.count)]) + bytes
  }

  /// Reads values one after the other.
  struct Reader {
    private var rest: Data

    init(_ bytes: Data) { rest = bytes }

    mutating func next() throws -> (tag: UInt8, content: Data, whole: Data) {
      var header = 2
      guard rest.count >= header, let tag = rest.first else { throw CocoaError(.fileReadCorruptFile) }
      var length = Int(rest[rest.startIndex + 1])
      if length >= 0x80 {
        let count = length & 0x7f
        guard (1...3).contains(count), rest.count >= header + count else { throw CocoaError(.fileReadCorruptFile) }
        length = rest.dropFirst(header).prefix(count).reduce(0) { $0 << 8 | Int($1) }
        header += count
      }
      guard rest.count >= header + length else { throw CocoaError(.fileReadCorruptFile) }
      let whole = Data(rest.prefix(header + length))
      rest = Data(rest.dropFirst(header + length))
      return (tag, Data(whole.dropFirst(header)), whole)
    }
  }
}
