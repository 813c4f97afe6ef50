import Program
import Store
import Testing

@testable import CardholderCLI

/// A person's steps on a database where nothing is open yet.
struct AccountTests {
  private static let phone = "13800138264"
  private static let details = [
    "register", "--name", "李小明", "--id-number", "11010519491231002X", "--phone", phone, "--region", "广东",
  ]

  @Test func `registering, applying, signing out and in again`() async throws {
    let sandbox = try Sandbox()
    let password = ["--password-file", try sandbox.file("482913")]
    #expect(try await sandbox.fault(Self.details + password) == "code_required")
    #expect(try await sandbox.fault(Self.details + password + ["--code", "12"]) == "code_wrong")
    let code = try await sandbox.code(of: Self.phone)
    #expect(try await sandbox.fault(Self.details + ["--code", code]) == "usage")
    #expect(try sandbox.session.token == nil)
    #expect(try await sandbox.fault(Self.details + password + ["--code", code]) == nil)
    #expect(try sandbox.session.token != nil)
    for answer in [["banks"], ["history"], ["notice"], ["phone", "--phone", Self.phone]] {
      #expect(try await sandbox.fault(answer) == nil)
    }
    #expect(try await sandbox.fault(["apply", "--all-banks", "--agree"]) == "channel_closed")
    #expect(try await sandbox.fault(["status"]) == "no_such_query")
    #expect(try await sandbox.fault(["report", "--password-file", try sandbox.file("482913")]) == "no_such_query")
    #expect(try await sandbox.fault(["cancel"]) == "no_such_query")
    #expect(try await sandbox.fault(["report"]) == "usage")
    #expect(try await sandbox.fault(["logout"]) == nil)
    #expect(try sandbox.session.token == nil)
    #expect(try await sandbox.fault(["banks"]) == "not_logged_in")
    #expect(try await sandbox.fault(["login", "--phone", Self.phone]) == "code_required")
    #expect(try await sandbox.fault(["login", "--phone", Self.phone, "--code", sandbox.code(of: Self.phone)]) == nil)
    #expect(try sandbox.session.token != nil)
  }

  @Test(arguments: [
    (
      ["register", "--name", "4", "--id-number", "11010519491231002X", "--phone", phone, "--region", "31"],
      "invalid_name"
    ),
    (
      ["register", "--name", "李", "--id-number", "110105194912310021", "--phone", phone, "--region", "31"],
      "invalid_id_number"
    ),
    (
      ["register", "--name", "李", "--id-number", "11010519491231002X", "--phone", "1", "--region", "31"],
      "invalid_phone"
    ),
    (
      ["register", "--name", "李", "--id-number", "11010519491231002X", "--phone", phone, "--region", "火星"],
      "unknown_region"
    ),
    (["apply", "--bank", "nobank", "--agree"], "bank_unknown"),
    (["apply", "--bank", "icbc", "--agree"], "not_logged_in"),
    (["banks", "--channel", "pigeon"], "unknown_channel"),
    (["status"], "not_logged_in"), (["cancel"], "not_logged_in"), (["history"], "not_logged_in"),
    (["logout"], "not_logged_in"), (["move", "--region", "上海"], "not_logged_in"),
  ])
  func `what cannot be is refused with its code`(arguments: [String], code: String) async throws {
    #expect(try await Sandbox().fault(arguments) == code)
  }

  @Test func `a weak password is refused before anything is sent`() async throws {
    let sandbox = try Sandbox()
    let weak = ["--password-file", try sandbox.file("123456")]
    #expect(try await sandbox.fault(Self.details + weak) == "weak_password")
    #expect(try await sandbox.code(of: Self.phone) == "")
  }

  @Test func `a real database shows no phone and takes no other time`() async throws {
    let real = try Sandbox(isSandbox: false)
    await #expect(throws: StoreFault.notASandbox(.phone)) {
      try await real.call(["phone", "--phone", Self.phone], pretending: false)
    }
    await #expect(throws: StoreFault.notASandbox(.time)) { try await real.call(["status"]) }
  }
}
