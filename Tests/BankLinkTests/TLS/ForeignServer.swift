import BankLink
import Domain
import Foundation
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import NIOSSL
import Sealing
import ServiceLifecycle
import Serving
import Testing

/// A bank with a foreign server: it keeps connections for as long as its client does, replies to every request with no
/// answers, and presents the certificate of its files at the beginning of a connection.
struct ForeignServer {
  let files: TLSFiles
  let key = SigningKey()

  func endpoint(_ port: Int) -> BankEndpoint {
    BankEndpoint(
      bank: BankCode("abc"), url: "https://127.0.0.1:\(port)/abc",
      publicKey: SealingPublicKey(rawRepresentation: Data(repeating: 9, count: 32)), signingKeys: [key.publicKey])
  }

  func service(_ onListening: @escaping @Sendable (Int) async -> Void) throws -> any Service {
    let signer = MessageSigner(key)
    let router = Router()
    router.post("/**") { request, _ in
      JSONReply.signed(Data(#"{"answers":[]}"#.utf8), to: SignedRequest(request.head, scheme: "https"), by: signer)
    }
    return Application(
      router: router, server: try .tls(.http1(), tlsConfiguration: configuration()),
      configuration: .init(address: .hostname("127.0.0.1", port: 0)),
      onServerRunning: { await onListening($0.localAddress?.port ?? 0) }, logger: silentLogger)
  }

  private func configuration() throws -> TLSConfiguration {
    let shown = try shown()
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: shown.certificateChain ?? [], privateKey: try #require(shown.privateKey))
    configuration.trustRoots = .file(files.roots)
    configuration.certificateVerification = .noHostnameVerification
    configuration.sslContextCallback = { _, promise in promise.completeWith(Result { try self.shown() }) }
    return configuration
  }

  private func shown() throws -> NIOSSLContextConfigurationOverride {
    var shown = NIOSSLContextConfigurationOverride()
    shown.certificateChain = try NIOSSLCertificate.fromPEMFile(files.certificate).map { .certificate($0) }
    shown.privateKey = .privateKey(try NIOSSLPrivateKey(file: files.privateKey, format: .pem))
    return shown
  }
}
