/// Crockford's Base32: letters and digits that people do not confuse.
public enum Base32 {
  /// The letters, by their values.
  public static let letters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

  /// The value of a letter; nil of what is none.
  public static func value(of letter: UInt8) -> UInt8? {
    let value = values[Int(letter)]
    return value < 32 ? value : nil
  }

  /// The value of each byte; 255 where it is no letter.
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 255, count: 256)
    for (value, letter) in letters.enumerated() { values[Int(letter)] = UInt8(value) }
    return values
  }()
}
