import Domain
import Program
import QueryEngine

/// What signs a person in, and what is printed then.
extension Visit {
  func register(
    _ details: PersonDetails, passwordFile: String?, code: String?, face: FaceSample = .given, inPerson: Bool = false
  ) async throws -> SignedIn {
    let typed = try PasswordEntry(self).new(file: passwordFile) { _ = try details.password($0) }
    if typed == nil, code != nil { throw PasswordEntry.needed }
    let password = try typed.map { try details.password($0) }
    let desk = try deskOfRequester
    return try await keep(
      codes(code).complete {
        try await desk.register(
          details.registration, code: $0, password: password, face: face, inPerson: inPerson)
      })
  }

  func login(
    _ phone: PhoneNumber, code: String?, face: FaceSample = .given, identity: StatedIdentity? = nil
  ) async throws -> SignedIn {
    let desk = try deskOfRequester
    return try await keep(
      codes(code).complete { try await desk.login(phone: phone, code: $0, face: face, identity: identity) })
  }

  func changePhone(
    to phone: PhoneNumber, identity: StatedIdentity?, code: String?, face: FaceSample = .given
  ) async throws -> SignedIn {
    let desk = try deskOfRequester
    return try await keep(
      codes(code).complete {
        try await desk.changePhone(session.token, identity: identity, to: phone, code: $0, face: face)
      })
  }

  func move(to region: RegionCode, code: String?) async throws -> SignedIn {
    try await keep(codes(code).complete { try await desk.move(session.token, to: region, code: $0) })
  }

  private func keep(_ signedIn: SignedIn) throws -> SignedIn {
    try session.keep(signedIn.token)
    return signedIn
  }

  /// `{"person":"...","region":"CN-GD"}`
  func show(_ signedIn: SignedIn, _ sentence: Bilingual) {
    var table = Table([
      .init("person", zh: "查卡人", en: "person"), .init("region", zh: "地区", en: "region"),
    ])
    table.add([.init(signedIn.person), .init(name(of: signedIn.region), csv: signedIn.region.text)])
    context.show(
      json: ["person": .string(signedIn.person), "region": .string(signedIn.region.text)], table: table
    ) { context.paint(sentence[language], .green) + "\n" + table.text(language, context.paint) }
  }

  /// A result that is one yes or no.
  func show(_ key: String, _ value: Bool, _ sentence: Bilingual) {
    var table = Table([.init(key, zh: key, en: key)])
    table.add([.init("\(value)")])
    context.show(json: .object([.init(key, .bool(value))]), table: table) { sentence[language] + "\n" }
  }
}
