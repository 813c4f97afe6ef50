import BankLink
import Domain
import Foundation
import QueryEngine
import Text

/// The SMS gateway and the phones behind it: a second message under the same identifier is the same message (rule 7).
final class SimulatedPhones: @unchecked Sendable {
  enum Weather: CaseIterable { case healthy, slow, failing, losingReceipts }

  struct Message {
    let id: String
    let phone: String
    let text: String

    /// The six digits in the message.
    var code: String? {
      text.split(whereSeparator: { !($0.isASCII && $0.isNumber) }).map(String.init).first { $0.count == 6 }
    }

    var isAboutReport: Bool { text.contains("report is ready") }
  }

  var weather = Weather.healthy
  /// The delivered messages, each once.
  private(set) var messages: [Message] = []
  /// Every code that was ever passed to the gateway, with its phone.
  private(set) var codesSeen: [(phone: String, code: String)] = []
  /// The messages that the gateway has acknowledged.
  private(set) var acknowledged: Set<String> = []

  func inbox(of phone: String) -> [Message] { messages.filter { $0.phone == phone } }

  /// Delivers a message unless it was delivered before; gives the broken rule, or nil.
  func deliver(_ message: Message) -> String? {
    if let known = messages.first(where: { $0.id == message.id }) {
      return known.phone == message.phone && known.text == message.text
        ? nil : "another message under the same identifier"
    }
    messages.append(message)
    return nil
  }

  func note(_ message: Message) {
    if let code = message.code { codesSeen.append((message.phone, code)) }
  }

  func acknowledge(_ id: String) { acknowledged.insert(id) }
}

/// One program's port to the gateway.
struct GatewayLine: MessageGateway {
  let history: History
  let incarnation: Incarnation
  var sandboxNotice: Bilingual? { nil }

  func send(_ text: String, to phone: PhoneNumber, id: String) async throws(PortFault) {
    let phones = history.phones
    let message = SimulatedPhones.Message(id: id, phone: phone.text, text: text)
    guard !incarnation.isDead else { throw .unavailable(service: "SMS") }
    phones.note(message)
    history.note("\(incarnation.name) sends \(id) [\(phones.weather)]")
    if phones.weather == .failing { throw .unavailable(service: "SMS") }
    if phones.weather == .slow { try? await incarnation.clock.sleep(for: .seconds(3)) }
    guard !incarnation.isDead else { throw .unavailable(service: "SMS") }
    if let problem = phones.deliver(message) { history.violated(7, "\(id): \(problem)") }
    if phones.weather == .losingReceipts { throw .unavailable(service: "SMS") }
    phones.acknowledge(id)
  }
}

/// The identity and the face check; both can be out of order, and a face can be another person's.
struct CheckLine: IdentityCheck, FaceCheck {
  let history: History
  let incarnation: Incarnation
  var sandboxNotice: Bilingual? { nil }

  func confirms(_ details: PersonalDetails, region: RegionCode?) async throws(PortFault) -> Bool {
    try await answer("identity")
    return true
  }

  func passes(_ sample: FaceSample, details: PersonalDetails) async throws(PortFault) -> Bool {
    try await answer("face")
    return sample == .given
  }

  private func answer(_ service: String) async throws(PortFault) {
    guard !incarnation.isDead, !history.areChecksDown else { throw .unavailable(service: service) }
    if history.random.chance(6) { try? await incarnation.clock.sleep(for: .seconds(2)) }
    guard !incarnation.isDead else { throw .unavailable(service: service) }
  }
}
