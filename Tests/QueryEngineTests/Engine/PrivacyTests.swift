import Foundation
import Testing

@testable import QueryEngine

@Suite("The database and the secrets beside it")
struct PrivacyTests {
  @Test("never hold a name, a phone, an identity number, a password, a code or a card's digits")
  func bytes() async throws {
    let service = try TestService()
    let token = try await service.register()
    let sms = try #require(service.gateway.messages(to: Resident.zhang.phoneNumber()).last)
    let code = try #require(MessageText.code(in: sms))
    try await service.apply(token, .all)
    try await service.engine.drain()
    _ = try await service.desk.report(token, query: nil, password: "482913")
    _ = await fault { try await service.desk.apply(token, .with(.named([.abc]))) }
    _ = try await service.desk.changePassword(token, old: "482913", new: "730516")
    var bytes = service.bytes()
    for file in try FileManager.default.subpathsOfDirectory(atPath: service.location.secrets) {
      bytes += FileManager.default.contents(atPath: service.location.secrets + "/" + file) ?? Data()
    }
    let cards = ["6228480000000000018", "62284800", "6253360000000004", #""first4""#, #""last4""#, "6228\",\"last4"]
    let person = ["张三", "11010519491231002X", "13800138264", "13800138", "19491231", token]
    for text in cards + person + ["\"482913\"", "482913\n", "code \(code)", "验证码 \(code)"] {
      #expect(bytes.range(of: Data(text.utf8)) == nil, "\(text.prefix(4))… is in a file")
    }
  }

  @Test("seal equal details differently for each person and time")
  func different() async throws {
    let (one, other) = (try TestService(), try TestService())
    _ = try await one.register()
    _ = try await other.register()
    func sealed(_ service: TestService) throws -> Data {
      let hash = service.store.secret.hash(Resident.zhang.phone, for: .lookUp)
      return try #require(try service.store.read { try $0.person(phoneHash: hash) }).sealedDetails
    }
    #expect(try sealed(one) != sealed(other))
    #expect(one.store.secret.hash("x", for: .lookUp) != other.store.secret.hash("x", for: .lookUp))
  }
}
