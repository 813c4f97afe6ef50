/// A command line separated into the options that all programs share and the rest, wherever each stands.
///
/// Arguments after `--` belong to the rest.
struct GlobalArguments: Equatable {
  /// The shared options as given, in order: `--format json`, `--format=json`.
  private(set) var global: [String] = []
  private(set) var rest: [String] = []

  static let names = ["--database", "--secrets", "--config", "--format", "--language", "--now"]

  init(separating arguments: [String]) {
    var index = 0
    while index < arguments.count, arguments[index] != "--" {
      let length = Self.globalLength(arguments[index...])
      if length == 0 { rest.append(arguments[index]) }
      global += arguments[index..<index + length]
      index += max(length, 1)
    }
    rest += arguments[index...]
  }

  /// The number of arguments at the front that are a shared option: 0, 1 (`--x=v`, or a value is missing) or 2.
  private static func globalLength(_ arguments: ArraySlice<String>) -> Int {
    guard let first = arguments.first else { return 0 }
    if names.contains(first) {
      guard let value = arguments.dropFirst().first, !OptionToken.isOption(value) else { return 1 }
      return 2
    }
    return names.contains { first.hasPrefix($0 + "=") } ? 1 : 0
  }

  /// The last value of an option.
  func lastValue(of name: String) -> String? {
    var value: String?
    for (index, argument) in global.enumerated() {
      if argument == name { value = index + 1 < global.count ? global[index + 1] : nil }
      if argument.hasPrefix(name + "=") { value = String(argument.dropFirst(name.count + 1)) }
    }
    return value
  }
}

/// One argument that names an option: `--x`, `--x=v`, `-x`.
struct OptionToken {
  let name: String
  /// The value after `=`; nil if there is none.
  let attached: String?

  /// Whether the argument is an option. A lone `-` is a value: standard input.
  static func isOption(_ argument: String) -> Bool { argument.hasPrefix("-") && argument != "-" }

  init?(_ argument: String) {
    guard Self.isOption(argument), argument != "--" else { return nil }
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    name = String(parts[0])
    attached = parts.count == 2 ? String(parts[1]) : nil
  }
}
