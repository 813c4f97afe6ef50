import Foundation

/// One parameter of a query string (RFC 9421, section 2.2.8): decoded as a form and encoded anew.
enum QueryParameter {
  /// The value; nil if the parameter is missing or comes twice. `name` is encoded as in the component.
  static func value(of name: String, in query: String) -> String? {
    var found: String?
    for pair in query.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let key = recoded(parts[0]), key == name else { continue }
      guard found == nil, let value = recoded(parts.count > 1 ? parts[1] : "") else { return nil }
      found = value
    }
    return found
  }

  private static let unreserved = CharacterSet(
    charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789*-._")

  private static func recoded(_ text: Substring) -> String? {
    text.replacingOccurrences(of: "+", with: " ").removingPercentEncoding?
      .addingPercentEncoding(withAllowedCharacters: unreserved)
  }
}
