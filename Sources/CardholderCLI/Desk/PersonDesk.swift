import Domain
import QueryEngine
import Store
import Text

/// What a person can ask of the service, wherever it is. Tokens are those of sessions; nil for nobody.
protocol PersonDesk: Sendable {
  /// The same desk for another machine.
  func of(_ requester: Requester) -> any PersonDesk

  // MARK: What people are told

  var guidance: Guidance { get }
  /// The regions and banks of the present, with their present names.
  var catalogue: Catalogue { get throws }
  /// A bank's name: the present one, or the last one; else its code.
  func name(of bank: BankCode) -> Bilingual
  /// The service's clock.
  var clock: any WallClock { get }

  // MARK: The account

  func register(
    _ registration: Registration, code: String?, password: PaymentPassword?, face: FaceSample, inPerson: Bool
  ) async throws -> SignedIn
  func login(
    phone: PhoneNumber, code: String?, face: FaceSample, identity: StatedIdentity?
  ) async throws -> SignedIn
  func logout(_ token: String?) async throws
  func move(_ token: String?, to region: RegionCode, code: String?) async throws -> SignedIn
  func changePhone(
    _ token: String?, identity: StatedIdentity?, to phone: PhoneNumber, code: String?, face: FaceSample,
    endingQuery: Bool
  ) async throws -> SignedIn
  /// Gives whether the passwords differ.
  func changePassword(_ token: String?, old: String, new: String) async throws -> Bool
  /// Gives whether the passwords differ.
  func resetPassword(
    _ token: String?, new: String?, code: String?, face: FaceSample, endingQuery: Bool, closingReport: Bool
  ) async throws -> Bool
  /// Throws the first loss of a reset that is not accepted.
  func refuseLoss(_ token: String?, endingQuery: Bool, closingReport: Bool) async throws

  // MARK: Queries

  func banks(_ token: String?, channel: Channel) async throws -> BankOffer
  func apply(_ token: String?, _ application: Application) async throws -> QueryView
  /// The latest query.
  func status(_ token: String?) async throws -> QueryView
  /// The latest query as soon as it is another, or further on, than it was seen; as it is when the seconds are over.
  func status(_ token: String?, changedSince seen: QueryView, within seconds: Double) async throws -> QueryView
  func cancel(_ token: String?) async throws -> QueryView
  /// The person's queries, newest first.
  func history(_ token: String?) async throws -> [PastQuery]
  /// The time from which the person may apply again; nil if they can now.
  func nextApplication(_ token: String?) async throws -> Moment?
  /// The report of a query; of the latest one without a query.
  func report(_ token: String?, query: String?, password: String) async throws -> OpenedReport
  /// The SMS that a phone has received, newest last; in a sandbox only.
  func messages(to phone: PhoneNumber) async throws -> [SandboxMessage]

  // MARK: The work

  /// Does work during which the service asks banks: here and now where no other program does.
  func working<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) async throws -> Value
  /// Closes the connections; nothing may be asked afterwards.
  func close() async
}
