import Domain
import Foundation

/// The regions, banks, groups, preconditions, notices and agreement of the registry's files.
public struct Registry: Sendable {
  public let catalogue: Catalogue
  public let notices: Notices
  public let agreement: Agreement

  /// Reads a directory with `Data` and `Rollouts`. Throws with every problem, not only the first.
  public static func load(from directory: String) throws(RegistryFault) -> Registry {
    let findings = Findings()
    let catalogue = catalogue(in: directory, findings)
    let notices = NoticeFiles(directory: directory, findings: findings)
    let (texts, agreement) = (notices.readNotices(), notices.readAgreement())
    guard findings.problems.isEmpty, var catalogue, let texts, let agreement else {
      throw RegistryFault(problems: findings.problems(inOrderOf: files))
    }
    catalogue.agreement = agreement
    return Registry(catalogue: catalogue, notices: texts, agreement: agreement)
  }

  /// Only the regions, banks, groups, preconditions and agreement of `bundled()`, for programs without texts for
  /// people.
  public static func bundledCatalogue() throws(RegistryFault) -> Catalogue {
    guard let directory = bundledDirectory else { throw .notInstalled }
    let findings = Findings()
    let catalogue = catalogue(in: directory, findings)
    let agreement = NoticeFiles(directory: directory, findings: findings).readAgreement()
    guard var catalogue, findings.problems.isEmpty else {
      throw RegistryFault(problems: findings.problems(inOrderOf: files))
    }
    catalogue.agreement = agreement
    return catalogue
  }

  private static func catalogue(in directory: String, _ findings: Findings) -> Catalogue? {
    var catalogue = CatalogueFiles(directory: directory, findings: findings).read()
    let preconditions = PreconditionFile(directory: directory, findings: findings).read(catalogue)
    if let preconditions { catalogue?.preconditions = preconditions }
    return catalogue
  }

  private static let files = [
    "regions.yaml", "banks.yaml", "groups.yaml", PreconditionFile.name, "notices.yaml", "agreement.yaml",
  ]

  /// The registry that comes with the program, or the one of `$CHAKA_REGISTRY`.
  public static func bundled() throws(RegistryFault) -> Registry {
    guard let directory = bundledDirectory else { throw .notInstalled }
    return try load(from: directory)
  }

  /// The shipped rollout scripts of a directory, in the order in which they took force.
  public static func rollouts(in directory: String) throws(RegistryFault) -> [String] {
    let folder = directory + "/Rollouts"
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw RegistryFault(problems: [.unreadable("Rollouts")])
    }
    return names.filter { $0.hasSuffix(".chaka") }.sorted().map { "\(folder)/\($0)" }
  }
}
