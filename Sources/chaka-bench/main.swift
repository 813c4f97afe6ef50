import BenchCLI

await BenchProgram.start()
