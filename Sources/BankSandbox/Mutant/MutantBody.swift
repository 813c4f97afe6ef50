import BankLink
import Crypto
import Domain
import Foundation
import Sealing
import Text

/// The body that a mutant reads in place of the received one: the one fault that it overlooks is repaired.
struct MutantBody {
  let mutant: Mutant
  let bank: BankCode
  let keys: BankKeyPair
  let key: SigningKey
  let trusted: (String) -> VerifyingKey?

  func seen(_ body: Data) -> Data {
    switch mutant {
    case .notJSON where body.first != UInt8(ascii: "{"): return Data("{}".utf8)
    case .invalidUTF8 where String(validating: body, as: UTF8.self) == nil:
      return Data(String(decoding: body, as: UTF8.self).utf8)
    case .duplicateKey: return withoutDuplicates(body)
    default:
      guard let json = try? JSONValue(utf8: Array(body)) else { return body }
      let corrected = corrected(json)
      return corrected == json ? body : Data(corrected.compact.utf8)
    }
  }

  /// The body as seen by a reader that keeps one of two equal keys.
  private func withoutDuplicates(_ body: Data) -> Data {
    let fault: JSONFault?
    do {
      _ = try JSONValue(utf8: Array(body))
      fault = nil
    } catch { fault = error }
    guard fault == .duplicateKey, let object = try? JSONSerialization.jsonObject(with: body) else { return body }
    return (try? JSONSerialization.data(withJSONObject: object)) ?? body
  }

  private func corrected(_ json: JSONValue) -> JSONValue {
    switch mutant {
    case .tooLarge: return json.removing("later")
    case .unsupportedProtocol where json["protocol"] != nil: return json.setting("protocol", "1")
    case .badShape where json["keyId"] != nil && json["batch"] == nil: return json.setting("batch", "batch")
    case .otherKey where json["keyId"] != nil:
      return json.setting("keyId", .string(keyIdentifier(keys.sealing.publicKey.rawRepresentation)))
    default: break
    }
    guard case .array(let items)? = json["enquiries"], json["encapsulatedKey"] != nil else { return json }
    return json.setting("enquiries", .array(corrected(items, in: json)))
  }

  private func corrected(_ items: [JSONValue], in json: JSONValue) -> [JSONValue] {
    switch mutant {
    case .tooMany: return Array(items.prefix(EnquiryMessage.maximumEnquiries))
    case .duplicateEnquiry: return withoutRepetitions(items)
    case .order: return inOrderOfSealing(items, json)
    default: return consented(items, json)
    }
  }

  private func withoutRepetitions(_ items: [JSONValue]) -> [JSONValue] {
    var seen: Set<String> = []
    return items.filter { seen.insert($0.text("enquiry") ?? "").inserted }
  }

  /// The items in the order of sealing, found by trying which identity opens next.
  private func inOrderOfSealing(_ items: [JSONValue], _ json: JSONValue) -> [JSONValue] {
    guard let encapsulated = json.bytes("encapsulatedKey"),
      var opener = try? EnquiryOpener(bank: bank, privateKey: keys.sealing, encapsulatedKey: encapsulated)
    else { return items }
    var (waiting, ordered) = (items, [JSONValue]())
    while let next = waiting.firstIndex(where: { opens($0, with: &opener) }) {
      ordered.append(waiting.remove(at: next))
    }
    return waiting.isEmpty ? ordered : items
  }

  private func opens(_ item: JSONValue, with opener: inout EnquiryOpener) -> Bool {
    guard let identity = item.bytes("identity"), let enquiry = item.text("enquiry"),
      let consent = item.text("consent").flatMap({ try? ConsentArtefact.open($0, key: trusted) })
    else { return false }
    return opener.open(identity, enquiry: enquiry, consent: consent.consent.identifier) != nil
  }

  private func consented(_ items: [JSONValue], _ json: JSONValue) -> [JSONValue] {
    guard let sentAt = json.text("sentAt").flatMap(Moment.init(text:)) else { return items }
    let consent = MutantConsent(mutant: mutant, bank: bank, sentAt: sentAt, key: key, trusted: trusted)
    let answerKey = items.first?.text("consent").flatMap(MutantConsent.answerKey)
    return items.map { item in
      guard let artefact = item.text("consent"), let enquiry = item.text("enquiry") else { return item }
      return item.setting("consent", .string(consent.seen(artefact, enquiry: enquiry, answerKey: answerKey)))
    }
  }
}
