import BankLink
import Domain
import Foundation
import Sealing
import Store
import Text

/// The sandbox's identity check: asks nobody and agrees.
public struct SandboxIdentityCheck: IdentityCheck {
  public init() {}
  public func confirms(_ details: PersonalDetails, region: RegionCode?) async throws(PortFault) -> Bool { true }
  public var sandboxNotice: Bilingual? {
    Bilingual(zh: "沙箱：没有真实的实名核验，视为通过", en: "sandbox: no real identity check was made; it counts as passed")
  }
}

/// The sandbox's face check: passes unless told to fail.
public struct SandboxFaceCheck: FaceCheck {
  public init() {}
  public func passes(_ sample: FaceSample, details: PersonalDetails) async throws(PortFault) -> Bool {
    sample == .given
  }
  public var sandboxNotice: Bilingual? {
    Bilingual(zh: "沙箱：没有真实的人脸核验", en: "sandbox: no real face check was made")
  }
}

/// The sandbox's SMS gateway: puts messages where `chaka phone` reads them.
public struct SandboxMessageGateway: MessageGateway {
  private let store: Store

  public init(store: Store) { self.store = store }

  public func send(_ text: String, to phone: PhoneNumber, id: String) async throws(PortFault) {
    do {
      let hash = store.secret.hash(phone.text, for: .lookUp)
      let sealed = try AtRest(store.secret, for: .messages).seal(Data(text.utf8), context: id)
      try await store.submit(protecting: []) { try $0.deliverInSandbox(id: id, phoneHash: hash, text: sealed) }
    } catch {
      throw .unavailable(service: "SMS")
    }
  }
}

/// The service of a real database without a configured endpoint: every call fails.
public struct UnconfiguredService: IdentityCheck, FaceCheck, MessageGateway {
  private let service: String

  public init(_ service: String) { self.service = service }

  public func confirms(_ details: PersonalDetails, region: RegionCode?) async throws(PortFault) -> Bool {
    throw .notConfigured(service: service)
  }
  public func passes(_ sample: FaceSample, details: PersonalDetails) async throws(PortFault) -> Bool {
    throw .notConfigured(service: service)
  }
  public func send(_ text: String, to phone: PhoneNumber, id: String) async throws(PortFault) {
    throw .notConfigured(service: service)
  }
  public var sandboxNotice: Bilingual? { nil }
  public var obstacle: PortFault? { .notConfigured(service: service) }
}
