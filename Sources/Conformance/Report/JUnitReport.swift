import Domain
import Text

/// A report as JUnit XML, the form that CI systems read: a test suite for each group, a test case for each check.
///
/// A check that passed on condition is no failure; its reason stands in `system-out`.
public struct JUnitReport: Sendable {
  private let report: CertificationReport
  private let language: Language

  public init(_ report: CertificationReport, _ language: Language) {
    self.report = report
    self.language = language
  }

  public var xml: String {
    let groups = CheckGroup.allCases.map { group in (group, report.checks.filter { $0.group == group }) }
    let suites = groups.filter { !$0.1.isEmpty }.map { suite($0.0, $0.1) }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="chaka conformance \(report.suite)" \(Self.counts(report.checks))>
      \(suites.joined())</testsuites>

      """
  }

  private func suite(_ group: CheckGroup, _ checks: [CheckResult]) -> String {
    let attributes =
      Self.counts(checks) + " timestamp=\"\(report.startedAt)\" hostname=\"\(Self.escaped(report.endpoint))\""
    return "  <testsuite name=\"\(group.rawValue)\" \(attributes)>\n" + checks.map(testCase).joined()
      + "  </testsuite>\n"
  }

  private func testCase(_ check: CheckResult) -> String {
    let head =
      "    <testcase classname=\"\(check.group.rawValue)\" name=\"\(Self.escaped(check.identifier))\""
      + " time=\"\(Self.seconds(check.milliseconds))\""
    switch check.outcome {
    case .passed: return head + "/>\n"
    case .failed(let why):
      let message = Self.escaped(why[language])
      return head
        + ">\n      <failure message=\"\(message)\">\(Self.escaped(check.title[language]))</failure>\n    </testcase>\n"
    case .notMade(let why):
      return head
        + ">\n      <skipped message=\"\(Self.escaped(why[language]))\"/>\n    </testcase>\n"
    case .conditional(let why):
      return head + ">\n      <system-out>\(Self.escaped(why[language]))</system-out>\n    </testcase>\n"
    }
  }

  private static func counts(_ checks: [CheckResult]) -> String {
    let failures = checks.count { if case .failed = $0.outcome { true } else { false } }
    let skipped = checks.count { $0.outcome.name == "not_made" }
    let time = seconds(checks.reduce(0) { $0 + $1.milliseconds })
    return "tests=\"\(checks.count)\" failures=\"\(failures)\" errors=\"0\" skipped=\"\(skipped)\" time=\"\(time)\""
  }

  private static func seconds(_ milliseconds: Int) -> String {
    let rest = String(milliseconds % 1_000)
    return "\(milliseconds / 1_000)." + String(repeating: "0", count: 3 - rest.count) + rest
  }

  /// The text with the characters replaced that XML 1.0 does not allow.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\n", "\t", "\r": escaped += "&#\(scalar.value);"
      case _ where scalar.value < 0x20 || scalar.value == 0xfffe || scalar.value == 0xffff: escaped += "\u{fffd}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
