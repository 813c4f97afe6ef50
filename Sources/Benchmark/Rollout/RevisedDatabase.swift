import Domain
import Registry
import Store

/// A sandbox with many revisions by operators, a minute apart, up to now.
struct RevisedDatabase {
  let store: Store
  let catalogue: Catalogue
  let start: Moment

  init(_ name: String, in workplace: Workplace) throws {
    catalogue = try Registry.bundled().catalogue
    let location = StoreLocation(in: workplace, name)
    _ = try Store.initialise(at: location, sandbox: true, author: "bench", catalogue: catalogue, pretendedNow: nil)
    store = try Store.open(at: location, catalogue: catalogue, pretendedNow: nil)
    start = try store.now()
  }

  /// Adds revisions in a transaction; `first` is the number of the first one among all `all`.
  func revise(_ count: Int, first: Int, of all: Int, in transaction: Transaction) throws {
    var rollout = try transaction.runningRevision().rollout
    for number in first..<(first + count) {
      let region = catalogue.regions[number % catalogue.regions.count].code
      let bank = catalogue.banks[number / 2 % catalogue.banks.count].code
      rollout.set(Share(hundredths: number * 37 % 10_001) ?? .none, for: region)
      rollout.set(number % 2 == 0 ? .connected(.named([region])) : .suspended(reason: "维护", regions: nil), for: bank)
      let time = time(of: number, among: all)
      _ = try transaction.append(
        rollout, author: "operator\(number % 7)", comment: "step \(number)", committedAt: time, effectiveAt: time)
    }
  }

  /// The time at which a revision took force.
  func time(of number: Int, among all: Int) -> Moment { start.adding(.minutes(Int64(number - all))) }
}
