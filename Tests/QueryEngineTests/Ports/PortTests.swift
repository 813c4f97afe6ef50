import BankLink
import TestFixtures
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

  @Test("of the sandbox that people meet say that they are the sandbox's")
  func notices() async throws {
    #expect(SandboxIdentityCheck().sandboxNotice != nil && SandboxFaceCheck().sandboxNotice != nil)
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
