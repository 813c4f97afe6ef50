import Domain
import Program
import RolloutControl

/// The console's two longest tables in Chinese and in colour, from data outside a database, for measurements.
public enum ConsoleTables {
  /// The table of `show banks`.
  public static func banks(_ catalogue: Catalogue, running: Rollout) -> String {
    Listing.banks(catalogue, running: running, candidate: .initial, profiles: [])
      .text(.zh, Paint(isOn: true))
  }

  /// The table of `show history`.
  public static func history(_ revisions: [Revision]) -> String {
    Listing.history(revisions).text(.zh, Paint(isOn: true))
  }
}
