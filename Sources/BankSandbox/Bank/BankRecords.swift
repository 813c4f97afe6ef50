import BankLink
import Crypto
import Domain
import Foundation
import Sealing
import Text

/// The enquiries of a bank in a file: a line for each, so that the same enquiry gets the same answer after a restart,
/// too. The person is stored only as a digest under a salt of the file. The file is readable by its owner alone.
struct BankRecords: Sendable {
  private let file: String
  private let salt: Data

  /// Nil if the file cannot be made or read.
  init?(file: String) {
    let files = FileManager.default
    try? files.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    if !files.fileExists(atPath: file) {
      let salt = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
      let line = JSONValue.object([.init("salt", .string(salt.base64EncodedString()))]).compact + "\n"
      guard files.createFile(atPath: file, contents: Data(line.utf8), attributes: [.posixPermissions: 0o600]) else {
        return nil
      }
    }
    guard let first = Self.lines(of: file).first, let salt = first.bytes("salt") else { return nil }
    self.file = file
    self.salt = salt
  }

  func digest(of person: IdentityDocument) -> Data { PersonDigest.of(person, salt: salt) }

  /// The stored enquiries, oldest first. A line that was cut off by a crash is skipped.
  func kept() -> [(enquiry: String, entry: BankMemory.Entry)] {
    Self.lines(of: file).dropFirst().compactMap { line in
      guard let enquiry = line.text("enquiry"), let consent = line.text("consent"), let person = line.bytes("person"),
        let at = line.text("firstReceived").flatMap(Moment.init(text:)), let reply = BankReply(recorded: line)
      else { return nil }
      return (enquiry, BankMemory.Entry(firstReceived: at, consent: consent, person: person, reply: reply))
    }
  }

  func add(_ entry: BankMemory.Entry, for enquiry: String) {
    var line: JSONValue = [
      "enquiry": .string(enquiry), "consent": .string(entry.consent),
      "person": .string(entry.person.base64EncodedString()), "firstReceived": JSONValue(entry.firstReceived),
    ]
    switch entry.reply {
    case .answered(let sealed): line = line.setting("sealed", .string(sealed.base64EncodedString()))
    case .declined(let code): line = line.setting("code", .string(code.rawValue))
    case .accepted, .malformed: return
    }
    guard let handle = FileHandle(forWritingAtPath: file) else { return }
    defer { try? handle.close() }
    _ = try? handle.seekToEnd()
    try? handle.write(contentsOf: Data((line.compact + "\n").utf8))
  }

  private static func lines(of file: String) -> [JSONValue] {
    let bytes = FileManager.default.contents(atPath: file) ?? Data()
    return bytes.split(separator: UInt8(ascii: "\n")).map { (try? JSONValue(utf8: Array($0))) ?? .null }
  }
}

/// The digest of an enquiry's person, by which the same person is recognised.
enum PersonDigest {
  static func of(_ person: IdentityDocument, salt: Data) -> Data {
    let name = (try? PersonName(person.name))?.comparisonKey ?? person.name
    let text = lengthPrefixed([name, IdentityNumber.normal(person.idNumber), PhoneNumber.normal(person.phone)])
    return Data(HMAC<SHA256>.authenticationCode(for: text, using: SymmetricKey(data: salt)))
  }
}

extension BankReply {
  fileprivate init?(recorded line: JSONValue) {
    if let sealed = line.bytes("sealed") {
      self = .answered(sealed)
    } else if let code = line.text("code").flatMap(DeclineCode.init) {
      self = .declined(code)
    } else {
      return nil
    }
  }
}
