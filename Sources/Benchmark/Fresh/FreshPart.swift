import BankSandbox
import Domain
import Foundation
import QueryEngine
import Registry
import RolloutControl
import Store
import Text

/// The parts of processes in the benchmark `fresh`, on a database that another one has made.
enum FreshPart {
  /// Applies for the people of a file until the parent process ends it.
  static func accept(_ order: PartOrder) async throws {
    let parent = ParentSignal()
    let sandbox = try OpenSandbox(
      at: order.location, registry: try Registry.bundled(), book: Book(cardholders: []))
    let people = try order.people.map { try String(contentsOfFile: $0, encoding: .utf8) } ?? ""
    let list = people.split(separator: "\n").compactMap { FreshPerson(line: $0) }
    parent.ready()
    await sandbox.accept(list, until: parent)
  }

  /// Commits the given number of times.
  static func commit(_ order: PartOrder) throws {
    let parent = ParentSignal()
    let registry = try Registry.bundled()
    let store = try Store.open(at: order.location, catalogue: registry.catalogue, pretendedNow: nil)
    let session = try OperatorSession(store: store, author: "bench")
    let pattern = FreshPattern(registry.catalogue)
    parent.ready()
    for number in 1...max(1, order.count) where !parent.isOver {
      BenchPart.tell(FreshEvent.committed(try session.commit(pattern.step(number))).line)
    }
  }
}

/// A person who only has to apply, with their region.
struct FreshPerson: Sendable {
  let ready: OpenSandbox.Ready
  let region: RegionCode
  let bank: BankCode

  var line: String { "\(ready.token) \(ready.code ?? "") \(region) \(bank)" }

  init(_ ready: OpenSandbox.Ready, _ region: RegionCode, _ bank: BankCode) {
    self.ready = ready
    self.region = region
    self.bank = bank
  }

  init?(line: Substring) {
    let words = line.split(separator: " ").map(String.init)
    guard words.count == 4 else { return nil }
    (region, bank) = (RegionCode(words[2]), BankCode(words[3]))
    ready = OpenSandbox.Ready(token: words[0], code: words[1], banks: .named([bank]))
  }
}

/// The pattern of the commits: of two regions and two banks one of each is open, another pair after every commit, so
/// that every application meets a revision that refuses it and one that does not.
struct FreshPattern {
  let regions: [RegionCode]
  let banks: [BankCode]

  init(_ catalogue: Catalogue) {
    regions = catalogue.regions.prefix(2).map(\.code)
    banks = catalogue.banks.prefix(2).map(\.code)
  }

  struct Step {
    let edits: [RolloutEdit]
    let region: RegionCode
    let bank: BankCode
  }

  func step(_ number: Int) -> Step {
    let (region, bank) = (number % 2, number / 2 % 2)
    return Step(
      edits: [
        .closeRegions([regions[1 - region]]), .openRegions([regions[region]], .full), .disconnect([banks[1 - bank]]),
        .connect([banks[bank]], .everywhere),
      ], region: regions[region], bank: banks[bank])
  }
}

extension OperatorSession {
  fileprivate func commit(_ step: FreshPattern.Step) throws -> FreshCommit {
    for edit in step.edits { _ = try self.edit(edit) }
    let begun = Stopwatch.wall
    guard case .committed(let revision) = try commit(CommitTerms()) else {
      preconditionFailure("what is in force at once is committed")
    }
    return FreshCommit(
      revision: revision.number, regions: [step.region], banks: [step.bank], span: begun...Stopwatch.wall)
  }
}

extension OpenSandbox {
  /// Applies for one person after another, again and again for those who are refused.
  fileprivate func accept(_ people: [FreshPerson], until parent: ParentSignal) async {
    var (left, place) = (people, 0)
    while !parent.isOver, !left.isEmpty {
      place %= left.count
      let event = await apply(left[place])
      BenchPart.tell(event.line)
      if case .accepted = event { left.remove(at: place) } else { place += 1 }
      // Nine processes without a pause would only wait for each other.
      usleep(UInt32.random(in: 0...4_000))
    }
  }

  private func apply(_ person: FreshPerson) async -> FreshEvent {
    let begun = Stopwatch.wall
    func visit(_ revision: Int) -> FreshVisit {
      FreshVisit(region: person.region, bank: person.bank, revision: revision, span: begun...Stopwatch.wall)
    }
    do {
      let view = try await apply(person.ready)
      return .accepted(visit(view.revision), query: view.query)
    } catch CardholderFault.refused(_, let revision, let reasons) {
      return .refused(visit(revision), codes: reasons.map(\.code))
    } catch {
      return .failed(code: (error as? any Fault)?.code ?? "internal")
    }
  }
}
