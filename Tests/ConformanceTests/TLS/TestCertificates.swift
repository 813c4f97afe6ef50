import BankLink
import Foundation

/// A certificate for localhost, good until 2126, that both sides of a test show each other, and the authority behind
/// it, whose own key is gone. They protect nothing.
enum TestCertificates {
  /// Writes the files into a new folder for as long as `body` runs.
  static func with<Value>(_ body: (TLSFiles) async throws -> Value) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(path: "chaka-tls-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let texts = ["side.pem": certificate, "side.key": privateKey, "roots.pem": authority]
    for (name, text) in texts { try Data(text.utf8).write(to: folder.appending(path: name)) }
    let path = { (name: String) in folder.appending(path: name).path }
    return try await body(
      TLSFiles(certificate: path("side.pem"), privateKey: path("side.key"), roots: path("roots.pem")))
  }

  private static let authority = """
    -----BEGIN CERTIFICATE-----
    MIIBbjCCARWgAwIBAgIUcMIuJ5sjo16GsXPtgLVmNwq+zAwwCgYIKoZIzj0EAwIw
    FjEUMBIGA1UEAwwLQ2hha2EgdGVzdHMwIBcNMjYxMTIyMDEzNTM5WhgPMjEyNjEw
    MjkwMTM1MzlaMBYxFDASBgNVBAMMC0NoYWthIHRlc3RzMFkwEwYHKoZIzj0CAQYI
    KoZIzj0DAQcDQgAEx4sU050fErMvjfkZDxfLtaN5ktp8ohbaz8tiO9bpwNiaOfDw
    t1xkI9Ur55MgV7ReO212u1PU3A+iIip8Atp5DKM/MD0wDwYDVR0TAQH/BAUwAwEB
    /zALBgNVHQ8EBAMCAQYwHQYDVR0OBBYEFCagpFuwiWhOya4wNHGDHx/2DcMoMAoG
    CCqGSM49BAMCA0cAMEQCIA6/XttW9LnboOM9DP98yeRqfq9NnC73k/jf0lh6gqwo
    AiAsfayNsLGBImkvfgz4TDTkkUfnNMPN7UI1N/RS11eRIQ==
    -----END CERTIFICATE-----
    """

  private static let certificate = """
    -----BEGIN CERTIFICATE-----
    MIIByDCCAW6gAwIBAgIUfZWrc4Io85hiQQl7z0YZ+evqkFkwCgYIKoZIzj0EAwIw
    FjEUMBIGA1UEAwwLQ2hha2EgdGVzdHMwIBcNMjYxMTIyMDEzNTM5WhgPMjEyNjEw
    MjkwMTM1MzlaMBQxEjAQBgNVBAMMCWxvY2FsaG9zdDBZMBMGByqGSM49AgEGCCqG
    SM49AwEHA0IABFK3YnopEMQl0qFmwEyx1lAiX1y07xz3V6vg+z42Jtex1261n6qa
    tcyRvWazEmvOV3fl0Eaxsz2jUpgWmViINoyjgZkwgZYwGgYDVR0RBBMwEYIJbG9j
    YWxob3N0hwR/AAABMB0GA1UdJQQWMBQGCCsGAQUFBwMBBggrBgEFBQcDAjAMBgNV
    HRMBAf8EAjAAMAsGA1UdDwQEAwIHgDAdBgNVHQ4EFgQUGhE9TOyBLtAakAD3i8VF
    v5Mnz4MwHwYDVR0jBBgwFoAUJqCkW7CJaE7JrjA0cYMfH/YNwygwCgYIKoZIzj0E
    AwIDSAAwRQIhAK+PBdo5vsh5KNxfJqI0iXxB7NJqxWGwZ5Y+K8wzab7OAiAfPRIm
    01icbUqKIQpA+xk0evMtStx4HG2cloK+bQl1RA==
    -----END CERTIFICATE-----
    """

  private static let privateKey = """
    -----BEGIN PRIVATE KEY-----
    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgQ6Diq8kjo28R+vje
    Yy9EqibBQMRgVY7wpkp75lXWNhqhRANCAARSt2J6KRDEJdKhZsBMsdZQIl9ctO8c
    91er4Ps+NibXsddutZ+qmrXMkb1msxJrzld35dBGsbM9o1KYFplYiDaM
    -----END PRIVATE KEY-----
    """
}
