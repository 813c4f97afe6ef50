import Testing
import Text

struct NearestTests {
  @Test(arguments: [
    ("aply", "apply"), ("stauts", "status"), ("Report", "report"), ("reportt", "report"), ("x", nil), ("", nil),
    ("--bnak", "--bank"), ("movement", nil),
  ])
  func `a slip is understood and nonsense is not`(word: String, match: String?) {
    let names = ["apply", "status", "report", "move", "--bank", "--all-banks"]
    #expect(Nearest.match(to: word, among: names) == match)
  }
}
