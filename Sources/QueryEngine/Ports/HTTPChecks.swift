import AsyncHTTPClient
import BankLink
import Domain
import Foundation
import NIOCore

/// One JSON question to a configured endpoint.
public struct HTTPService: Sendable {
  private let client: HTTPClient
  private let url: String
  private let timeoutSeconds: Int
  private let name: String

  public init(_ name: String, url: String, timeoutSeconds: Int, client: HTTPClient = .shared) {
    self.name = name
    self.url = url
    self.timeoutSeconds = timeoutSeconds
    self.client = client
  }

  private static let largestReply = 64 * 1024

  /// The reply to a POST; any failure and any status but 2xx is `unavailable`.
  func post(_ body: JSONValue) async throws(PortFault) -> JSONValue? {
    var request = HTTPClientRequest(url: url)
    request.method = .POST
    request.headers.add(name: "content-type", value: "application/json")
    request.body = .bytes(ByteBuffer(string: body.compact))
    do {
      let response = try await client.execute(request, timeout: .seconds(Int64(timeoutSeconds)))
      guard (200..<300).contains(response.status.code) else { throw PortFault.unavailable(service: name) }
      let reply = try await response.body.collect(upTo: Self.largestReply)
      return JSONValue(json: String(buffer: reply))
    } catch {
      throw .unavailable(service: name)
    }
  }

  /// The reply's verdict under a key; anything but true or false is no answer.
  func verdict(_ key: String, of body: JSONValue) async throws(PortFault) -> Bool {
    guard case .bool(let verdict)? = try await post(body)?[key] else { throw .unavailable(service: name) }
    return verdict
  }
}

/// `POST {"name","idNumber","phone","region"}` answers `{"verified":true}`.
public struct HTTPIdentityCheck: IdentityCheck {
  private let service: HTTPService
  public let sandboxNotice: Bilingual? = nil

  public init(_ service: HTTPService) { self.service = service }

  public func confirms(_ details: PersonalDetails, region: RegionCode) async throws(PortFault) -> Bool {
    try await service.verdict(
      "verified",
      of: .object(details.members + [.init("region", .string(region.text))]))
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

/// `POST {"id","phone","text"}`; any 2xx says that the gateway has it.
public struct HTTPMessageGateway: MessageGateway {
  private let service: HTTPService
  public let sandboxNotice: Bilingual? = nil

  public init(_ service: HTTPService) { self.service = service }

  public func send(_ text: String, to phone: PhoneNumber, id: String) async throws(PortFault) {
    _ = try await service.post(["id": .string(id), "phone": .string(phone.text), "text": .string(text)])
  }
}

extension PersonalDetails {
  var members: [JSONValue.Member] {
    [
      .init("name", .string(name.text)), .init("idNumber", .string(idNumber.text)), .init("phone", .string(phone.text)),
    ]
  }

  /// What is sealed at rest.
  var document: Data { Data(JSONValue.object(members).compact.utf8) }

  /// Reads what `document` wrote; what is in it was checked before, and nobody else can seal it.
  init?(document: Data) {
    guard let json = try? JSONValue(utf8: Array(document)),
      case .string(let name)? = json["name"], case .string(let number)? = json["idNumber"],
      case .string(let phone)? = json["phone"]
    else { return nil }
    self.init(
      name: PersonName(stored: name), idNumber: IdentityNumber(stored: number), phone: PhoneNumber(stored: phone))
  }
}
