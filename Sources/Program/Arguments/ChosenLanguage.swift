import Foundation
import Text

/// The requested language, found before anything is parsed so that help and usage errors are in that language, too.
enum ChosenLanguage {
  static let ofProcess = of(
    arguments: Array(CommandLine.arguments.dropFirst()), environment: ProcessInfo.processInfo.environment)

  /// The last valid `--language`, else the environment's.
  static func of(arguments: [String], environment: [String: String]) -> Language {
    let named = GlobalArguments(separating: arguments).lastValue(of: "--language")
    return named.flatMap(Language.init(rawValue:)) ?? Language(environment: environment)
  }
}
