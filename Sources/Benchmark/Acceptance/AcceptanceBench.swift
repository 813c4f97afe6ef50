struct AcceptanceBench { let s: BenchSettings; init(_ s: BenchSettings) throws { self.s = s }; func run() async throws -> BenchReport { BenchReport(bench: .accept, figures: [], notes: []) } }
