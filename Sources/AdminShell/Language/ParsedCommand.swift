/// One command as written: its words are sorted, and its names not looked up yet.
struct ParsedCommand: Sendable {
  let type: any ConsoleCommand.Type
  let arguments: Arguments
  let place: Place
  /// The stages that its output passes, in this order.
  var stages: [Stage] = []

  /// The words of its form, such as `open region`.
  var name: String { arguments.form.name }
}
