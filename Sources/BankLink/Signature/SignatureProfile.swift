import RawStructuredFieldValues

/// The components and parameters of this protocol's signatures.
public struct SignatureProfile: Sendable {
  /// The `tag` parameter, which distinguishes this protocol's signature from others on the same message.
  public static let tag = "chaka-1"
  public static let label = "chaka"
  public static let algorithm = "ed25519"
  /// The time for which a signature is good.
  public static let lifetimeSeconds = 300
  /// The largest difference between two clocks.
  public static let skewSeconds = 300
  /// The number of characters of a nonce.
  static let nonceLength = 16...64

  /// The components, in the order of our own signatures; others may use another.
  let components: [Component]
  /// The list of the components in our spelling.
  let list: String

  private init(_ items: [Item]) {
    components = items.compactMap(Component.init)
    list = "(\(components.map(\.identifier).joined(separator: " ")))"
  }

  /// The value of the member under this protocol's label, if a field begins with it.
  static func member(of field: String) -> Substring? {
    guard field.utf8.starts(with: mark) else { return nil }
    return Substring(field.utf8.dropFirst(mark.count))
  }

  private static let mark = Array("\(label)=".utf8)

  /// The components of a request: method, target, authority and digest of the body.
  static let request = SignatureProfile([
    item("@method"), item("@authority"), item("@request-target"), item("content-digest"),
  ])

  /// The components of a response: status and digest, and the signature of its request.
  static let response = SignatureProfile([
    item("@status"), item("content-digest"), item("signature", ["req": .bool(true), "key": .string(label)]),
  ])

  private static func item(_ name: String, _ parameters: KeyValuePairs<String, RFC9651BareItem> = [:]) -> Item {
    var map = OrderedMap<String, RFC9651BareItem>()
    for (key, value) in parameters { map[key] = value }
    return Item(bareItem: .string(name), parameters: map)
  }
}
