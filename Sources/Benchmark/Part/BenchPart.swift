import Foundation
import Store

/// The parts of benchmarks that need processes of their own; each prints a line for each event.
public enum BenchPart: String, Sendable, CaseIterable {
  /// Applies for the people of a file until the parent process ends it: `fresh`.
  case accept
  /// Commits a number of times: `fresh`.
  case commit
  /// Takes a number of queries from acceptance to report in each round: `lifecycle`.
  case rounds
  /// Does the same for banks beside one that is down, and works off what waits for that: `waiting`.
  case waiting

  public func run(_ order: PartOrder) async throws {
    switch self {
    case .accept: try await FreshPart.accept(order)
    case .commit: try FreshPart.commit(order)
    case .rounds: try await RoundsPart.run(order)
    case .waiting: try await WaitingPart.run(order)
    }
  }

  /// Prints one line at once, so that no event is lost with the process.
  static func tell(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = write(STDOUT_FILENO, bytes, bytes.count)
  }
}

/// The work of a part, on a database that the parent process has made.
public struct PartOrder: Sendable {
  let location: StoreLocation
  /// The path of the list of people, if the part takes one.
  let people: String?
  let count: Int
  let rounds: Int
  /// The number of queries that wait in the database.
  let load: Int
  /// The number of them that are worked off.
  let sample: Int

  public init(
    location: StoreLocation, people: String? = nil, count: Int = 0, rounds: Int = 0, load: Int = 0, sample: Int = 0
  ) {
    self.location = location
    self.people = people
    self.count = count
    self.rounds = rounds
    self.load = load
    self.sample = sample
  }

  /// The arguments with which the parent process hands it over.
  var arguments: [String] {
    [
      "--count", "\(count)", "--rounds", "\(rounds)", "--load", "\(load)", "--sample", "\(sample)", "--database",
      location.path, "--secrets", location.secrets,
    ] + (people.map { ["--people", $0] } ?? [])
  }
}
