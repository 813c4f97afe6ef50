import Crypto
import Foundation
import RawStructuredFieldValues
import Sealing

/// Signs requests and responses (RFC 9421), one signature each, over a digest of the body (RFC 9530).
public struct MessageSigner: Sendable {
  public let key: SigningKey
  private let now: @Sendable () -> Int

  /// `now` in whole seconds since 1970: the machine's time, also in a sandbox that pretends another.
  public init(_ key: SigningKey, now: @escaping @Sendable () -> Int = machineSeconds) {
    self.key = key
    self.now = now
  }

  /// The fields to add to a request: digest, input, signature.
  public func fields(for request: SignedRequest, body: Data) -> [Field] {
    sign(SignatureProfile.request, body) { digest in
      var request = request
      request.fields.append(digest)
      return .request(request)
    }
  }

  /// The fields to add to a response; its request carries a signature of this protocol.
  public func fields(for response: SignedResponse, body: Data) -> [Field] {
    sign(SignatureProfile.response, body) { digest in
      var response = response
      response.fields.append(digest)
      return .response(response)
    }
  }

  private func sign(_ components: [Item], _ body: Data, _ message: (Field) -> SignedMessage) -> [Field] {
    let digest = Field(ContentDigest.fieldName, ContentDigest.field(of: body))
    let list = InnerList(bareInnerList: BareInnerList(components), parameters: parameters)
    guard let base = try? SignatureBase.bytes(of: message(digest), covering: list),
      let input = Self.dictionary(.innerList(list)),
      let signature = Self.dictionary(.item(Item(bareItem: Self.bytes(key.sign(base)), parameters: OrderedMap())))
    else { preconditionFailure("what this protocol covers is in every message it signs") }
    return [digest, Field("signature-input", input), Field("signature", signature)]
  }

  private var parameters: OrderedMap<String, RFC9651BareItem> {
    let created = now()
    var map = OrderedMap<String, RFC9651BareItem>()
    map["created"] = .integer(Int64(created))
    map["expires"] = .integer(Int64(created + SignatureProfile.lifetimeSeconds))
    map["nonce"] = .string(Self.nonce())
    map["keyid"] = .string(key.keyId)
    map["alg"] = .string(SignatureProfile.algorithm)
    map["tag"] = .string(SignatureProfile.tag)
    return map
  }

  private static func nonce() -> String {
    SymmetricKey(size: .bits128).withUnsafeBytes { Base64URL.encode(Data($0)) }
  }

  private static func bytes(_ data: Data) -> RFC9651BareItem { .undecodedByteSequence(data.base64EncodedString()) }

  private static func dictionary(_ member: ItemOrInnerList) -> String? {
    var map = OrderedMap<String, ItemOrInnerList>()
    map[SignatureProfile.label] = member
    var serializer = StructuredFieldValueSerializer()
    return (try? serializer.writeDictionaryFieldValue(map)).map { String(decoding: $0, as: UTF8.self) }
  }
}

extension BareInnerList {
  init(_ items: [Item]) {
    self.init()
    for item in items { append(item) }
  }
}

/// Whole seconds since 1970 by the machine.
public func machineSeconds() -> Int { Int(Date().timeIntervalSince1970) }
