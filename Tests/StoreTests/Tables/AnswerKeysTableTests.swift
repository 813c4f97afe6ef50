import Crypto
import Domain
import Foundation
import TestFixtures
import Testing

@testable import Store

@Suite("The ephemeral keys of answers")
struct AnswerKeysTableTests {
  private let open: OpenDatabase

  init() throws { open = try OpenDatabase() }

  private func take(_ names: String...) throws -> [Bool] {
    try open.write { try $0.take(ephemeralKeys: names.map { AnswerKeyHash(ofKey: Data($0.utf8)) }) }
  }

  @Test("are good once, whichever bank's")
  func once() throws {
    #expect(try take("a", "b") == [true, true])
    #expect(try take("b", "c") == [false, true])
    #expect(try take().isEmpty)
  }

  @Test("that come twice at once are given once")
  func twice() throws {
    #expect(try take("a", "a") == [true, false])
    #expect(try open.count("answer_keys") == 1)
  }

  @Test("are taken in any number", arguments: [1, 8, 9, 64, 255, 256, 257, 700])
  func many(count: Int) throws {
    let names = (0..<count).map { AnswerKeyHash(ofKey: Data("key \($0)".utf8)) }
    #expect(try open.write { try $0.take(ephemeralKeys: names) }.allSatisfy(\.self))
    #expect(try !open.write { try $0.take(ephemeralKeys: names) }.contains(true))
    #expect(try open.count("answer_keys") == count)
  }

  @Test("are remembered for two days at least, and forgotten after four at most")
  func term() throws {
    _ = try take("a")
    open.clock.advance(.days(2))
    try open.write { try $0.forgetOldEphemeralKeys() }
    #expect(try take("a") == [false])
    open.clock.advance(.days(2))
    #expect(try take("a") == [true])
    try open.write { try $0.forgetOldEphemeralKeys() }
    #expect(try open.count("answer_keys") == 1)
  }

  @Test("are remembered by the first half of their SHA-256, in its order")
  func hash() {
    let keys = (0..<50).map { Data("key \($0)".utf8) }
    let hashes = keys.map { Data(SHA256.hash(data: $0)).prefix(16) }
    #expect(keys.map { AnswerKeyHash(ofKey: $0).value } == hashes.map { .blob(Data($0)) })
    let sorted = keys.map { AnswerKeyHash(ofKey: $0) }.sorted().map(\.value)
    #expect(sorted == hashes.sorted { $0.lexicographicallyPrecedes($1) }.map { .blob(Data($0)) })
    let answer = Data(repeating: 3, count: 32) + Data("sealed".utf8)
    #expect(AnswerKeyHash(ofAnswer: answer) == AnswerKeyHash(ofKey: Data(repeating: 3, count: 32)))
  }
}
