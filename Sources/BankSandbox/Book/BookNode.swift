import Domain
import Text
import Yams

/// A place in a book that knows its file and line, so that every fault can name them.
struct BookNode {
  let node: Node
  let file: String
  /// The key of the node's value.
  let key: String

  func fault(_ problem: BookFault.Problem) -> BookFault {
    BookFault(file: file, line: node.mark?.line, problem: problem)
  }

  func expected(_ shape: BookFault.Shape) -> BookFault { fault(.expected(key: key, shape)) }

  /// The mapping's entries; throws if one of its keys is not in `allowed`.
  func entries(allowed: Set<String>) throws(BookFault) -> [String: BookNode] {
    let entries = try entries()
    for (name, entry) in entries where !allowed.contains(name) { throw entry.fault(.unknownKey(name)) }
    return Dictionary(entries) { first, _ in first }
  }

  /// One of the mapping's entries; throws if it is missing.
  func required(_ key: String, in entries: [String: BookNode]) throws(BookFault) -> BookNode {
    guard let entry = entries[key] else { throw fault(.missing(key: key)) }
    return entry
  }

  /// The mapping's entries in order.
  func entries() throws(BookFault) -> [(String, BookNode)] {
    guard let mapping = node.mapping else { throw expected(.mapping) }
    var entries: [(String, BookNode)] = []
    for (name, value) in mapping {
      guard let name = name.scalar?.string else { throw expected(.mapping) }
      entries.append((name, BookNode(node: value, file: file, key: name)))
    }
    return entries
  }

  func list() throws(BookFault) -> [BookNode] {
    guard let sequence = node.sequence else { throw expected(.list) }
    return sequence.map { BookNode(node: $0, file: file, key: key) }
  }

  func text() throws(BookFault) -> String {
    guard let text = node.scalar?.string, !text.trimmingSpaces().isEmpty else { throw expected(.text) }
    return text
  }

  func yesOrNo() throws(BookFault) -> Bool {
    guard let value = node.bool else { throw expected(.yesOrNo) }
    return value
  }

  func seconds() throws(BookFault) -> Span {
    guard let seconds = node.scalar.flatMap({ Double($0.string) }), (0...86_400).contains(seconds) else {
      throw expected(.seconds)
    }
    return .milliseconds(Int64(seconds * 1_000))
  }

  func bankCode() throws(BookFault) -> BankCode {
    guard let text = node.scalar?.string, let code = BankCode(sandbox: text) else { throw expected(.bankCode) }
    return code
  }
}

extension BankCode {
  /// A code as it may stand in a book or a path: 1 to 32 lower-case letters, digits and hyphens.
  public init?(sandbox text: String) {
    let allowed = text.utf8.allSatisfy { byte in
      (byte >= 97 && byte <= 122) || (byte >= 48 && byte <= 57) || byte == UInt8(ascii: "-")
    }
    guard allowed, (1...32).contains(text.utf8.count) else { return nil }
    self.init(text)
  }
}
