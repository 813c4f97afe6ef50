import Settings
import Testing
import Text

struct ConfigurationTests {
  private func read(_ yaml: String) throws(ConfigurationFault) -> Configuration {
    try Configuration(yaml: yaml, file: "config.yaml")
  }

  @Test func `the sample says the defaults, and an empty file leaves them`() throws {
    #expect(try read(Configuration.sample) == Configuration())
    #expect(try read("") == Configuration())
    #expect(try read("# nothing\n") == Configuration())
    #expect(try read("limits:\n") == Configuration())
  }

  @Test func `every setting can be set`() throws {
    let read = try read(
      """
      database: unix:/s
      identity: { url: "https://a", timeoutSeconds: 1 }
      face: { url: "https://b", tokenFile: b.token }
      sms: { url: "http://c", tls: { certificate: c.pem, privateKey: c.key, roots: r.pem } }
      engine:
        { callbackHost: "::1", callbackPort: 8080, callbackURL: "https://d/v1/callback", pollMilliseconds: 10, batchSize: 1 }
      banks: { requestTimeoutSeconds: 2 }
      limits: { codeLifetimeMinutes: 1, codeAttempts: 2, codesPerHour: 3, codeResendSeconds: 4, sessionDays: 5, codesPerDay: 6,
        checksPerHour: 7 }
      service: { socket: /s, group: g, watch: { host: "::", port: 9443 } }
      log: { format: json, level: debug }
      """)
    var expected = Configuration()
    expected.database = "unix:/s"
    expected.identity = EndpointSettings(url: "https://a", timeoutSeconds: 1)
    expected.face = EndpointSettings(url: "https://b", tokenFile: "b.token")
    expected.sms = EndpointSettings(
      url: "http://c", tls: TLSSettings(certificate: "c.pem", privateKey: "c.key", roots: "r.pem"))
    (expected.engine.callbackHost, expected.engine.callbackPort) = ("::1", 8080)
    (expected.engine.callbackURL, expected.engine.pollMilliseconds, expected.engine.batchSize) = (
      "https://d/v1/callback", 10, 1
    )
    expected.banks.requestTimeoutSeconds = 2
    (expected.limits.codeLifetimeMinutes, expected.limits.codeAttempts, expected.limits.codesPerHour) = (1, 2, 3)
    (expected.limits.codeResendSeconds, expected.limits.sessionDays, expected.limits.codesPerDay) = (4, 5, 6)
    expected.limits.checksPerHour = 7
    (expected.service.socket, expected.service.group) = ("/s", "g")
    (expected.service.watch.host, expected.service.watch.port) = ("::", 9443)
    (expected.log.format, expected.log.level) = (.json, .debug)
    #expect(read == expected)
  }

  @Test(arguments: [
    ("limits:\n  codeAttempt: 3\n", 2, "limits.codeAttempts"),
    ("identiy: {}\n", 1, "identity"),
    ("\nlimits:\n  codeAttempts: 0\n", 3, "from 1 to 20"),
    ("limits:\n  codeAttempts: many\n", 2, "whole number"),
    ("engine: 5\n", 1, "mapping"),
    ("- a\n", 1, "mapping"),
    ("identity: {}\n", nil, "address"),
    ("identity: { url: ftp://x }\n", 1, "http://"),
    ("identity: { url: \"https://\" }\n", 1, "with a host"),
    ("identity: { url: \"https:///check\" }\n", 1, "with a host"),
    ("face: { url: \"https://user:word@face.example/\" }\n", 1, "without a user"),
    ("face: { url: \"https://face.example@evil.example/\" }\n", 1, "without a user"),
    ("sms: { url: \"https://sms.example/#send\" }\n", 1, "behind #"),
    ("sms: { url: \"https://sms.example:0/\" }\n", 1, "with a host"),
    ("sms: { url: \"https://sms.example/a b\" }\n", 1, "with a host"),
    ("sms: { url: \"https://sms.example/?a b\" }\n", 1, "with a host"),
    (
      "sms:\n  url: https://x\n  tokenFile: a\n  tls: { certificate: a, privateKey: b, roots: c }\n", nil,
      "sms.tokenFile"
    ),
    ("face: { url: https://x, tls: { certificate: a } }\n", nil, "face.tls.privateKey"),
    ("engine:\n  callbackURL: https://network.example\n", 2, "and /v1/callback"),
    ("engine:\n  callbackURL: https://network.example/v1/callback/\n", 2, "and /v1/callback"),
    ("engine:\n  callbackURL: https://network.example/?/v1/callback\n", 2, "and /v1/callback"),
    ("banks: { certificationURL: https://network.example/abc }\n", 1, "and /v1/callback"),
    ("limits:\n  codeAttempts: 2\n  codeAttempts: 3\n", nil, "twice"),
    ("limits: {\n", nil, "YAML"),
    ("log:\n  format: xml\n", 2, "one of text, json"),
    ("log:\n  level: loud\n", 2, "one of debug, info"),
    ("service:\n  watch:\n    port: 0\n", 3, "from 1 to 65535"),
    ("a: b: c\n", 1, "YAML"),
  ])
  func `what cannot be meant is refused with file and line`(yaml: String, line: Int?, words: String) throws {
    let fault = #expect(throws: ConfigurationFault.self) { try read(yaml) }
    #expect(fault?.code == "config_invalid" && fault?.kind == .environment)
    if let line { #expect(fault?.line == line) }
    #expect(fault?.message.en.contains(words) == true, "\(fault?.message.en ?? "")")
    #expect(fault?.message.en.hasPrefix("config.yaml:") == true)
  }

  @Test func `a service may be asked with a query`() throws {
    let read = try read("sms: { url: \"HTTPS://sms.example:8443/send?from=chaka&v=1\" }\n")
    #expect(read.sms?.url == "HTTPS://sms.example:8443/send?from=chaka&v=1")
  }

  /// Paths that nobody serves, and addresses that can be read in two ways.
  @Test(arguments: [
    "https://n.example/net/v1/callback", "http://127.0.0.1:29890/net/v1/callback", "https://n.example/x/../v1/callback",
    "https://n.example./v1/callback", "https://n.example//v1/callback", "https://n.example/v1//callback",
    "https://n.example/v1/callback?", "https://n.example/v1/callback#", "https://u@n.example/v1/callback",
    "https://n.example/%76%31/callback", "https://n.example/V1/callback", "https:///v1/callback",
    "https://n.example:0/v1/callback", "https://n.example/./v1/callback", "https://n.example\\v1/callback",
    "https://0x7f000001/v1/callback",
  ])
  func `an address of callbacks has their path and nothing else`(address: String) {
    for yaml in ["engine: { callbackURL: '\(address)' }", "banks: { certificationURL: '\(address)' }"] {
      let fault = #expect(throws: ConfigurationFault.self) { try read(yaml) }
      #expect(fault?.message.en.contains("and /v1/callback") == true, "\(fault?.message.en ?? "")")
    }
  }

  @Test func `an address of callbacks is brought to its one spelling`() throws {
    let read = try read("engine: { callbackURL: 'HTTPS://N.Example:443/v1/callback' }")
    #expect(read.engine.callbackURL == "https://n.example/v1/callback")
  }

  @Test func `a file that somebody named must exist`() {
    #expect(throws: ConfigurationFault(file: "/nowhere.yaml", line: nil, problem: .missing)) {
      try Configuration(file: "/nowhere.yaml")
    }
  }
}
