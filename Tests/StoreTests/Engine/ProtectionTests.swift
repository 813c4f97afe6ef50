import Domain
import Foundation
import Testing

@testable import Store

@Suite("Protections")
struct ProtectionTests {
  private static let (first, second) = (Data([1]), Data([2]))

  /// Everything that can be protected, in the order in which it is taken.
  private static let all: [Protection] = [
    .rollout(.exclusive), .days, .identity(first), .identity(second), .phone(first), .phone(second),
    .requester(first), .person("P1"), .person("P2"), .work(.exclusive), .query(2), .query(10), .outbox, .audit,
  ]

  @Test("are taken in one order, however they are named")
  func order() {
    #expect(Protections(Self.all.reversed()).inOrder == Self.all)
    for turn in Self.all.indices {
      #expect(Protections(Self.all[turn...] + Self.all[..<turn]).inOrder == Self.all)
    }
  }

  @Test("are taken once, and not shared before alone")
  func once() {
    let named: Protections = [.rollout(.shared), .work(.shared), .audit]
    #expect(named.inOrder == [.rollout(.shared), .work(.shared), .audit])
    #expect(named.union([.audit, .rollout(.exclusive)]).inOrder == [.rollout(.exclusive), .work(.shared), .audit])
  }

  @Test("that are alone are shared as well, and not the other way about")
  func covering() {
    let alone: Protections = [.rollout(.exclusive)]
    #expect(alone.contains(.rollout(.shared)) && alone.contains(.rollout(.exclusive)))
    let shared: Protections = [.rollout(.shared)]
    #expect(shared.contains(.rollout(.shared)) && !shared.contains(.rollout(.exclusive)))
    #expect(!shared.contains(.work(.shared)) && !shared.contains(.audit))
  }
}
