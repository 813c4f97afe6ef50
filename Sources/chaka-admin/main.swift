import AdminShell
import Program

await Program.main(AdminProgram.self, name: "chaka-admin")
