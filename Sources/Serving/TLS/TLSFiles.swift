import Foundation
import NIOSSL
import Sealing
import Synchronization

/// The certificate that a side presents, its private key, and the trusted authorities: PEM files. The files are read
/// again when one of them changes, so that certificates can be renewed while programs run: later connections use the
/// new ones. Files that do not belong together yet are used only once the earlier ones have ended.
public final class TLSFiles: Sendable {
  public let certificate: String
  public let privateKey: String
  /// Certificates of the authorities that the other side's certificate is checked with.
  public let roots: String
  /// The peers from which a listening side takes connections.
  package let admission: Admission

  package enum Admission: Sendable {
    /// Peers with a certificate of a trusted authority.
    case trusted
    /// Peers with any certificate: for a bank that has to fail the conformance suite.
    case anyCertificate
    /// Any peer, which is asked for a certificate: for a gateway that turns others away with a response.
    case asked
    /// Any peer, which is not asked: for another such bank.
    case anybody
  }

  private let last = Mutex<Reading?>(nil)

  public convenience init(certificate: String, privateKey: String, roots: String) {
    self.init(certificate: certificate, privateKey: privateKey, roots: roots, admission: .trusted)
  }

  private init(certificate: String, privateKey: String, roots: String, admission: Admission) {
    self.admission = admission
    self.certificate = certificate
    self.privateKey = privateKey
    self.roots = roots
  }

  /// Throws if the files cannot be used.
  public func check() throws { _ = try reading() }

  /// The TLS of a connecting side, which presents its certificate and verifies the other's, name included.
  package func client() throws -> TLSConfiguration { try reading().client }

  /// The TLS of a connecting side without a certificate, for the conformance suite.
  package func anonymous() throws -> TLSConfiguration {
    var configuration = try client()
    configuration.certificateChain = []
    configuration.privateKey = nil
    return configuration
  }

  /// The TLS of a connecting side with a certificate that only its own key has signed.
  package func foreign() throws -> TLSConfiguration {
    var configuration = try client()
    let foreign = try ForeignCertificate(like: certificate)
    configuration.certificateChain = [.certificate(try NIOSSLCertificate(bytes: Array(foreign.der), format: .der))]
    configuration.privateKey = .privateKey(
      try NIOSSLPrivateKey(bytes: Array(foreign.privateKey.utf8), format: .pem))
    return configuration
  }

  /// The same files for a side that takes connections from other peers, too.
  package func admitting(_ admission: Admission) -> TLSFiles {
    TLSFiles(certificate: certificate, privateKey: privateKey, roots: roots, admission: admission)
  }

  /// The TLS of a listening side: peers have to present a certificate of a trusted authority.
  func server() throws -> NIOSSLContext { try reading().server }

  /// The end of the first certificate in the presented chain; nil if there is none.
  package var end: Date? { try? reading().end }

  /// Whether a connection can come about with the files just now, by the terms of the certificates in them.
  package var isCurrent: Bool {
    guard let reading = try? reading() else { return false }
    let now = Date()
    return reading.begin <= now && now < reading.end && now < reading.rootsEnd
  }

  private struct Reading {
    let stamps: [Date?]
    let client: TLSConfiguration
    let server: NIOSSLContext
    /// The time from which on the presented certificates are valid.
    let begin: Date
    let end: Date
    /// The time at which the last trusted root ends.
    let rootsEnd: Date
  }

  private func reading() throws -> Reading {
    let stamps = stamps
    let last = last.withLock { $0 }
    if let last, last.stamps == stamps { return last }
    do {
      let reading = try read(stamps)
      self.last.withLock { $0 = reading }
      return reading
    } catch {
      guard let last, Date() < last.end else { throw error }
      return last
    }
  }

  private func read(_ stamps: [Date?]) throws -> Reading {
    let chain = try NIOSSLCertificate.fromPEMFile(certificate)
    let authorities = try NIOSSLCertificate.fromPEMFile(roots)
    let roots = NIOSSLTrustRoots.certificates(authorities)
    let key = NIOSSLPrivateKeySource.privateKey(try NIOSSLPrivateKey(file: privateKey, format: .pem))
    try FileRights.require(privateKey)
    for path in [certificate, self.roots] { try FileRights.requireUnchangeable(path) }
    var client = TLSConfiguration.makeClientConfiguration()
    client.certificateChain = chain.map { .certificate($0) }
    client.privateKey = key
    client.trustRoots = roots
    client.minimumTLSVersion = .tlsv12
    var server = TLSConfiguration.makeServerConfiguration(certificateChain: client.certificateChain, privateKey: key)
    server.trustRoots = roots
    server.minimumTLSVersion = .tlsv12
    server.certificateVerification =
      switch admission {
      case .trusted, .anyCertificate: .noHostnameVerification
      case .asked: .optionalVerification
      case .anybody: .none
      }
    return Reading(
      stamps: stamps, client: client, server: try NIOSSLContext(configuration: server),
      begin: chain.map(\.begin).max() ?? .distantPast, end: chain.map(\.end).min() ?? .distantFuture,
      rootsEnd: authorities.map(\.end).max() ?? .distantPast)
  }

  private var stamps: [Date?] {
    [certificate, privateKey, roots].map { path in
      (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
    }
  }
}

extension NIOSSLCertificate {
  var begin: Date { Date(timeIntervalSince1970: Double(notValidBefore)) }
  var end: Date { Date(timeIntervalSince1970: Double(notValidAfter)) }
}
