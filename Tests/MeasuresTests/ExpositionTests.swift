import Testing

@testable import Measures

@Suite("What Prometheus reads")
struct ExpositionTests {
  @Test("has a line of help, the kind, and a line for each value, in order")
  func counter() {
    let counter = Counter("a_total", "How many\nof \\ them.", by: ["bank", "code"])
    counter.add(1, "icbc", "z")
    counter.add(2, "abc", "say \"no\"")
    counter.add(1, "icbc", "z")
    #expect(
      Exposition.text([counter.family]) == """
        # HELP a_total How many\\nof \\\\ them.
        # TYPE a_total counter
        a_total{bank="abc",code="say \\"no\\""} 2
        a_total{bank="icbc",code="z"} 2

        """)
  }

  @Test("begins at nothing where there are no labels")
  func nothing() {
    #expect(Exposition.text([Counter("a_total", "A.").family]).hasSuffix("\na_total 0\n"))
    #expect(Exposition.text([.gauge("g", "G.", nil)]).hasSuffix("# TYPE g gauge\n"))
  }

  @Test("counts in each bucket what took no longer, and everything in the last")
  func histogram() {
    let histogram = Histogram("h_seconds", "H.", by: "bank", bounds: [0.1, 1])
    for took in [Duration.milliseconds(50), .milliseconds(100), .milliseconds(500), .seconds(2)] {
      histogram.observe(took, "icbc")
    }
    #expect(
      Exposition.text([histogram.family]) == """
        # HELP h_seconds H.
        # TYPE h_seconds histogram
        h_seconds_bucket{bank="icbc",le="0.1"} 2
        h_seconds_bucket{bank="icbc",le="1"} 3
        h_seconds_bucket{bank="icbc",le="+Inf"} 4
        h_seconds_sum{bank="icbc"} 2.65
        h_seconds_count{bank="icbc"} 4

        """)
  }

  @Test(
    "writes numbers so that nothing is lost", arguments: [(0.0, "0"), (-3, "-3"), (0.5, "0.5"), (.infinity, "+Inf")])
  func number(value: Double, text: String) { #expect(Exposition.number(value) == text) }
}
