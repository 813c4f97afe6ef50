import Synchronization
import Testing

@testable import Serving

@Suite("The room for connections")
struct ConnectionRoomTests {
  /// The connections that were closed to make room, in order.
  private final class Closed: Sendable {
    private let names = Mutex<[String]>([])
    var all: [String] { names.withLock(\.self) }
    func note(_ name: String) { names.withLock { $0.append(name) } }
  }

  private let closed = Closed()

  private func room(_ most: Int, perAddress: Int = 100) -> ConnectionRoom {
    var limits = ServerLimits()
    limits.connections = most
    limits.connectionsPerAddress = perAddress
    return ConnectionRoom(limits)
  }

  private func enter(_ room: ConnectionRoom, _ name: String, from address: String = "192.0.2.1") -> Int? {
    room.enter(from: address) { [closed] in closed.note(name) }
  }

  @Test("takes whoever comes, and closes the idle one that is there longest")
  func oldest() throws {
    let room = room(3)
    let numbers = try ["a", "b", "c"].map { try #require(enter(room, $0)) }
    room.set(.idle, of: numbers[0])
    for name in ["d", "e", "f"] { #expect(enter(room, name) != nil) }
    #expect(closed.all == ["b", "c", "a"] && room.count == 3)
  }

  @Test("cuts off no request that is there, and one that comes in only where nothing is idle")
  func phases() throws {
    let room = room(3)
    let numbers = try ["working", "reading", "idle"].map { try #require(enter(room, $0)) }
    room.set(.working, of: numbers[0])
    room.set(.reading, of: numbers[1])
    #expect(enter(room, "x") != nil && enter(room, "y") != nil)
    #expect(closed.all == ["idle", "x"])
    let last = try #require(enter(room, "z"))
    room.set(.working, of: last)
    #expect(closed.all == ["idle", "x", "y"])
    #expect(enter(room, "w") != nil && closed.all.last == "reading")
  }

  @Test("is shut only when every place is worked on")
  func full() throws {
    let room = room(2)
    for name in ["a", "b"] { room.set(.working, of: try #require(enter(room, name))) }
    #expect(enter(room, "c") == nil && closed.all.isEmpty && room.count == 2)
  }

  @Test("keeps who is known before who is not, and nobody unknown pushes out a known one")
  func known() throws {
    let room = room(2)
    room.noteKnown(try #require(enter(room, "bank", from: "198.51.100.1")))
    #expect(enter(room, "a") != nil)
    for name in ["b", "c", "d"] { #expect(enter(room, name) != nil) }
    #expect(closed.all == ["a", "b", "c"])
    room.noteKnown(try #require(enter(room, "second", from: "198.51.100.1")))
    #expect(closed.all == ["a", "b", "c", "d"])
    #expect(enter(room, "e") == nil)
  }

  @Test("gives a new connection from a known address the place of an unknown one that is busy reading")
  func knownAddress() throws {
    let room = room(2)
    let first = try #require(enter(room, "bank", from: "198.51.100.1"))
    room.noteKnown(first)
    room.leave(first)
    for name in ["a", "b"] { room.set(.reading, of: try #require(enter(room, name))) }
    #expect(enter(room, "bank again", from: "198.51.100.1") != nil)
    #expect(closed.all == ["a"])
  }

  @Test("has a limit for each address, within which its own oldest makes room")
  func perAddress() throws {
    let room = room(10, perAddress: 2)
    #expect(enter(room, "other", from: "198.51.100.1") != nil)
    for name in ["a", "b", "c", "d"] { #expect(enter(room, name) != nil) }
    #expect(closed.all == ["a", "b"] && room.count == 3)
  }

  @Test("counts nothing twice: who has left has left, and places are free again")
  func leaving() throws {
    let room = room(2)
    let first = try #require(enter(room, "a"))
    room.leave(first)
    room.leave(first)
    #expect(enter(room, "b") != nil && enter(room, "c") != nil && closed.all.isEmpty)
  }
}
