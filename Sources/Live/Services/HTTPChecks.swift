import BankLink
import Domain
import QueryEngine
import Text

/// `POST {"name","idNumber","phone","region"}` answers `{"verified":true}`. A change of the phone number has no region.
public struct HTTPIdentityCheck: IdentityCheck {
  private let service: HTTPService
  public let sandboxNotice: Bilingual? = nil

  public init(_ service: HTTPService) { self.service = service }

  public func confirms(_ details: PersonalDetails, region: RegionCode?) async throws(PortFault) -> Bool {
    let place = region.map { [JSONValue.Member("region", .string($0.text))] } ?? []
    return try await service.verdict("verified", of: .object(details.members + place))
  }
}

/// `POST {"name","idNumber","phone"}` answers `{"passed":true}`.
public struct HTTPFaceCheck: FaceCheck {
  private let service: HTTPService
  public let sandboxNotice: Bilingual? = nil

  public init(_ service: HTTPService) { self.service = service }

  public func passes(_ sample: FaceSample, details: PersonalDetails) async throws(PortFault) -> Bool {
    guard sample == .given else { return false }
    return try await service.verdict("passed", of: .object(details.members))
  }
}

/// `POST {"id","phone","text"}`; any 2xx means that the gateway has the SMS.
public struct HTTPMessageGateway: MessageGateway {
  private let service: HTTPService

  public init(_ service: HTTPService) { self.service = service }

  public func send(_ text: String, to phone: PhoneNumber, id: String) async throws(PortFault) {
    _ = try await service.post(["id": .string(id), "phone": .string(phone.text), "text": .string(text)])
  }
}
