import Domain
import Text

extension RolloutFault {
  /// Both sides of each thing that somebody else made otherwise.
  static func conflict(
    running: Int, ours: [RolloutChange], theirs: [RolloutChange], _ names: SubjectNames
  ) -> Bilingual {
    let clashes = theirs.map { their in
      let (name, value) = (names.name(of: their.subject), names.text(their.to))
      guard let own = ours.first(where: { $0.subject == their.subject }).map({ names.text($0.to) }) else {
        return Bilingual(zh: "\(name.zh)：对方 \(value.zh)", en: "\(name.en): \(value.en) there")
      }
      return Bilingual(
        zh: "\(name.zh)：对方 \(value.zh)，候选版本 \(own.zh)", en: "\(name.en): \(value.en) there, \(own.en) in the candidate")
    }
    return Bilingual(
      zh: "候选版本与版本 \(running) 冲突（" + clashes.map(\.zh).joined(separator: "；") + "）",
      en: "the candidate conflicts with revision \(running) (" + clashes.map(\.en).joined(separator: "; ") + ")")
  }
}
