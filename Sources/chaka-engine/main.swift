import EngineCLI

await EngineProgram.start()
