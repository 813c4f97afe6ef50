import Domain
import Text

/// Tells how a certification goes: each check on a line of its own, or, to a person at a terminal, one line for the
/// checks of a group that passed and one for each that did not.
final class CertificationProgress {
  private let certifying: Certifying
  private let language: Language
  private var count = 0
  private var group: CheckGroup?
  private var passed = 0

  init(_ certifying: Certifying, _ language: Language) {
    self.certifying = certifying
    self.language = language
  }

  func take(_ result: CheckResult) {
    count += 1
    guard certifying.sumsUp else { return certifying.tell(Self.line(result, count)[language]) }
    if result.group != group { end() }
    group = result.group
    if result.outcome == .passed { passed += 1 } else { certifying.tell(Self.line(result, count)[language]) }
  }

  /// What is left to be told of the latest group.
  func end() {
    guard let group, passed > 0 else { return }
    certifying.tell(
      Bilingual(zh: "\(group.name.zh)：\(passed) 项通过", en: "\(group.name.en): \(passed) passed")[language])
    passed = 0
  }

  /// `  7 signatures.forged: passed (12 ms)`
  private static func line(_ result: CheckResult, _ number: Int) -> Bilingual {
    let place = String(repeating: " ", count: max(0, 3 - "\(number)".count)) + "\(number)"
    let (title, time) = (result.outcome.title, result.milliseconds)
    return Bilingual(
      zh: "\(place) \(result.identifier)：\(title.zh)（\(time) 毫秒）",
      en: "\(place) \(result.identifier): \(title.en) (\(time) ms)")
  }
}
