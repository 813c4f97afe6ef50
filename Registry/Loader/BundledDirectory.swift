import Foundation

extension Registry {
  /// The folder of the registry's files: `$CHAKA_REGISTRY`, else the bundle beside the real executable; nil if there is
  /// neither.
  ///
  /// `Bundle.module` is not used: it falls back to the folder of the build, or stops the program.
  public static var bundledDirectory: String? {
    directory(environment: ProcessInfo.processInfo.environment, executable: executablePath)
  }

  static func directory(environment: [String: String], executable: String?) -> String? {
    if let named = environment["CHAKA_REGISTRY"], !named.isEmpty { return named }
    guard let executable else { return nil }
    let bundle = URL(fileURLWithPath: executable).deletingLastPathComponent().appendingPathComponent(bundleName).path
    return FileManager.default.fileExists(atPath: bundle + "/Data") ? bundle : nil
  }

  /// The name that SwiftPM gives to this target's resources.
  static let bundleName = "chaka_Registry.resources"

  /// The path of the running executable, behind all symbolic links.
  private static var executablePath: String? {
    try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
  }
}
