import Testing
import Text

@testable import Program

@Suite("How a program exits")
struct ExitStatusTests {
  @Test(
    "is said by the kind of the fault, in the numbers that scripts rely on",
    arguments: [(FaultKind.refused, 1), (.usage, 64), (.environment, 3)] as [(FaultKind, Int32)])
  func status(kind: FaultKind, number: Int32) {
    #expect(ExitStatus(kind).rawValue == number)
    #expect(ErrorReport(program: "chaka", isJSON: false).end(with: Sample(kind: kind)) == number)
  }

  private struct Sample: Fault {
    let kind: FaultKind
    var code: String { "sample" }
    var message: Bilingual { Bilingual(zh: "示例", en: "a sample") }
  }
}
