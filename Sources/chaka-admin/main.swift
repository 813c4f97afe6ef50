import AdminCLI
import AdminShell
import Foundation
import Program

Program.begin(name: "chaka-admin")
// A run loop, because an async main would give up the main thread, on which Readline wants its signals.
Task { await Program.main(AdminProgram.self, name: "chaka-admin", remedies: AdminRemedies()) }
RunLoop.main.run()
