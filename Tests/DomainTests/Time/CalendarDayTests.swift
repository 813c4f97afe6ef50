import Domain
import Testing

@Suite("A calendar day")
struct CalendarDayTests {
  @Test(
    "is counted from 1970-01-01",
    arguments: [
      ("1970-01-01", 0), ("1969-12-31", -1), ("1970-12-31", 364), ("2000-02-29", 11_016), ("2000-03-01", 11_017),
      ("2022-06-09", 19_152), ("1900-03-01", -25_508), ("1850-01-01", -43_829), ("9999-12-31", 2_932_896),
    ])
  func number(text: String, number: Int) {
    #expect(CalendarDay(text: text)?.number == number)
    #expect(CalendarDay(number: number).description == text)
  }

  @Test(
    "exists on the 29th of February in leap years only",
    arguments: [
      (2020, true), (2000, true), (1904, true), (2021, false), (1900, false), (2100, false),
    ])
  func leapDay(year: Int, exists: Bool) {
    #expect((CalendarDay(year: year, month: 2, day: 29) != nil) == exists)
  }

  @Test("follows the day before without a gap, over every month and leap year from 1899 to 2101")
  func succession() throws {
    var day = try #require(CalendarDay(year: 1899, month: 1, day: 1))
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    for year in 1899...2101 {
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      for month in 1...12 {
        for number in 1...(lengths[month - 1] + (isLeap && month == 2 ? 1 : 0)) {
          guard day.civil == (year, month, number), CalendarDay(year: year, month: month, day: number) == day else {
            Issue.record("\(year)-\(month)-\(number) and \(day) differ")
            return
          }
          day = day.adding(1)
        }
      }
    }
  }

  @Test("begins and ends at midnight, +08:00")
  func bounds() throws {
    let day = try #require(CalendarDay(text: "2022-06-09"))
    #expect(day.start.description == "2022-06-09T00:00:00+08:00")
    #expect(day.end.description == "2022-06-10T00:00:00+08:00")
    #expect(day.start.day == day && day.end.day == day.adding(1))
    #expect(day.digits == "20220609")
  }

  @Test(
    "is refused when there is no such day or it is written otherwise",
    arguments: [
      "", "2022-06", "2022-6-09", "2022-06-31", "2022-00-10", "2022-10-32", "20220609", "2022-06-09-01", "+022-06-09",
      "2022-06-0x", "0000-06-09", "２０22-06-09",
    ])
  func refused(text: String) {
    #expect(CalendarDay(text: text) == nil)
  }
}
