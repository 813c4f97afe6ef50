import Domain
import Program
import QueryEngine
import Text

/// Registering, signing in and moving, and the result that is printed.
extension Visit {
  func register(
    _ details: PersonDetails, passwordFile: String?, code: String?, face: FaceSample = .given, inPerson: Bool = false
  ) async throws -> SignedIn {
    let password = try newPassword(for: details, file: passwordFile)
    if password == nil, code != nil { throw PasswordEntry.needed }
    return try await register(details, password: password, code: code, face: face, inPerson: inPerson)
  }

  /// The password that the person sets; nil if there is neither file nor terminal.
  func newPassword(for details: PersonDetails, file: String?) throws -> PaymentPassword? {
    try PasswordEntry(self).new(file: file) { _ = try details.password($0) }.map { try details.password($0) }
  }

  func register(
    _ details: PersonDetails, password: PaymentPassword?, code: String?, face: FaceSample = .given, inPerson: Bool
  ) async throws -> SignedIn {
    let desk = try deskOfRequester
    return try await pointing(to: inPerson ? nil : Self.inPersonWay) {
      try await keep(
        codes(code).complete {
          try await desk.register(
            details.registration, code: $0, password: password, face: face, inPerson: inPerson)
        })
    }
  }

  func login(
    _ phone: PhoneNumber, code: String?, face: FaceSample = .given, identity: StatedIdentity? = nil
  ) async throws -> SignedIn {
    let desk = try deskOfRequester
    return try await pointing(to: identity == nil ? Self.statedWay : nil) {
      try await keep(
        codes(code).complete { try await desk.login(phone: phone, code: $0, face: face, identity: identity) })
    }
  }

  func changePhone(
    to phone: PhoneNumber, identity: StatedIdentity?, code: String?, face: FaceSample = .given,
    endingQuery: Bool = false
  ) async throws -> SignedIn {
    let desk = try deskOfRequester
    var mayEnd = endingQuery
    return try await keep(
      codes(code).complete { code in
        while true {
          do {
            return try await desk.changePhone(
              session.token, identity: identity, to: phone, code: code, face: face, endingQuery: mayEnd)
          } catch let fault as CardholderFault {
            // The code stays good while the person is asked.
            guard case .queryInProgress = fault, context.inputIsTerminal, try dialogue.confirm(Self.endsQuery) else {
              throw fault
            }
            mayEnd = true
          }
        }
      })
  }

  private static let endsQuery = Bilingual(
    zh: "您有一次查询正在进行，期间不能更换手机号。要取消查询（不出报告，可以马上重新申请）并更换，请输入“是”；不换请直接回车：",
    en: """
      A query is in progress, and your number cannot change meanwhile. Cancel the query and change the number? There will be \
      no report, and you can apply again at once. [y/N] 
      """)

  func move(to region: RegionCode, code: String?) async throws -> SignedIn {
    try await keep(codes(code).complete { try await desk.move(session.token, to: region, code: $0) })
  }

  /// Adds the remaining way to a fault about a phone that can be sent no more codes.
  private func pointing(to way: Bilingual?, _ work: () async throws -> SignedIn) async throws -> SignedIn {
    do {
      return try await work()
    } catch let fault as any Fault {
      guard let way, fault.isOutOfCodes(at: desk.clock.now) else { throw fault }
      throw FaultWithWayOut(fault: fault, way: way)
    }
  }

  private static let inPersonWay = Bilingual(
    zh: "若是别人用完了这个号码的次数，请加 --in-person，核验身份和人脸后仍会发送",
    en: "if others have used up this phone's codes, add --in-person, and you get one after identity and face checks")
  private static let statedWay = Bilingual(
    zh: "若是别人用完了这个号码的次数，请加 --name 和 --id-number，核验身份和人脸后仍会发送",
    en: """
      if others have used up this phone's codes, add --name and --id-number, and you get one after identity and face checks
      """)

  private func keep(_ signedIn: SignedIn) throws -> SignedIn {
    try session.keep(signedIn.token)
    return signedIn
  }

  /// Prints the result: `{"person":"...","region":"CN-GD"}`.
  func show(_ signedIn: SignedIn, _ sentence: Bilingual) {
    var table = Table([
      .init("person", zh: "查卡人", en: "person"), .init("region", zh: "地区", en: "region"),
    ])
    table.add([.init(signedIn.person), .init(name(of: signedIn.region), csv: signedIn.region.text)])
    context.show(
      json: signedIn.json, table: table
    ) {
      let region = Bilingual(zh: "地区：\(name(of: signedIn.region))", en: "Region: \(name(of: signedIn.region))")
      return context.paint(sentence[language], .green) + "\n" + region[language] + "\n"
    }
  }

  /// Prints a result that is one yes or no.
  func show(_ key: String, _ value: Bool, _ sentence: Bilingual) {
    var table = Table([.init(key, zh: key, en: key)])
    table.add([.init("\(value)")])
    context.show(json: .object([.init(key, .bool(value))]), table: table) { sentence[language] + "\n" }
  }
}

/// A fault together with the remaining way.
struct FaultWithWayOut: Fault {
  let fault: any Fault
  let way: Bilingual

  var code: String { fault.code }
  var kind: FaultKind { fault.kind }
  var facts: [JSONValue.Member] { fault.facts }
  var message: Bilingual {
    Bilingual(zh: "\(fault.message.zh)；\(way.zh)", en: "\(fault.message.en); \(way.en)")
  }
}
