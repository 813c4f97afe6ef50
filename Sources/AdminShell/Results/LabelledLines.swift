import Program
import Text

/// The facts about one thing, each on a line behind its label.
struct LabelledLines {
  let language: Language
  let paint: Paint

  struct Line {
    let label: Bilingual
    let value: Bilingual
    let styles: [Paint.Style]

    init(zh: String, en: String, _ value: Bilingual, _ styles: Paint.Style...) {
      label = Bilingual(zh: zh, en: en)
      self.value = value
      self.styles = styles
    }

    init(zh: String, en: String, _ value: String, _ styles: Paint.Style...) {
      label = Bilingual(zh: zh, en: en)
      self.value = Bilingual(same: value)
      self.styles = styles
    }
  }

  /// The lines aligned by display width, without those that have no value.
  func text(_ lines: [Line]) -> String {
    let shown = lines.filter { !$0.value[language].isEmpty }
    let width = shown.map { displayWidth($0.label[language]) }.max() ?? 0
    return shown.map { line in
      "  " + paint(line.label[language].padded(to: width), .cyan) + "  "
        + paint.apply(line.styles, to: line.value[language].withoutControls) + "\n"
    }.joined()
  }
}
