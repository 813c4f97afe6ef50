/// Things measured in turns (A B A B ...), so that what disturbs the machine disturbs all of them.
struct Turns: Sendable {
  /// By thing, in the order given; each has a value per round.
  let samples: [Samples]

  /// Runs all pieces of work once for warmth and then so many rounds; each gives its own measurement.
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
