import Domain

/// Which fields a bank's messages may have: those of HTTP, of the proxies on the way and of this protocol, and no others.
///
/// The network is blind (design: rule 5), and a field is as good a place for a name or a card number as a body: so what a
/// bank made up itself is refused, and no field that may hold any text holds a number as long as that of a card or of an
/// identity document.
package enum FieldRule {
  static func isAllowed(_ fields: some Sequence<Field>) -> Bool { offender(in: fields) == nil }

  /// The name of the first field that is refused.
  package static func offender(in fields: some Sequence<Field>) -> String? {
    fields.first { field in
      !exact.contains(field.name) && (!free.contains(field.name) || holdsLongNumber(field.value))
    }?.name
  }

  /// Fields whose values are judged where they are read, or follow from the message.
  private static let exact: Set<String> = [
    "content-digest", "content-length", "content-type", "date", "expect", "host", "http2-settings", "idempotency-key",
    "retry-after", "signature", "signature-input", "transfer-encoding",
  ]

  private static let free: Set<String> = [
    "accept", "accept-charset", "accept-encoding", "accept-language", "accept-ranges", "age", "allow", "alt-svc",
    "cache-control", "connection", "content-encoding", "content-language", "content-security-policy", "etag", "expires",
    "forwarded", "keep-alive", "last-modified", "origin-agent-cluster", "permissions-policy", "pragma",
    "proxy-connection", "referrer-policy", "server", "server-timing", "strict-transport-security", "te", "traceparent",
    "tracestate", "trailer", "upgrade", "user-agent", "vary", "via", "x-content-type-options", "x-correlation-id",
    "x-forwarded-for", "x-forwarded-host", "x-forwarded-port", "x-forwarded-proto", "x-frame-options", "x-powered-by",
    "x-real-ip", "x-request-id", "x-xss-protection",
  ]

  /// Digits of the shortest card number.
  private static let longNumber = 13

  /// Whether 13 digits or more stand together, spaces left out, with no letter beside them: what is part of a longer
  /// word, as in the name of a trace, is no number.
  private static func holdsLongNumber(_ value: String) -> Bool {
    var (digits, isInWord, isAfterSpace) = (0, false, true)
    for byte in value.utf8 {
      switch byte {
      case 0x30...0x39:
        if !isInWord { digits += 1 }
        isAfterSpace = false
      case 0x20, 0x09: (isInWord, isAfterSpace) = (false, true)
      case 0x41...0x5a, 0x61...0x7a, 0x80...:
        if digits >= longNumber, isAfterSpace { return true }
        (digits, isInWord, isAfterSpace) = (0, true, false)
      default:
        if digits >= longNumber { return true }
        (digits, isInWord, isAfterSpace) = (0, false, false)
      }
    }
    return digits >= longNumber
  }
}
