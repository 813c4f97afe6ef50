import Domain
import Foundation
import Store
import Testing

@testable import QueryEngine

@Suite("The guardrail")
struct AutomaticSuspensionTests {
  private let service: TestService

  init() throws { service = try TestService() }

  private func set(_ value: String) throws {
    try service.store.write { transaction in
      var rollout = try transaction.runningRevision().rollout
      rollout.set(policy: "guardrail", to: value)
      _ = try transaction.append(
        rollout, author: "wang", comment: "", committedAt: transaction.now, effectiveAt: transaction.now)
    }
  }

  private func traffic(asked: Int, prompt: Int, at bank: BankCode = .boc) throws {
    try service.store.write { transaction in
      transaction.note(.asked, of: bank, count: asked)
      transaction.note(.answered(after: .seconds(1)), of: bank, count: prompt)
      transaction.note(.failed(code: "bank_timed_out"), of: bank, count: 7)
    }
  }

  /// Lets time pass with the engine at work.
  private func pass(after span: Span = .seconds(60)) async throws {
    service.clock.advance(span)
    try await service.engine.drain()
  }

  private func state(_ bank: BankCode = .boc) throws -> String {
    try service.store.runningRevision().rollout.state(of: bank).name
  }

  @Test("suspends a bank whose share falls under the line, by a revision that holds the figures")
  func suspends() async throws {
    try set("80")
    try traffic(asked: 60, prompt: 30)
    try traffic(asked: 60, prompt: 60, at: .abc)
    try await pass()
    let revision = try service.store.runningRevision()
    #expect(try state() == "suspended" && state(.abc) == "connected")
    #expect(revision.author == "chaka")
    for figure in ["80%", "boc 50%", "enquiries 60", "answered 30", "bank_timed_out 7"] {
      #expect(revision.comment.contains(figure), "\(revision.comment)")
    }
    let record = try service.store.read { try $0.auditRecords(last: 1) }.first
    #expect(record?.author == "chaka" && record?.action == "commit")
  }

  private static let spared: [(String, Int, Int)] = [
    ("off", 60, 0), ("80", 49, 0), ("50", 60, 30), ("80", 100, 80), ("nonsense", 60, 0),
  ]

  @Test("spares a bank with too little traffic, at or above the line, or where it is off", arguments: spared)
  func spares(line: String, asked: Int, prompt: Int) async throws {
    try set(line)
    try traffic(asked: asked, prompt: prompt)
    try await pass()
    #expect(try state() == "connected")
  }

  @Test("suspends a bank once, and again after it was resumed only by what happened since")
  func once() async throws {
    try set("80")
    try traffic(asked: 60, prompt: 30)
    try await pass()
    let suspended = try service.store.runningRevision().number
    try await pass()
    #expect(try service.store.runningRevision().number == suspended)
    try service.commit(.resume([.boc]))
    try await pass()
    #expect(try state() == "connected")
    try traffic(asked: 60, prompt: 30)
    try await pass()
    #expect(try state() == "suspended")
  }

  @Test("forgives a commit that has nothing to do with the bank nothing")
  func otherCommits() async throws {
    try set("80")
    try traffic(asked: 60, prompt: 30)
    service.clock.advance(.seconds(40))
    try service.commit(.openRegions([.guangdong], .full))
    try await pass(after: .seconds(20))
    #expect(try state() == "suspended")
  }
}
