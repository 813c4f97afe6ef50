import Domain
import Program

/// The result of a command, in every form it can be asked for.
protocol Answer {
  /// Shape by the contract, "JSON shapes".
  var json: JSONValue { get }
  /// What CSV is made of, and what people see where there is nothing better.
  var table: Table { get }
  func text(_ language: Language, _ paint: Paint) -> String
}

extension Answer {
  func text(_ language: Language, _ paint: Paint) -> String { table.text(language, paint) }
}

/// What a command came to.
struct Reply {
  var answer: (any Answer)?
  /// Said beside the result, to people.
  var notes: [Bilingual] = []
  /// Said on a terminal only.
  var confirmation: Bilingual?
  /// Other than `done` for what found a difference, or something wrong, and said so in its answer.
  var status = ExitStatus.done
  var isQuitting = false
}
