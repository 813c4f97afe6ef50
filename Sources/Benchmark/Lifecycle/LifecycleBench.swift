struct LifecycleBench { let s: BenchSettings; init(_ s: BenchSettings) throws { self.s = s }; func run() async throws -> BenchReport { BenchReport(bench: .lifecycle, figures: [], notes: []) } }
