import Domain

/// A web address under which a bank is reached, as typed but without a slash at the end. An address that can be read in
/// two ways is invalid (`EndpointURL`).
struct WebAddress {
  let text: String

  init?(_ text: String) {
    guard EndpointURL(text) != nil else { return nil }
    self.text = text.hasSuffix("/") ? String(text.dropLast()) : text
  }
}
