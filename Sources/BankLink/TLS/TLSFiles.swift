import Foundation
import NIOSSL
import Sealing
import Synchronization

/// The certificate a side shows, its private key, and whom it trusts: PEM files. They are read again when one of them
/// changes, so that certificates can be renewed while programs run: every connection that begins afterwards has the new
/// ones. Files that do not belong together yet count only once what was read before has ended.
public final class TLSFiles: Sendable {
  public let certificate: String
  public let privateKey: String
  /// Certificates of the authorities that the other side's certificate is checked with.
  public let roots: String
  /// From whom a side that listens takes connections.
  package let admission: Admission

  package enum Admission: Sendable {
    /// Whoever shows a certificate of a trusted authority.
    case trusted
    /// Whoever shows any certificate: a bank that has to fail the conformance suite.
    case anyCertificate
    /// Whoever connects, and is asked for a certificate: a gateway that turns others away with a response.
    case asked
    /// Whoever connects: another such bank.
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

  /// Throws where the files cannot be used.
  public func check() throws { _ = try reading() }

  /// For the side that connects: it shows its certificate and checks the other's, name included.
  package func client() throws -> TLSConfiguration { try reading().client }

  /// For a side that connects and shows no certificate, as the conformance suite tries to.
  package func anonymous() throws -> TLSConfiguration {
    var configuration = try client()
    configuration.certificateChain = []
    configuration.privateKey = nil
    return configuration
  }

  /// For a side that connects and shows a certificate that only its own key has signed.
  package func foreign() throws -> TLSConfiguration {
    var configuration = try client()
    let foreign = try ForeignCertificate(like: certificate)
    configuration.certificateChain = [.certificate(try NIOSSLCertificate(bytes: Array(foreign.der), format: .der))]
    configuration.privateKey = .privateKey(
      try NIOSSLPrivateKey(bytes: Array(foreign.privateKey.utf8), format: .pem))
    return configuration
  }

  /// The same files for a side that takes connections from others, too.
  package func admitting(_ admission: Admission) -> TLSFiles {
    TLSFiles(certificate: certificate, privateKey: privateKey, roots: roots, admission: admission)
  }

  /// For the side that listens: whoever connects has to show a certificate of a trusted authority.
  func server() throws -> NIOSSLContext { try reading().server }

  /// When the first certificate of the chain shown here ends; nil where there is none.
  var end: Date? { try? reading().end }

  /// Whether a connection can come about with the files just now, by the terms of the certificates in them.
  var isCurrent: Bool {
    guard let reading = try? reading() else { return false }
    let now = Date()
    return reading.begin <= now && now < reading.end && now < reading.rootsEnd
  }

  private struct Reading {
    let stamps: [Date?]
    let client: TLSConfiguration
    let server: NIOSSLContext
    /// From when the certificates shown here are good.
    let begin: Date
    let end: Date
    /// When the last of those ends by which the other side is trusted.
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
