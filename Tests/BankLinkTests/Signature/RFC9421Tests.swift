import Crypto
import Foundation
import RawStructuredFieldValues
import Sealing
import Testing

@testable import BankLink

/// The examples of RFC 9421: appendix B.2 (signatures over a request and a response) and section 2 (components).
struct RFC9421Tests {
  static let request = SignedRequest(
    method: "POST", scheme: "https", authority: "example.com", target: "/foo?param=Value&Pet=dog",
    fields: [
      Field("Host", "example.com"), Field("Date", "Tue, 20 Apr 2021 02:07:55 GMT"),
      Field("Content-Type", "application/json"),
      Field(
        "Content-Digest",
        "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:"),
      Field("Content-Length", "18"),
    ])
  static let response = SignedResponse(
    status: 200,
    fields: [
      Field("Date", "Tue, 20 Apr 2021 02:07:56 GMT"), Field("Content-Type", "application/json"),
      Field(
        "Content-Digest",
        "sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5oGX69wWdXymyU0rjJuahq4l5aGgfLQ==:"),
      Field("Content-Length", "23"),
    ], request: request)

  /// The base of a message over the components and parameters of a `Signature-Input` member.
  private func base(_ message: SignedMessage, _ input: String) throws -> String {
    var parser = StructuredFieldValueParser(Array("sig=\(input)".utf8))
    guard case .innerList(let list)? = try parser.parseDictionaryFieldValue()["sig"] else {
      throw SignatureFault.malformed
    }
    let components = list.bareInnerList.compactMap(Component.init)
    guard components.count == list.bareInnerList.count, let text = SignatureBase.text(of: list) else {
      throw SignatureFault.malformed
    }
    return String(decoding: try SignatureBase.bytes(of: message, covering: components, text), as: UTF8.self)
  }

  /// The bases of appendices B.2.1 to B.2.3: minimal, selective and full coverage.
  static let bases: [(String, [String])] = [
    (#"();created=1618884473;keyid="test-key-rsa-pss";nonce="b3k2pp5k7z-50gnwp.yemd""#, []),
    (
      #"("@authority" "content-digest" "@query-param";name="Pet");created=1618884473;keyid="test-key-rsa-pss";tag="header-example""#,
      [
        #""@authority": example.com"#,
        #""content-digest": sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:"#,
        #""@query-param";name="Pet": dog"#,
      ]
    ),
    (
      #"("date" "@method" "@path" "@query" "@authority" "content-type" "content-digest" "content-length");created=1618884473;keyid="test-key-rsa-pss""#,
      [
        #""date": Tue, 20 Apr 2021 02:07:55 GMT"#, #""@method": POST"#, #""@path": /foo"#,
        #""@query": ?param=Value&Pet=dog"#, #""@authority": example.com"#, #""content-type": application/json"#,
        #""content-digest": sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:"#,
        #""content-length": 18"#,
      ]
    ),
  ]

  @Test("B.2.1 to B.2.3: the signature base of a request", arguments: bases)
  func requestBase(input: String, lines: [String]) throws {
    let expected = (lines + [#""@signature-params": \#(input)"#]).joined(separator: "\n")
    #expect(try base(.request(Self.request), input) == expected)
  }

  @Test("B.2.4: a response signed with ECDSA P-256 verifies over our base")
  func responseBase() throws {
    let input =
      #"("@status" "content-type" "content-digest" "content-length");created=1618884473;keyid="test-key-ecc-p256""#
    let key = try P256.Signing.PublicKey(
      x963Representation: [4] + bytes("qIVYZVLCrPZHGHjP17CTW0_-D9Lfw0EkjqF7xB4FivA")
        + bytes("Mc4nN9LTDOBhfoUeg8Ye9WedFRhnZXZJA12Qp0zZ6F0"))
    let signature = try #require(
      Data(
        base64Encoded: "wNmSUAhwb5LxtOtOpNa6W5xj067m5hFrj0XQ4fvpaCLx0NKocgPquLgyahnzDnDAUy5eCdlYUEkLIj+32oiasw=="))
    let found = try base(.response(Self.response), input)
    #expect(key.isValidSignature(try .init(rawRepresentation: signature), for: Data(found.utf8)))
  }

  @Test("B.2.5: a request authenticated with HMAC-SHA256 over our base")
  func sharedSecret() throws {
    let input = #"("date" "@authority" "content-type");created=1618884473;keyid="test-shared-secret""#
    let secret = try #require(
      Data(
        base64Encoded: "uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ=="))
    let code = HMAC<SHA256>.authenticationCode(
      for: Data(try base(.request(Self.request), input).utf8), using: SymmetricKey(data: secret))
    #expect(Data(code).base64EncodedString() == "pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=")
  }

  private static let ed25519Input =
    #"("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519""#
  private static let ed25519Signature =
    "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw=="

  @Test("B.2.6: the Ed25519 signature of the request verifies over our base")
  func verifying() throws {
    let key = try #require(VerifyingKey(rawRepresentation: bytes("JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs")))
    let signature = try #require(Data(base64Encoded: Self.ed25519Signature))
    let found = Data(try base(.request(Self.request), Self.ed25519Input).utf8)
    #expect(key.isValid(signature, of: found))
    #expect(!key.isValid(signature, of: found + [0x20]))
  }

  @Test("B.2.6: a signature of ours with the same key verifies with the published one")
  func signing() throws {
    let key = try #require(SigningKey(rawRepresentation: bytes("n4Ni-HpISpVObnQMW0wOhCKROaIKqKtW_2ZYb2p9KcU")))
    let published = try #require(VerifyingKey(rawRepresentation: bytes("JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs")))
    let found = Data(try base(.request(Self.request), Self.ed25519Input).utf8)
    #expect(published.isValid(key.sign(found), of: found))
  }

  @Test("B.3: a request behind a TLS-terminating proxy, found under its label among others")
  func transformations() throws {
    let input = #"("@method" "@path" "@authority" "accept");created=1618884473;keyid="test-key-ed25519""#
    let request = SignedRequest(
      method: "GET", scheme: "https", authority: "EXAMPLE.org:443", target: "/demo?name1=Value1&Name2=value2",
      fields: [Field("Accept", "application/json"), Field("Accept", "*/*")])
    let key = try #require(VerifyingKey(rawRepresentation: bytes("JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs")))
    let signature = try #require(
      Data(
        base64Encoded: "ZT1kooQsEHpZ0I1IjCqtQppOmIqlJPeo7DHR3SoMn0s5JZ1eRGS0A+vyYP9t/LXlh5QMFFQ6cpLt2m0pmj3NDA=="))
    #expect(key.isValid(signature, of: Data(try base(.request(request), input).utf8)))
  }

