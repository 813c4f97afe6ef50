/// A web address under which a bank is reached: scheme, host, maybe port and path; no user, query or fragment.
struct WebAddress {
  /// Without a slash at the end.
  let text: String

  init?(_ text: String) {
    let lowered = text.lowercased()
    guard let scheme = ["http://", "https://"].first(where: lowered.hasPrefix), text.utf8.count <= 1_000,
      text.utf8.allSatisfy({ Self.allowed.contains($0) })
    else { return nil }
    let rest = text.dropFirst(scheme.count).split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard Self.isAuthority(rest[0]) else { return nil }
    self.text = String(text.reversed().drop { $0 == "/" }.reversed())
  }

  private static let allowed = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:/[]%!*'(),+=".utf8)

  private static func isAuthority(_ text: Substring) -> Bool {
    let isBracketed = text.hasPrefix("[")
    let parts = text.split(separator: isBracketed ? "]" : ":", omittingEmptySubsequences: false)
    guard parts.count <= 2, let host = parts.first, host.count > (isBracketed ? 1 : 0) else { return false }
    guard parts.count == 2 else { return !isBracketed }
    return isBracketed && parts[1].isEmpty || isPort(isBracketed ? parts[1].dropFirst() : parts[1])
  }

  private static func isPort(_ text: Substring) -> Bool {
    guard text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(text) else { return false }
    return (1...65_535).contains(number)
  }
}
