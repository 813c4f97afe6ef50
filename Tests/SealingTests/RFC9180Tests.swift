import Crypto
import Foundation
import Testing

@testable import Sealing

/// RFC 9180, appendix A.2.1: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305, base mode, as the receiver of
/// identities and answers sees it.
struct RFC9180Tests {
  static let messages: [(sequence: Int, aad: String, ciphertext: String)] = [
    (0, "436f756e742d30", "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28"),
    (1, "436f756e742d31", "6b53c051e4199c518de79594e1c4ab18b96f081549d45ce015be002090bb119e85285337cc95ba5f59992dc98c"),
    (2, "436f756e742d32", "71146bd6795ccc9c49ce25dda112a48f202ad220559502cef1f34271e0cb4b02b4f10ecac6f48c32f878fae86b"),
  ]

  @Test("The suite of this protocol opens the RFC's messages in their order")
  func receiving() throws {
    let key = try Curve25519.KeyAgreement.PrivateKey(
      rawRepresentation: bytes("8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb"))
    #expect(
      key.publicKey.rawRepresentation == bytes("4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a"))
    var recipient = try Envelope.recipient(
      of: bytes("1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a"), with: key,
      info: bytes("4f6465206f6e2061204772656369616e2055726e"))
    for message in Self.messages {
      let opened = try recipient.open(bytes(message.ciphertext), authenticating: bytes(message.aad))
      #expect(String(decoding: opened, as: UTF8.self) == "Beauty is truth, truth beauty")
    }
  }

  @Test("A message out of its order does not open")
  func order() throws {
    let key = try Curve25519.KeyAgreement.PrivateKey(
      rawRepresentation: bytes("8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb"))
    var recipient = try Envelope.recipient(
      of: bytes("1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a"), with: key,
      info: bytes("4f6465206f6e2061204772656369616e2055726e"))
    #expect(throws: (any Error).self) {
      try recipient.open(bytes(Self.messages[1].ciphertext), authenticating: bytes(Self.messages[1].aad))
    }
  }

  private func bytes(_ hexadecimal: String) -> Data {
    Data(
      stride(from: 0, to: hexadecimal.count, by: 2).compactMap { offset in
        UInt8(hexadecimal.dropFirst(offset).prefix(2), radix: 16)
      })
  }
}
