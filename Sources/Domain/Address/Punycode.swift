/// Writes a label of any letters in ASCII (RFC 3492).
enum Punycode {
  private static let (base, lowest, highest, skew, damp) = (36, 1, 26, 38, 700)
  private static let (firstBias, firstNumber) = (72, 128)

  /// The label in ASCII; nil if the label is so long that numbers overflow.
  static func encode(_ label: String) -> String? {
    let scalars = label.unicodeScalars.map { Int($0.value) }
    let plain = scalars.filter { $0 < 128 }
    guard scalars.count <= 63 else { return nil }
    var output = plain.map { UInt8($0) } + (plain.isEmpty ? [] : [UInt8(ascii: "-")])
    var (number, delta, bias, handled) = (firstNumber, 0, firstBias, plain.count)
    while handled < scalars.count {
      guard let next = scalars.filter({ $0 >= number }).min() else { return nil }
      delta += (next - number) * (handled + 1)
      number = next
      for scalar in scalars {
        if scalar < number { delta += 1 }
        guard scalar == number else { continue }
        append(delta, bias, to: &output)
        bias = adapted(delta, handled + 1, isFirst: handled == plain.count)
        delta = 0
        handled += 1
      }
      delta += 1
      number += 1
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// A number in digits whose weights depend on the bias.
  private static func append(_ delta: Int, _ bias: Int, to output: inout [UInt8]) {
    var rest = delta
    var place = base
    while true {
      let threshold = min(max(place - bias, lowest), highest)
      guard rest >= threshold else { break }
      output.append(digit(threshold + (rest - threshold) % (base - threshold)))
      rest = (rest - threshold) / (base - threshold)
      place += base
    }
    output.append(digit(rest))
  }

  private static func adapted(_ delta: Int, _ count: Int, isFirst: Bool) -> Int {
    var delta = isFirst ? delta / damp : delta / 2
    delta += delta / count
    var place = 0
    while delta > (base - lowest) * highest / 2 {
      delta /= base - lowest
      place += base
    }
    return place + (base - lowest + 1) * delta / (delta + skew)
  }

  private static func digit(_ value: Int) -> UInt8 {
    value < 26 ? UInt8(ascii: "a") + UInt8(value) : UInt8(ascii: "0") + UInt8(value - 26)
  }
}