  /// The components of sections 2.1 to 2.2.
  static let components: [(String, String)] = [
    (#""x-ows-header""#, "Leading and trailing whitespace."),
    (#""x-obs-fold-header""#, "Obsolete line folding."),
    (#""cache-control""#, "max-age=60, must-revalidate"),
    (#""example-dict""#, "a=1,    b=2;x=1;y=2,   c=(a   b   c), d"),
    (#""x-empty-header""#, ""),
    (#""example-dict";sf"#, "a=1, b=2;x=1;y=2, c=(a b c), d"),
    (#""example-dict";key="a""#, "1"),
    (#""example-dict";key="d""#, "?1"),
    (#""example-dict";key="b""#, "2;x=1;y=2"),
    (#""example-dict";key="c""#, "(a b c)"),
    (#""example-header""#, "value, with, lots, of, commas"),
    (#""example-header";bs"#, ":dmFsdWUsIHdpdGgsIGxvdHM=:, :b2YsIGNvbW1hcw==:"),
    (#""@method""#, "GET"),
    (#""@target-uri""#, "https://www.example.com/path?param=value&foo=bar&baz=batman&qux="),
    (#""@authority""#, "www.example.com"),
    (#""@scheme""#, "https"),
    (#""@request-target""#, "/path?param=value&foo=bar&baz=batman&qux="),
    (#""@path""#, "/path"),
    (#""@query""#, "?param=value&foo=bar&baz=batman&qux="),
    (#""@query-param";name="baz""#, "batman"),
    (#""@query-param";name="qux""#, ""),
    (#""@query-param";name="param""#, "value"),
  ]

  static let example = SignedRequest(
    method: "GET", scheme: "https", authority: "www.example.com",
    target: "/path?param=value&foo=bar&baz=batman&qux=",
    fields: [
      Field("X-OWS-Header", "   Leading and trailing whitespace.   "),
      Field("X-Obs-Fold-Header", "Obsolete\r\n    line folding."),
      Field("Cache-Control", "max-age=60"), Field("Cache-Control", "    must-revalidate"),
      Field("Example-Dict", "  a=1,    b=2;x=1;y=2,   c=(a   b   c), d "), Field("X-Empty-Header", ""),
      Field("Example-Header", "value, with, lots"), Field("Example-Header", "of, commas"),
    ])

  @Test("Sections 2.1 and 2.2: the value of each kind of component", arguments: components)
  func component(identifier: String, value: String) throws {
    let found = try base(.request(Self.example), "(\(identifier))")
    #expect(found == "\(identifier): \(value)\n\"@signature-params\": (\(identifier))")
  }

  @Test("Section 2.2.8: query parameters are decoded and encoded anew")
  func queryParameters() throws {
    let request = SignedRequest(
      method: "GET", scheme: "https", authority: "www.example.com",
      target:
        "/parameters?var=this%20is%20a%20big%0Amultiline%20value&bar=with+plus+whitespace&fa%C3%A7ade%22%3A%20=something"
    )
    let input =
      #"("@query-param";name="var" "@query-param";name="bar" "@query-param";name="fa%C3%A7ade%22%3A%20")"#
    let lines = [
      #""@query-param";name="var": this%20is%20a%20big%0Amultiline%20value"#,
      #""@query-param";name="bar": with%20plus%20whitespace"#,
      #""@query-param";name="fa%C3%A7ade%22%3A%20": something"#, #""@signature-params": \#(input)"#,
    ]
    #expect(try base(.request(request), input) == lines.joined(separator: "\n"))
  }

  @Test("Section 2.4: a response covers its request's components")
  func requestOfResponse() throws {
    let input = #"("@status" "@method";req "@path";req "content-length";req)"#
    let lines = [
      #""@status": 200"#, #""@method";req: POST"#, #""@path";req: /foo"#, #""content-length";req: 18"#,
      #""@signature-params": \#(input)"#,
    ]
    #expect(try base(.response(Self.response), input) == lines.joined(separator: "\n"))
  }

  @Test(
    "What is not in the message, comes twice or is not known is malformed",
    arguments: [
      #"("x-missing")"#, #"("@method" "@method")"#, #"("@status")"#, #"("@unheard-of")"#, #"("date";tr)"#, "(date)",
      #"("@query-param";name="none")"#, #"("content-digest";key="sha-256")"#, #"("@method";req)"#,
    ])
  func malformed(input: String) {
    #expect(throws: SignatureFault.malformed) { try base(.request(Self.request), input) }
  }

  private func bytes(_ text: String) -> Data { Base64URL.decode(text) ?? Data() }
}
