import Domain
import Foundation
import TestFixtures
import Testing

@testable import Store

@Suite("The table of sessions")
struct SessionsTableTests {
  private let open: OpenDatabase
  private let token = Data("token".utf8)

  init() throws {
    open = try OpenDatabase()
    try open.write { transaction in
      for id in ["P1", "P2"] { try transaction.register(.sample(id)) }
      for (token, person) in [("token", "P1"), ("another", "P1"), ("third", "P2")] {
        try transaction.insertSession(
          tokenHash: Data(token.utf8), person: person, expiresAt: transaction.now.adding(.hours(1)))
      }
    }
  }

  private func visitors() throws -> [String?] {
    try ["token", "another", "third"].map { token in
      try open.read { try $0.visitor(tokenHash: Data(token.utf8)) }
    }
  }

  @Test(
    "finds the person of a session until it ends",
    arguments: [(3_599_999, "P1"), (3_600_000, nil)] as [(Int64, String?)])
  func ends(milliseconds: Int64, person: String?) throws {
    open.clock.advance(.milliseconds(milliseconds))
    #expect(try open.read { try $0.visitor(tokenHash: token) } == person)
    #expect(try open.read { try $0.person(tokenHash: token) }?.id == person)
  }

  @Test("knows no token that nobody was given")
  func unknown() throws {
    #expect(try open.read { try $0.visitor(tokenHash: Data("x".utf8)) } == nil)
  }

  @Test("ends one session and leaves the others")
  func one() throws {
    try open.write { try $0.deleteSession(tokenHash: token) }
    #expect(try visitors() == [nil, "P1", "P2"])
  }

  @Test("ends all of a person, and nobody else's")
  func all() throws {
    try open.write { try $0.deleteSessions(of: "P1") }
    #expect(try visitors() == [nil, nil, "P2"])
  }

  @Test("ends all of a person but one")
  func others() throws {
    try open.write { try $0.deleteSessions(of: "P1", except: token) }
    #expect(try visitors() == ["P1", nil, "P2"])
  }

  @Test("takes none that was altered", arguments: ["person = 'P2'", "expires_at = expires_at + 1"])
  func altered(change: String) throws {
    try open.tamper("update sessions set \(change) where person = 'P1'")
    #expect(try visitors() == [nil, nil, "P2"])
  }

  @Test("forgets those that have ended when a new one begins")
  func forgets() throws {
    open.clock.advance(.hours(1))
    try open.write {
      try $0.insertSession(tokenHash: Data("new".utf8), person: "P1", expiresAt: $0.now.adding(.hours(1)))
    }
    #expect(try open.count("sessions") == 1)
  }
}
