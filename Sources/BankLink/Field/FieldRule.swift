/// The header fields that a bank's messages may have, and the grammar of each (`Protocol/openapi.yaml`, "Header
/// fields").
///
/// The network is blind (rule 5), and a field is as good a place for a name or a card number as a body. So the list is
/// closed. A field that is read here, or follows from the message, may come once and has a grammar that allows nothing
/// else; a field added by a proxy or a tracer is not used or stored, and is searched all the same for numbers like a
/// person's (`PersonalNumber`). A message with any other field is refused.
package enum FieldRule {
  /// The kind of message that the fields belong to.
  package enum Message: Sendable {
    /// A 200 of a bank.
    case answer
    /// Any other response of a bank. The network reads `Retry-After` and `Date` of its fields, and refuses none.
    case refusal
    /// A post of a bank to the network.
    case callback
  }

  static func isAllowed(_ fields: [Field], in message: Message) -> Bool { offender(in: fields, of: message) == nil }

  /// The name of the first field that is refused.
  package static func offender(in fields: [Field], of message: Message = .answer) -> String? {
    for (place, field) in fields.enumerated() {
      if let grammar = grammar(of: field.name, in: message) {
        guard grammar.matches(field.value, in: message) else { return field.name }
        let isAgain = fields[..<place].contains { $0.name == field.name }
        if grammar.standsOnce, isAgain { return field.name }
      } else {
        return field.name
      }
    }
    return nil
  }

  private static func grammar(of name: String, in message: Message) -> FieldGrammar? {
    if let grammar = everywhere[name] { return grammar }
    return switch message {
    case .answer: nil
    case .refusal: refusals[name]
    case .callback: callbacks[name]
    }
  }
}

extension FieldRule {
  /// Every field of the list, in lower case.
  static var names: Set<String> { Set(everywhere.keys).union(refusals.keys).union(callbacks.keys) }

  private static let refusals: [String: FieldGrammar] = ["www-authenticate": .text]

  private static let callbacks: [String: FieldGrammar] = [
    "expect": .continuation, "http2-settings": .settings, "idempotency-key": .text,
  ]

  private static let everywhere: [String: FieldGrammar] = {
    let closed: [(FieldGrammar, String)] = [
      (.mediaType, "content-type"), (.number, "content-length"), (.word("chunked"), "transfer-encoding"),
      (.word("identity"), "content-encoding"), (.date, "date last-modified sunset"), (.dateOrNumber, "retry-after"),
      (.dateOrNumber, "expires deprecation"), (.digest, "content-digest"), (.signatureInput, "signature-input"),
      (.signature, "signature"),
      (
        .number,
        """
        age ratelimit-limit ratelimit-remaining ratelimit-reset x-cache-hits x-envoy-attempt-count \
        x-envoy-expected-rq-timeout-ms x-envoy-upstream-service-time x-forwarded-port x-kong-proxy-latency \
        x-kong-response-latency x-kong-upstream-latency x-ratelimit-limit x-ratelimit-remaining x-ratelimit-reset
        """
      ),
      (.traceparent, "traceparent traceresponse"),
      (.hexadecimal, "x-b3-parentspanid x-b3-spanid x-b3-traceid"),
    ]
    let open: [(FieldGrammar, String)] = [
      (.trace, "b3 cf-ray eagleid tracestate uber-trace-id x-amzn-trace-id x-cloud-trace-context x-timer x-varnish"),
      (.addresses, "forwarded x-envoy-external-address x-forwarded-for x-real-ip"),
      (
        .text,
        """
        accept accept-charset accept-encoding accept-language accept-ranges allow alt-svc cache-control \
        cf-cache-status connection content-language content-security-policy cross-origin-embedder-policy \
        cross-origin-opener-policy cross-origin-resource-policy etag keep-alive origin-agent-cluster \
        permissions-policy pragma proxy-connection referrer-policy server server-timing strict-transport-security te \
        trailer upgrade user-agent vary via x-amz-apigw-id x-amz-cf-id x-amz-cf-pop x-amzn-requestid x-azure-ref \
        x-b3-flags x-b3-sampled x-cache x-content-type-options x-correlation-id x-download-options \
        x-envoy-decorator-operation x-envoy-immediate-health-check-fail x-envoy-internal x-envoy-original-path \
        x-envoy-overloaded x-envoy-ratelimited x-envoy-upstream-healthchecked-cluster x-forwarded-host \
        x-forwarded-proto x-frame-options x-kong-request-id x-ms-request-id x-permitted-cross-domain-policies \
        x-powered-by x-request-id x-response-time x-runtime x-served-by x-xss-protection
        """
      ),
    ]
    var table: [String: FieldGrammar] = [:]
    for (grammar, names) in closed + open {
      for name in names.split(separator: " ") { table[String(name)] = grammar }
    }
    return table
  }()
}
