import BankLink
import Testing

@testable import QueryEngine

@Suite("The services outside")
struct PortTests {
  private func details() throws -> PersonalDetails { try Resident.zhang.registration().details }

  @Test("that are not configured say so")
  func unconfigured() async throws {
    let service = UnconfiguredService("identity")
    let details = try details()
    #expect(await fault { try await service.confirms(details, region: .shanghai) } == "config_incomplete")
    #expect(await fault { try await service.passes(.given, details: details) } == "config_incomplete")
    #expect(await fault { try await service.send("x", to: details.phone, id: "M1") } == "config_incomplete")
  }

  @Test("that cannot be reached are unavailable, which is no verdict")
  func unreachable() async throws {
    let service = HTTPService("identity", url: "http://127.0.0.1:1/", timeoutSeconds: 2)
    let details = try details()
    let verdict = await fault { try await HTTPIdentityCheck(service).confirms(details, region: .shanghai) }
    #expect(verdict == "service_unavailable")
    #expect(await fault { try await HTTPFaceCheck(service).passes(.given, details: details) } == "service_unavailable")
    #expect(
      await fault { try await HTTPMessageGateway(service).send("x", to: details.phone, id: "M1") }
        == "service_unavailable")
    #expect(PortFault.unavailable(service: "identity").kind == .environment)
  }

  @Test("of the sandbox say that they are the sandbox's, and those over HTTP do not")
  func notices() async throws {
    let store = try TestService().store
    #expect(SandboxIdentityCheck().sandboxNotice != nil && SandboxFaceCheck().sandboxNotice != nil)
    #expect(SandboxMessageGateway(store: store).sandboxNotice != nil)
    let service = HTTPService("identity", url: "http://127.0.0.1:1/", timeoutSeconds: 2)
    #expect(HTTPIdentityCheck(service).sandboxNotice == nil && HTTPFaceCheck(service).sandboxNotice == nil)
    #expect(try await SandboxFaceCheck().passes(.given, details: details()))
    #expect(try await !SandboxFaceCheck().passes(.fail, details: details()))
  }

  @Test("read and write a person's details the same way")
  func document() throws {
    let details = try details()
    let read = try #require(PersonalDetails(document: details.document))
    #expect(read.name == details.name && read.idNumber == details.idNumber && read.phone == details.phone)
  }
}
