import BankCLI

await BankProgram.start()
