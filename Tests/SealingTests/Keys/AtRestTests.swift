import Foundation
import Testing

@testable import Sealing

@Suite("What rests sealed")
struct AtRestTests {
  private let secret = ServerSecret(isSandbox: true)
  private let text = Data("张三 11010519491231002X".utf8)

  @Test("opens in its context, and looks different every time")
  func roundTrip() throws {
    let seal = AtRest(secret, for: .personalDetails)
    for data in [text, Data(), Data(count: 100_000)] {
      let one = try seal.seal(data, context: "P1")
      #expect(try seal.open(one, context: "P1") == data)
      #expect(try seal.seal(data, context: "P1") != one)
      #expect(data.isEmpty || one.range(of: data) == nil)
    }
  }

  @Test("opens in no other context, for no other use and with no other secret")
  func elsewhere() throws {
    let sealed = try AtRest(secret, for: .personalDetails).seal(text, context: "P1")
    #expect(secretFault { try AtRest(secret, for: .personalDetails).open(sealed, context: "P2") } == .sealBroken)
    #expect(secretFault { try AtRest(secret, for: .messages).open(sealed, context: "P1") } == .sealBroken)
    let other = ServerSecret(isSandbox: true)
    #expect(secretFault { try AtRest(other, for: .personalDetails).open(sealed, context: "P1") } == .sealBroken)
  }

  @Test("does not open after a bit was changed, cut or added")
  func changed() throws {
    let seal = AtRest(secret, for: .messages)
    let sealed = try seal.seal(text, context: "M1")
    for index in sealed.indices {
      var changed = sealed
      changed[index] ^= 1
      #expect(secretFault { try seal.open(changed, context: "M1") } == .sealBroken, "byte \(index)")
    }
    for wrong in [Data(), sealed.dropLast(), sealed + Data([0]), Data(count: 5)] {
      #expect(secretFault { try seal.open(wrong, context: "M1") } == .sealBroken)
    }
  }
}
