import Text

/// A table whose rows are authenticated under the server secret: which of its columns a seal covers, and which stand
/// beside it.
///
/// A seal covers the table's name, and of every bound column that is not null its name, the kind of its value and the
/// value. A column that a later migration adds may therefore be bound, too: where it is null the seals of before hold.
struct SealedTable: Sendable, Equatable {
  let kind: RowKind
  /// As the statements name it.
  let name: String
  /// Bound columns by which a row is found; they come first.
  let identity: [String]
  /// Every bound column, in the order in which rows are read and written.
  let bound: [String]
  /// Columns that are written with a new row and are not bound.
  let beside: [String]
  /// What every seal begins with.
  let prefix: [UInt8]
  let names: [[UInt8]]

  init(_ kind: RowKind, _ name: String, identity: [String], bound: [String], beside: [String] = []) {
    self.kind = kind
    self.name = name
    self.identity = identity
    self.bound = identity + bound
    self.beside = beside
    prefix = SealText.framed(name)
    names = self.bound.map(SealText.framed)
    let placeholders = (1...self.bound.count + beside.count + 1).map { "$\($0)" }
    let columns = self.bound + beside + [Self.seal]
    insertion =
      "insert into \(name) (\(columns.joined(separator: ", "))) values (\(placeholders.joined(separator: ", ")))"
    insertionUnlessThere = "\(insertion) on conflict (\(identity.joined(separator: ", "))) do nothing"
    selection = (self.bound + [Self.seal]).joined(separator: ", ")
    whereIdentity = identity.enumerated().map { "\($0.element) = $\($0.offset + 1)" }.joined(separator: " and ")
  }

  /// The column that holds the seal.
  static let seal = "seal"

  /// Puts in a row: the bound columns, those beside, the seal.
  let insertion: String
  let insertionUnlessThere: String
  /// The bound columns and the seal, as `Transaction.isIntact` wants them first in a row.
  let selection: String
  /// The condition that finds one row, its first parameters the values of the identity.
  let whereIdentity: String

  static func == (left: SealedTable, right: SealedTable) -> Bool { left.name == right.name }
}

/// What a sealed row is about. The raw values begin the objects of audit records.
public enum RowKind: String, Sendable, CaseIterable {
  case person
  case session
  case code
  case query
  case enquiry
  case kept
  case message
  case delivered
  case bank
  case certification
  case maintenance

  /// In a sentence: `rows about ... were altered`.
  public var name: Bilingual {
    switch self {
    case .person: Bilingual(zh: "登记人", en: "registered people")
    case .session: Bilingual(zh: "登录", en: "sessions")
    case .code: Bilingual(zh: "短信验证码", en: "SMS codes")
    case .query: Bilingual(zh: "查询", en: "queries")
    case .enquiry: Bilingual(zh: "向银行的询问", en: "enquiries")
    case .kept: Bilingual(zh: "为报告保存的内容", en: "what is kept for reports")
    case .message: Bilingual(zh: "待发短信", en: "SMS to be sent")
    case .delivered: Bilingual(zh: "沙箱已送达的短信", en: "SMS delivered in the sandbox")
    case .bank: Bilingual(zh: "银行的接口与密钥", en: "banks' endpoints and keys")
    case .certification: Bilingual(zh: "银行的认证", en: "banks' certifications")
    case .maintenance: Bilingual(zh: "银行的维护时段", en: "banks' maintenances")
    }
  }
}

/// The bytes that a seal is taken over: no two rows give the same.
enum SealText {
  /// A text with its length, 4 bytes big-endian, before it.
  static func framed(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    append(text.utf8, to: &bytes)
    return bytes
  }

  /// The kind of a value and the value; nothing for one that is null.
  static func append(_ name: [UInt8], _ value: SQLValue, to bytes: inout [UInt8]) {
    switch value {
    case .null: return
    case .integer(let integer):
      bytes.append(contentsOf: name)
      bytes.append(UInt8(ascii: "i"))
      withUnsafeBytes(of: integer.bigEndian) { bytes.append(contentsOf: $0) }
    case .text(let text):
      bytes.append(contentsOf: name)
      bytes.append(UInt8(ascii: "t"))
      append(text.utf8, to: &bytes)
    case .blob(let data):
      bytes.append(contentsOf: name)
      bytes.append(UInt8(ascii: "b"))
      append(data, to: &bytes)
    }
  }

  private static func append(_ part: some Collection<UInt8>, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: UInt32(part.count).bigEndian) { bytes.append(contentsOf: $0) }
    bytes.append(contentsOf: part)
  }
}
