import CardholderCLI

await Chaka.start()
