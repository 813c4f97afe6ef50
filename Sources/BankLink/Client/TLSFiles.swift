import Foundation
import NIOSSL
import Synchronization

/// The certificate a side shows, its private key, and whom it trusts: PEM files. They are read again when one of them
/// changes, so that certificates can be renewed while programs run.
public final class TLSFiles: Sendable {
  public let certificate: String
  public let privateKey: String
  /// Certificates of the authorities that the other side's certificate is checked with.
  public let roots: String
  /// Whether whoever connects has to show a certificate.
  private let isMutual: Bool
  private let cache = Mutex<(stamps: [Date?], configuration: TLSConfiguration)?>(nil)

  public convenience init(certificate: String, privateKey: String, roots: String) {
    self.init(certificate: certificate, privateKey: privateKey, roots: roots, isMutual: true)
  }

  private init(certificate: String, privateKey: String, roots: String, isMutual: Bool) {
    self.isMutual = isMutual
    self.certificate = certificate
    self.privateKey = privateKey
    self.roots = roots
  }

  /// For the side that connects: it shows its certificate and checks the other's, name included.
  public func client() throws -> TLSConfiguration {
    let stamps = stamps
    if let cached = cache.withLock({ $0 }), cached.stamps == stamps { return cached.configuration }
    var configuration = TLSConfiguration.makeClientConfiguration()
    try fill(&configuration)
    cache.withLock { $0 = (stamps, configuration) }
    return configuration
  }

  /// For a side that connects and shows no certificate, as the conformance suite tries to.
  package func anonymous() throws -> TLSConfiguration {
    var configuration = try client()
    configuration.certificateChain = []
    configuration.privateKey = nil
    return configuration
  }

  /// The same files for a side that listens to anybody: a bank that has to fail the conformance suite.
  package var forAnybody: TLSFiles {
    TLSFiles(certificate: certificate, privateKey: privateKey, roots: roots, isMutual: false)
  }

  /// For the side that listens: whoever connects has to show a certificate of a trusted authority.
  public func server() throws -> TLSConfiguration {
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: [], privateKey: .privateKey(try NIOSSLPrivateKey(file: privateKey, format: .pem)))
    try fill(&configuration)
    configuration.certificateVerification = isMutual ? .noHostnameVerification : .none
    return configuration
  }

  private func fill(_ configuration: inout TLSConfiguration) throws {
    configuration.minimumTLSVersion = .tlsv12
    configuration.certificateChain = try NIOSSLCertificate.fromPEMFile(certificate).map { .certificate($0) }
    configuration.privateKey = .privateKey(try NIOSSLPrivateKey(file: privateKey, format: .pem))
    configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(roots))
  }

  private var stamps: [Date?] {
    [certificate, privateKey, roots].map { path in
      (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
    }
  }
}
