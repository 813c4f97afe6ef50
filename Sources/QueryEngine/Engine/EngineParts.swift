import BankLink
import Domain
import Sealing
import Store
import Text

/// The parts that the query engine works with, passed in from one place.
public struct EngineParts: Sendable {
  public let store: Store
  /// The version of the authorisation agreement that people accept.
  public let agreement: String
  /// The whole text of the agreement: another text under the same version is another agreement.
  public let agreementText: String
  public let banks: any BankPort
  public let identity: any IdentityCheck
  public let face: any FaceCheck
  public let gateway: any MessageGateway
  public let random: any RandomSource
  public let passwords: PasswordQueue
  public let settings: WorkSettings
  /// The mark by which others see that this process lives; without one (nil), others take work over only after its
  /// lease.
  public let worker: WorkerMark?
  /// The log's words for a fault. A program adds what can be done against it, in the language that it was asked for.
  let wording: @Sendable (any Fault) -> String
  /// Whoever is told what happens: called often, and must cost next to nothing.
  let tell: @Sendable (Occurrence) -> Void
  /// The tally of messages from banks that are refused before they reach the store.
  public let refusals = RefusalTally()
  /// The pace of each bank, as this process has learnt it.
  let throttles = BankThrottles()
  /// The enquiries that this process has taken on.
  let inHand = WorkInHand()
  let intake = IntakeQueue()
  let closuresSeen = ClosuresSeen()
  let gauge = QueueGauge()
  let suspension = SuspensionMark()
  let truncation = TruncationPause()
  let told = LoggedFaults()

  /// What is lacking on our own side, so that banks, people or messages will have to wait; none where nothing is (rule
  /// 14).
  public var obstacles: [any Fault] {
    let all: [(any Fault)?] = [banks.obstacle, identity.obstacle, face.obstacle, gateway.obstacle]
    return all.compactMap(\.self)
  }

  public init(
    store: Store, agreement: String, agreementText: String = "", banks: any BankPort, identity: any IdentityCheck,
    face: any FaceCheck,
    gateway: any MessageGateway, random: any RandomSource, passwords: PasswordQueue, settings: WorkSettings,
    worker: WorkerMark? = nil, wording: @escaping @Sendable (any Fault) -> String = { $0.message.en },
    tell: @escaping @Sendable (Occurrence) -> Void = { _ in }
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
    self.wording = wording
    self.tell = tell
  }

  var clock: any WallClock { store.clock }

  /// The name under which this process claims work.
  var workerName: String { worker?.id ?? "unmarked" }

  /// The largest number of enquiries that can be on their way to a bank now: none while it is left alone, one while it
  /// is probed.
  func capacity(of bank: BankCode, at now: Moment) -> Int {
    guard let now = throttles[bank].capacity(at: now, most: settings.requestsPerBank) else { return 0 }
    return now.isProbe ? 1 : now.requests * settings.batchSize
  }

  /// The number of enquiries that can be sent to a bank now, beside those on their way.
  func room(for bank: BankCode, at now: Moment) -> Int {
    let throttle = throttles[bank]
    guard let capacity = throttle.capacity(at: now, most: settings.requestsPerBank) else { return 0 }
    let size = capacity.isProbe ? 1 : settings.batchSize
    let inLine = (inHand.count(of: bank) + size - 1) / size
    return max(0, capacity.requests - throttle.inHand - inLine) * size
  }
}

/// The settings of the engine; each has a default.
public struct WorkSettings: Sendable {
  /// The largest number of enquiries in one request to a bank.
  public var batchSize = 200
  /// The largest number of requests to one bank at a time.
  public var requestsPerBank = 4
  /// The time after which another worker takes over: longer than a bank's request may last.
  public var lease = Span.seconds(45)
  /// The time after which another worker takes over an SMS: longer than the gateway may take.
  public var messageLease = Span.seconds(30)
  /// The interval at which the engine looks for work that others have left in the database.
  public var poll = Span.milliseconds(500)
  /// The address to which banks may post answers; nil for none.
  public var callbackURL: String?
  public static let usualCodeLifetime = Span.minutes(5)
  public var codeLifetime = WorkSettings.usualCodeLifetime
  /// The number of wrong attempts after which a code is locked.
  public var codeAttempts = 5
  /// The largest number of codes sent to one phone within 24 hours, for any purpose: counted for its owner, and for
  /// others.
  public var codesPerDay = 10
  /// The largest number of codes sent to one requester within an hour, to any phone, and of checks made for the
  /// requester; nil sets no limit.
  public var codesPerHour: Int?
  /// The shortest time between two codes to one phone; those that its owner asked for and others are counted apart.
  public var codePause = Span.seconds(0)
  /// The largest number of identity and face checks about one phone within an hour without a code before: counted for
  /// its owner, and for others. An hour, and not a day, so that strangers keep nobody from a new phone or machine for
  /// longer.
  public var checksPerHour = 10
  public var sessionLifetime = Span.days(30)

  public init() {}
}
