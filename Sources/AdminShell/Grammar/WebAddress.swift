import Domain

/// A web address under which a bank is reached, in its one spelling and without a slash at the end (`EndpointURL`).
struct WebAddress {
  let text: String

  init?(_ text: String) {
    guard let url = EndpointURL(text) else { return nil }
    self.text = url.base
  }
}
