import Testing

@testable import AdminShell

/// A small generator of its own (SplitMix64), so that a failing input can be made again from its seed.
private struct Randomness: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }
}

struct FuzzTests {
  private static let pieces =
    Grammar.forms.flatMap(\.words) + Grammar.keywords.sorted()
    + [
      "上海", "CN-SH", "all", "icbc", "招商银行", "app", "12.5", "2022-06-09", "\"", "'", "\\", "\n", "\r\n", "#", ";", "\t",
      "$", "“", "\u{3000}", "e\u{301}", "👩‍👩‍👧", "|", "match", "count", "save", "$a", "${", "$env.HOME", "\u{0}",
      "\u{202e}", "http://h/",
    ]

  private func input(_ random: inout Randomness) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 0...12, using: &random) {
      if Int.random(in: 0..<20, using: &random) == 0 {
        bytes.append(UInt8.random(in: 0...255, using: &random))
      } else {
        bytes += Array(Self.pieces.randomElement(using: &random)!.utf8)
      }
      if Int.random(in: 0..<4, using: &random) > 0 { bytes.append(0x20) }
    }
    return bytes
  }

  @Test("Whatever the bytes, the parser accepts them or refuses them at a place inside")
  func anything() {
    var refused = 0
    for seed in 0..<20_000 as Range<UInt64> {
      var random = Randomness(state: seed)
      let bytes = input(&random)
      guard let refusal = refusal(of: bytes) else { continue }
      refused += 1
      let lines = bytes.split(separator: 0x0a, omittingEmptySubsequences: false)
      let isInside =
        (1...lines.count).contains(refusal.place.line.number)
        && (1...refusal.place.line.scalars.count + 1).contains(refusal.place.column)
      #expect(isInside, "seed \(seed)")
      #expect(refusal.text(.zh).utf8.count < 4_096, "seed \(seed)")
    }
    #expect(refused > 10_000)
  }

  @Test("Whatever was typed, completion offers only lines that begin with what stood before the word")
  func completion() {
    let completer = Completer(catalogue, language: .zh)
    var offered = 0
    for seed in 0..<4_000 as Range<UInt64> {
      var random = Randomness(state: seed)
      let text = String(decoding: input(&random), as: UTF8.self)
      guard let completion = completer.completion(of: text) else { continue }
      offered += completion.lines.count
      #expect(completion.lines.allSatisfy { $0.hasPrefix(completion.stem) }, "seed \(seed)")
    }
    #expect(offered > 100)
  }
}
