import Domain
import Program
import RolloutControl

/// The console's two longest tables in Chinese and in colour, for data that stands in no database: to be measured.
public enum ConsoleTables {
  /// What `show banks` prints.
  public static func banks(_ catalogue: Catalogue, running: Rollout) -> String {
    Listing.banks(catalogue, running: running, candidate: .initial, profiles: [])
      .text(.zh, Paint(isOn: true))
  }

  /// What `show history` prints.
  public static func history(_ revisions: [Revision]) -> String {
    Listing.history(revisions).text(.zh, Paint(isOn: true))
  }
}
