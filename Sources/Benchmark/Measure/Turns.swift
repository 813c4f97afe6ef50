/// Measurements in turns (A B A B ...), so that a disturbance of the machine affects all of them.
struct Turns: Sendable {
  /// The samples of each work, in the order given; each has a value per round.
  let samples: [Samples]

  /// Runs all pieces of work once to warm up and then `rounds` times; each gives its own measurement.
  init<Failure: Error>(rounds: Int, _ works: [() throws(Failure) -> Double]) throws(Failure) {
    var samples = works.map { _ in Samples() }
    for work in works { _ = try work() }
    for _ in 0..<rounds {
      for (index, work) in works.enumerated() { samples[index].add(try work()) }
    }
    self.samples = samples
  }

  func median(_ index: Int) -> Double { samples[index].median }

  /// The median of the rounds' ratios: a slow round is slow for both.
  func ratio(_ index: Int, to other: Int) -> Double {
    Samples(zip(samples[index].values, samples[other].values).map { $0 / $1 }).median
  }
}
