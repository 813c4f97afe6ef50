import BankLink
import Domain
import Foundation
import Text

/// The reply to one request.
struct Reply: Sendable {
  let status: Int
  let fields: [Field]
  let body: Data
  let request: SignedRequest
  let took: Duration

  var json: JSONValue? { try? JSONValue(utf8: Array(body)) }

  func field(_ name: String) -> String? { fields.first { $0.name == name }?.value }

  var isJSON: Bool { mediaType == "application/json" }

  /// Whether the body is JSON, or problem details, which an error body may be, too (RFC 9457).
  var isErrorJSON: Bool { isJSON || mediaType == "application/problem+json" }

  private var mediaType: String? {
    field("content-type")?.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased()
  }

  /// Whether the reply is to a signed request.
  var isToPost: Bool { request.method == "POST" }

  /// The pause that the bank asks for; nil if it asks for none.
  var pause: Duration? {
    guard isBusy, let text = field("retry-after") else { return nil }
    let now = Moment(milliseconds: Int64(machineSeconds()) * 1_000)
    let made = field("date").flatMap { HTTPDate.moment($0, now: now) } ?? now
    return RetryAfter.span(text, now: made).map { .milliseconds($0.milliseconds) } ?? .seconds(1)
  }

  /// Whether the bank has too much to do, whatever the request.
  var isBusy: Bool { status == 429 || status == 503 }
}

extension Reply {
  /// The code of an error body.
  var code: String? { json?["error"]?.text("code") }

  /// Whether the client was turned away before the bank itself, as by a gateway that ends TLS and takes no request
  /// without a certificate (nginx: `ssl_verify_client on`): such a reply has nothing of the protocol.
  var isTurnedAway: Bool { (400...499).contains(status) && code == nil && field("signature") == nil }

  /// The answers of an answer body, as received; nil for any other body.
  var items: [JSONValue]? {
    guard status == 200, case .array(let items)? = json?["answers"] else { return nil }
    return items
  }

  /// The bank's behaviour, as part of a sentence.
  var told: Bilingual {
    if let items {
      return Bilingual(
        zh: "200 和 \(items.count) 个答复", en: "200 with \(items.count.counted("answer", "answers"))")
    }
    if let code { return Bilingual(zh: "\(status) 和代码 \(code)", en: "\(status) with the code \(code)") }
    return Bilingual(zh: "\(status)，且没有可读的 JSON 错误体", en: "\(status) without a readable error body")
  }
}
