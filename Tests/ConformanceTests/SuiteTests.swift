import Conformance
import Testing

@Suite("The suite")
struct SuiteTests {
  @Test("has a version")
  func version() { #expect(!Conformance.Suite.version.isEmpty) }
}
