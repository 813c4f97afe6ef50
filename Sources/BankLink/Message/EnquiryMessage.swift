import Domain
import Foundation
import Text

/// `POST {endpoint}/v1/enquiries`: a batch of enquiries to one bank. No part of it names other banks that were asked.
public struct EnquiryMessage: WireMessage, Equatable {
  /// The version of the protocol.
  public static let version = "1"
  /// The largest number of enquiries in one batch.
  public static let maximumEnquiries = 200

  public let `protocol`: String
  public let batch: String
  /// The network's time, by which its consents run. A bank compares it with its own clock; a sandbox may pretend.
  public let sentAt: Moment
  /// The address to which the bank may post later answers.
  public let callback: String?
  /// The HPKE encapsulated key under which the identities were sealed, in order.
  public let encapsulatedKey: Data
  /// The identifier of the bank's key that they were sealed to.
  public let keyId: String
  public let enquiries: [Item]

  public struct Item: Sendable, Equatable {
    public let enquiry: String
    /// A consent signed by the network (`ConsentArtefact`).
    public let consent: String
    /// The sealed identity document.
    public let identity: Data

    public init(enquiry: String, consent: String, identity: Data) {
      self.enquiry = enquiry
      self.consent = consent
      self.identity = identity
    }
  }

  public init(
    protocol version: String = Self.version, batch: String, sentAt: Moment, callback: String?, encapsulatedKey: Data,
    keyId: String, enquiries: [Item]
  ) {
    self.protocol = version
    self.batch = batch
    self.sentAt = sentAt
    self.callback = callback
    self.encapsulatedKey = encapsulatedKey
    self.keyId = keyId
    self.enquiries = enquiries
  }

  public init?(json: JSONValue) {
    guard let version = json.text("protocol"), let batch = json.identifier("batch"),
      let sentAt = json.text("sentAt").flatMap(Moment.init(text:)), let key = json.bytes("encapsulatedKey"),
      let keyId = json.text("keyId"), case .array(let items)? = json["enquiries"]
    else { return nil }
    let callback = json["callback"] ?? .null
    guard callback == .null || json.text("callback") != nil else { return nil }
    var enquiries: [Item] = []
    for item in items {
      guard let item = Item(item) else { return nil }
      enquiries.append(item)
    }
    self.init(
      protocol: version, batch: batch, sentAt: sentAt, callback: json.text("callback"), encapsulatedKey: key,
      keyId: keyId, enquiries: enquiries)
  }

  public var json: JSONValue {
    .object([
      .init("protocol", .string(self.protocol)), .init("batch", .string(batch)), .init("sentAt", JSONValue(sentAt)),
      .init("callback", JSONValue(callback)), .init("encapsulatedKey", JSONValue(bytes: encapsulatedKey)),
      .init("keyId", .string(keyId)), .init("enquiries", .array(enquiries.map(\.json))),
    ])
  }
}

extension EnquiryMessage.Item {
  fileprivate init?(_ json: JSONValue) {
    guard let enquiry = json.identifier("enquiry"), let consent = json.text("consent"),
      let identity = json.bytes("identity")
    else { return nil }
    self.init(enquiry: enquiry, consent: consent, identity: identity)
  }

  fileprivate var json: JSONValue {
    .object([
      .init("enquiry", .string(enquiry)), .init("consent", .string(consent)),
      .init("identity", JSONValue(bytes: identity)),
    ])
  }
}
