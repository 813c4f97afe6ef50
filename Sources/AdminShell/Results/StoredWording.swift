import Domain
import Program
import Text

extension Table.Cell {
  /// A comment or reason as it is stored: people read it in their language, programs get the whole.
  static func stored(_ text: String) -> Table.Cell { .init(Bilingual(stored: text).chosen, csv: text) }
}

extension String {
  /// At the beginning of a sentence.
  var capitalised: String { prefix(1).uppercased() + dropFirst() }
}
