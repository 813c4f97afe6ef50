import Domain
import Foundation
import Registry
import RolloutControl
import Sealing
import Store

/// The place of the files of this process's histories: in memory if there is a memory file system.
enum Files {
  static let root: String = {
    let base = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : NSTemporaryDirectory()
    let root = "\(base)/chaka-simulation-\(getpid())"
    atexit { try? FileManager.default.removeItem(atPath: Files.root) }
    return root
  }()

  static func copy(_ from: StoreLocation, to folder: String) throws -> StoreLocation {
    let files = FileManager.default
    try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let to = location(in: folder)
    for suffix in ["", "-wal"] where files.fileExists(atPath: from.path + suffix) {
      try files.copyItem(atPath: from.path + suffix, toPath: to.path + suffix)
    }
    try files.copyItem(atPath: from.secrets, toPath: to.secrets)
    try copyMarks(of: from, to: folder)
    return to
  }

  /// Copies the marks of workers. Nobody holds the lock of a copy, as after a crash of the machine.
  private static func copyMarks(of from: StoreLocation, to folder: String) throws {
    let files = FileManager.default
    let old = (from.path as NSString).deletingLastPathComponent
    for name in try files.contentsOfDirectory(atPath: old).sorted() where name.contains("-worker-") {
      try files.copyItem(atPath: "\(old)/\(name)", toPath: "\(folder)/\(name)")
    }
  }

  static func location(in folder: String) -> StoreLocation {
    StoreLocation(path: "\(folder)/chaka.sqlite", secrets: "\(folder)/secrets")
  }
}

/// New sandboxes, made once, one for each registry; every history begins with a copy of one.
struct Template: Sendable {
  private let locations: (small: StoreLocation, full: StoreLocation)
  let secret: ServerSecret
  /// The small catalogue, and the shipped one.
  let small: Catalogue
  let full: Catalogue

  static let shared = Result { try Template() }
  static let author = "init"
  /// A bank without an endpoint at first.
  static let bankWithoutEndpoint = BankCode("bosc")
  static let madeAt = Moment(milliseconds: 1_654_531_200_000)

  private init() throws {
    locations = (Files.location(in: Files.root + "/small"), Files.location(in: Files.root + "/full"))
    small = SmallCatalogue.make()
    full = try Registry.bundled().catalogue
    for (location, catalogue) in [(locations.small, small), (locations.full, full)] {
      try Self.writeSecret(in: location.secrets)
      _ = try Store.initialise(
        at: location, sandbox: true, author: Self.author, catalogue: catalogue, pretendedNow: Self.madeAt)
    }
    secret = try ServerSecret.load(from: locations.full.secrets)
    try setEndpoints(at: locations.small, small)
    try setEndpoints(at: locations.full, full)
  }

  func location(isFull: Bool) -> StoreLocation { isFull ? locations.full : locations.small }

  /// Writes a secret that is always the same, so that people's buckets and pseudonyms are, too.
  private static func writeSecret(in folder: String) throws {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let root = Data((0..<32).map { UInt8($0 * 7 + 1) }).base64EncodedString()
    let text = "chaka-server-secret 1\nsandbox true\nroot \(root)\n"
    try SecretFile.write(Data(text.utf8), to: folder + "/server.secret", replacing: true)
  }

  private func setEndpoints(at location: StoreLocation, _ catalogue: Catalogue) throws {
    let clock = SimulatedClock(SimulatedTime(startingAt: Self.madeAt.adding(.minutes(10))))
    let store = try Store.open(at: location, catalogue: catalogue, clock: clock)
    let session = try OperatorSession(store: store, author: Self.author)
    for bank in full.banks.map(\.code) where bank != Self.bankWithoutEndpoint {
      try session.onboarding.setEndpoint("http://bank.invalid/\(bank)", for: bank)
    }
  }
}
