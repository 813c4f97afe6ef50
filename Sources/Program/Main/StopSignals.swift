import Foundation
import UnixSignals

/// SIGTERM and SIGINT for a command that serves until it is stopped. They are caught from the program's first moment
/// on, so that one that comes while arguments are read is an orderly stop, too.
public enum StopSignals {
  @TaskLocal static var held: UnixSignalsSequence?

  /// The signals that came, and those to come.
  public static func sequence() async -> UnixSignalsSequence {
    if let held { return held }
    return await UnixSignalsSequence(trapping: .sigterm, .sigint)
  }
}
