import Crypto
import Foundation
import Serving
import TestFixtures
import X509

/// An authority whose certificates protect nothing: for 127.0.0.1 and localhost, for either side of a connection, in a
/// folder of its own.
package struct TestAuthority: Sendable {
  private let key = P256.Signing.PrivateKey()
  private let folder: TemporaryFolder
  private static func name() throws -> DistinguishedName { try DistinguishedName { CommonName("Chaka tests") } }
  private static let usualSeconds = 86_400.0

  /// Gives `body` an authority whose folder is removed afterwards.
  package static func with<Value>(_ body: (TestAuthority) async throws -> Value) async throws -> Value {
    let authority = TestAuthority(folder: try TemporaryFolder())
    defer { withExtendedLifetime(authority) {} }
    try authority.write(authority.root().serializeAsPEM().pemString, "roots.pem")
    return try await body(authority)
  }

  /// The files of a side, made anew each time: a certificate that is valid until a time, in whole seconds.
  @discardableResult
  package func files(_ side: String, until: Date = Date(timeIntervalSinceNow: usualSeconds)) throws -> TLSFiles {
    let key = P256.Signing.PrivateKey()
    try write(leaf(key.publicKey, until: until).serializeAsPEM().pemString, "\(side).pem")
    try write(key.pemRepresentation, "\(side).key")
    return TLSFiles(certificate: path("\(side).pem"), privateKey: path("\(side).key"), roots: path("roots.pem"))
  }

  private func path(_ name: String) -> String { folder.path(of: name) }

  private func write(_ text: String, _ name: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path(name)), options: .atomic)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path(name))
  }

  private func root() throws -> Certificate {
    try certificate(
      for: key.publicKey, named: Self.name(), until: Date(timeIntervalSinceNow: Self.usualSeconds),
      Certificate.Extensions {
        Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
        Critical(KeyUsage(keyCertSign: true))
      })
  }

  private func leaf(_ key: P256.Signing.PublicKey, until: Date) throws -> Certificate {
    try certificate(
      for: key, named: DistinguishedName { CommonName("localhost") }, until: until,
      Certificate.Extensions {
        Critical(BasicConstraints.notCertificateAuthority)
        Critical(KeyUsage(digitalSignature: true))
        try ExtendedKeyUsage([.serverAuth, .clientAuth])
        SubjectAlternativeNames([.dnsName("localhost"), .ipAddress(.init(contentBytes: [127, 0, 0, 1]))])
      })
  }

  private func certificate(
    for key: P256.Signing.PublicKey, named name: DistinguishedName, until: Date, _ extensions: Certificate.Extensions
  ) throws -> Certificate {
    try Certificate(
      version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: .init(key),
      notValidBefore: Date(timeIntervalSinceNow: -Self.usualSeconds), notValidAfter: until, issuer: Self.name(),
      subject: name, extensions: extensions, issuerPrivateKey: .init(self.key))
  }
}
