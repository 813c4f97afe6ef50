import BankLink
import Domain
import Sealing
import Store
import Text

/// Everything the query engine works with, handed in from one place.
public struct EngineParts: Sendable {
  public let store: Store
  /// The version of the authorisation agreement that people accept.
  public let agreement: String
  /// All of its text: another one under the same version is another agreement.
  public let agreementText: String
  public let banks: any BankPort
  public let identity: any IdentityCheck
  public let face: any FaceCheck
  public let gateway: any MessageGateway
  public let random: any RandomSource
  public let passwords: PasswordQueue
  public let settings: WorkSettings
  /// The mark by which others see that this process lives; nil leaves taking over to the leases.
  public let worker: WorkerMark?
  /// The tally of what comes from banks and is refused before it reaches the store.
  public let refusals = RefusalTally()
  /// The pace of each bank, as this process has learnt it.
  let throttles = BankThrottles()
  let gauge = QueueGauge()
  let suspension = SuspensionMark()
  let truncation = TruncationPause()
  let told = LoggedFaults()

  /// What is lacking on our own side, so that banks, people or messages will have to wait; none where nothing is (rule 14).
  var obstacles: [any Fault] {
    let all: [(any Fault)?] = [banks.obstacle, identity.obstacle, face.obstacle, gateway.obstacle]
    return all.compactMap(\.self)
  }

  public init(
    store: Store, agreement: String, agreementText: String = "", banks: any BankPort, identity: any IdentityCheck,
    face: any FaceCheck,
    gateway: any MessageGateway, random: any RandomSource, passwords: PasswordQueue, settings: WorkSettings,
    worker: WorkerMark? = nil
  ) {
    self.store = store
    self.agreement = agreement
    self.agreementText = agreementText
    self.banks = banks
    self.identity = identity
    self.face = face
    self.gateway = gateway
    self.random = random
    self.passwords = passwords
    self.settings = settings
    self.worker = worker
  }

  var clock: any WallClock { store.clock }
}

/// The settings of the engine; each has a default.
public struct WorkSettings: Sendable {
  /// Enquiries to one bank in one request.
  public var batchSize = 200
  /// Requests to one bank at a time.
  public var requestsPerBank = 4
  /// The time after which another worker takes over: longer than a bank's request may last.
  public var lease = Span.seconds(45)
  /// The same for an SMS: longer than the gateway may take.
  public var messageLease = Span.seconds(30)
  /// The interval at which the engine looks for work that others have left in the database.
  public var poll = Span.milliseconds(500)
  /// The address to which banks may post answers; nil for none.
  public var callbackURL: String?
  public static let usualCodeLifetime = Span.minutes(5)
  public var codeLifetime = WorkSettings.usualCodeLifetime
  /// Wrong attempts after which a code is dead.
  public var codeAttempts = 5
  /// Codes sent to one phone within 24 hours, whatever for: so many that its owner asked for, and so many others.
  public var codesPerDay = 10
  /// Codes that one requester is sent within an hour, to whatever phone, and checks that they have made; nil sets no
  /// limit.
  public var codesPerHour: Int?
  /// The shortest time between two codes to one phone; those that its owner asked for and others are counted apart.
  public var codePause = Span.seconds(0)
  /// Identity and face checks about one phone within an hour that no code has come before: so many that its owner asked
  /// for, and so many others. An hour, and not a day, so that strangers keep nobody from a new phone or machine for
  /// longer.
  public var checksPerHour = 10
  public var sessionLifetime = Span.days(30)

  public init() {}
}
