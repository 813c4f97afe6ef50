import Crypto
import Domain
import Foundation
import Sealing
import Testing

struct EnquirySealTests {
  let key = Curve25519.KeyAgreement.PrivateKey()
  let bank = BankCode("abc")
  let people = ["张三", "李四", "古丽巴哈尔·阿不都热依木"].map {
    IdentityDocument(name: $0, idNumber: "11010519491231002X", phone: "13800138000")
  }

  private func seal() throws -> (Data, [Data]) {
    var sealer = try EnquirySealer(bank: bank, publicKey: key.sealingKey)
    var sealed: [Data] = []
    for (index, person) in people.enumerated() {
      sealed.append(try sealer.seal(person, enquiry: "e\(index)", consent: "c\(index)"))
    }
    return (sealer.encapsulatedKey, sealed)
  }

  @Test("A bank opens the identities of a request in order, all of one size")
  func roundTrip() throws {
    let (encapsulated, sealed) = try seal()
    #expect(Set(sealed.map(\.count)) == [256 + 16])
    var opener = try EnquiryOpener(bank: bank, privateKey: key, encapsulatedKey: encapsulated)
    for index in people.indices {
      #expect(opener.open(sealed[index], enquiry: "e\(index)", consent: "c\(index)") == people[index])
    }
  }

  @Test("An identity opens in no other place, for no other consent and at no other bank")
  func refusals() throws {
    let (encapsulated, sealed) = try seal()
    var opener = try EnquiryOpener(bank: bank, privateKey: key, encapsulatedKey: encapsulated)
    #expect(opener.open(sealed[1], enquiry: "e1", consent: "c1") == nil)
    #expect(opener.open(sealed[0], enquiry: "e0", consent: "c1") == nil)
    #expect(opener.open(sealed[0], enquiry: "e1", consent: "c0") == nil)
    var other = try EnquiryOpener(bank: BankCode("boc"), privateKey: key, encapsulatedKey: encapsulated)
    #expect(other.open(sealed[0], enquiry: "e0", consent: "c0") == nil)
  }

  @Test("A description of an identity holds nothing of the person")
  func descriptions() {
    var dumped = ""
    dump(people[0], to: &dumped)
    for text in ["\(people[0])", String(reflecting: people[0]), dumped] {
      #expect(!text.contains("张三") && !text.contains("1101") && !text.contains("1380"))
    }
  }
}
