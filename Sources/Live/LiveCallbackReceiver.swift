import BankLink
import Domain
import Foundation
import QueryEngine
import Sealing
import Store
import Synchronization

/// Answers the callback server from the store and the engine. Keys are looked up at most once a second and bank, so
/// that a flood costs the database nothing; work that waits for the database or a file leaves the event loop.
public final class LiveCallbackReceiver: CallbackReceiver {
  private let engine: QueryEngine
  private let store: Store
  private let banks: HTTPBankPort
  private let known = Mutex<[BankCode: (until: ContinuousClock.Instant, keys: [VerifyingKey])]>([:])
  private let registered = Mutex<(until: ContinuousClock.Instant, catalogue: Catalogue)?>(nil)

  public init(engine: QueryEngine, store: Store, banks: HTTPBankPort) {
    self.engine = engine
    self.store = store
    self.banks = banks
  }

  public func networkKeys() async throws -> KeysMessage {
    let keys = try await BlockingWork.run { [store] in try store.networkKeys.published(now: store.now()) }
    return KeysMessage(keys: keys.map { .init(.sign, publicKey: $0.key.publicKey.rawRepresentation) })
  }

  public func networkSigner() async throws -> MessageSigner {
    MessageSigner(try await BlockingWork.run { [store] in try store.networkKeys.signing(now: store.now()) })
  }

  public func signingKeys(of bank: BankCode) async throws -> [VerifyingKey]? {
    let now = ContinuousClock.now
    if let known = known.withLock({ $0[bank] }), now < known.until { return known.keys }
    if let catalogue = currentCatalogue(at: now), catalogue.bank(bank) == nil { return nil }
    guard try await BlockingWork.run({ [self] in try catalogue(at: now).bank(bank) != nil }) else { return nil }
    let endpoint = try await store.readAside { try $0.bankEndpoint(of: bank) }
    let keys =
      if let endpoint { (try? await banks.signingKeys(of: endpoint)) ?? [] } else { [VerifyingKey]() }
    known.withLock { $0[bank] = (now.advanced(by: .seconds(1)), keys) }
    return keys
  }

  /// The catalogue, looked up at most once a second, like the keys.
  private func catalogue(at now: ContinuousClock.Instant) throws -> Catalogue {
    if let catalogue = currentCatalogue(at: now) { return catalogue }
    let catalogue = try store.runningCatalogue()
    registered.withLock { $0 = (now.advanced(by: .seconds(1)), catalogue) }
    return catalogue
  }

  /// The catalogue; nil if it was looked up too long ago, or never.
  private func currentCatalogue(at now: ContinuousClock.Instant) -> Catalogue? {
    registered.withLock { $0 }.flatMap { now < $0.until ? $0.catalogue : nil }
  }

  public func take(
    _ replies: BankReplies, from bank: BankCode, nonce: MessageVerifier.Verified
  ) async throws -> TakenMessage? {
    let until = Moment(milliseconds: Int64(nonce.replayableUntil) * 1_000)
    do {
      let receipt = try await engine.take(replies, from: bank, nonce: nonce.nonce, nonceUntil: until)
      return TakenMessage(
        taken: receipt.taken, refused: receipt.refused.map { .init(enquiry: $0.enquiry, code: $0.code) })
    } catch IntakeFault.replayed {
      return nil
    }
  }

  public func note(refusal code: String, of bank: BankCode) { engine.refusals.count(code, bank: bank) }
}
