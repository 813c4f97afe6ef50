import Domain
import Program
import Testing
import Text

@testable import AdminShell

@Suite("A table is one declaration")
struct ListingTests {
  private func listing(_ numbers: [Int], keepsEmptyColumns: Bool = false) -> Listing<Int> {
    Listing(
      numbers,
      [
        Field("number", zh: "数", en: "number", .right) { .init("\($0)") },
        Field("note", zh: "说明", en: "note") { .init($0 > 9 ? "two digits" : "", csv: $0 > 9 ? "long" : "short") },
      ],
      empty: Bilingual(zh: "没有", en: "nothing"), keepsEmptyColumns: keepsEmptyColumns,
      below: { language, _ in language == .zh ? "完\n" : "end\n" }
    ) { ["number": JSONValue($0)] }
  }

  private func text(_ listing: Listing<Int>, _ language: Language = .en) -> String {
    listing.text(language, Paint(isOn: false))
  }

  @Test("gives people, CSV and programs the same rows")
  func forms() {
    let numbers = listing([7, 10])
    #expect(numbers.table.csv == "number,note\r\n7,short\r\n10,long\r\n")
    #expect(numbers.json.compact == #"[{"number":7},{"number":10}]"#)
    #expect(
      text(numbers) == """
        number  note
        ──────  ──────────
             7
            10  two digits
        end

        """)
  }

  @Test("leaves out columns in which nothing stands, unless they are to stay")
  func emptyColumns() {
    #expect(!text(listing([7])).contains("note"))
    #expect(text(listing([7], keepsEmptyColumns: true)).contains("note"))
  }

  @Test("says so where there are no rows, and still what stands below")
  func none() {
    #expect(text(listing([])) == "nothing\nend\n")
    #expect(text(listing([]), .zh) == "没有\n完\n")
    #expect(listing([]).json == [])
  }
}
