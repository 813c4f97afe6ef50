// swift-tools-version: 6.2
import PackageDescription

/// Warnings are errors. Tests see internal declarations in a release build, too, so that one build serves them, the
/// demo and the benchmarks.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .unsafeFlags(["-enable-testing"], .when(configuration: .release)),
]

/// A part of the library proper: Swift 6 language mode, warnings are errors.
func part(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// One of the programs: a few lines over its part.
func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let httpClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdTLS = Target.Dependency.product(name: "HummingbirdTLS", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nio = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioHTTPTypesHTTP1 = Target.Dependency.product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras")
let nioHTTPTypes = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioTLS = Target.Dependency.product(name: "NIOTLS", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let structuredFields = Target.Dependency.product(
  name: "RawStructuredFieldValues", package: "swift-http-structured-headers")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let x509 = Target.Dependency.product(name: "X509", package: "swift-certificates")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
  name: "chaka",
  products: [
    .executable(name: "chaka-admin", targets: ["chaka-admin"]),
    .executable(name: "chaka", targets: ["chaka"]),
    .executable(name: "chaka-engine", targets: ["chaka-engine"]),
    .executable(name: "chaka-bank", targets: ["chaka-bank"]),
    .executable(name: "chaka-bench", targets: ["chaka-bench"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-certificates", from: "1.21.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    .package(url: "https://github.com/apple/swift-http-structured-headers", from: "1.7.0"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.0"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    part("Text"),
    part("Domain", ["Text"]),
    .target(
      name: "Registry", dependencies: ["Domain", "Text", yams], path: "Registry", sources: ["Loader"],
      resources: [.copy("Data"), .copy("Rollouts")], swiftSettings: strict),
    .target(
      name: "Migrations", path: "Migrations", sources: ["Migrations.swift"], resources: [.copy("sqlite")],
      swiftSettings: strict),
    part("Sealing", ["Domain", "Text", crypto, cryptoExtras]),
    .target(name: "CClock"),
    part("RolloutRules", ["Domain", "Text", "Sealing", crypto]),
    part("Store", ["CClock", "Domain", "Text", "Migrations", "RolloutRules", "Sealing", crypto, grdb, grdbSQLite]),
    part("RolloutControl", ["Domain", "Text", "Sealing", "Store"]),
    part(
      "Serving",
      [
        "Text", "Sealing", crypto, httpTypes, hummingbirdCore, logging, nio, nioHTTP1, nioHTTPTypes, nioHTTPTypesHTTP1,
        nioPosix, nioSSL, nioTLS,
      ]),
    part(
      "BankLink",
      [
        "Domain", "Text", "Sealing", "Serving", crypto, httpClient, httpTypes, hummingbird, hummingbirdCore, lifecycle,
        logging, nio, nioHTTP1, nioPosix, nioSSL, structuredFields,
      ]),
    part(
      "BankSandbox",
      [
        "Domain", "Text", "Sealing", "Serving", "BankLink", crypto, httpTypes, hummingbird, lifecycle, nio, unixSignals,
        yams,
      ]),
    part(
      "Conformance",
      [
        "Domain", "Text", "Sealing", "Serving", "BankLink", crypto, httpClient, hummingbird, lifecycle, nioSSL,
      ]),
    part("QueryEngine", ["Domain", "Text", "Sealing", "Store", "BankLink", crypto, logging]),
    part("Settings", ["Domain", "Text", yams]),
    part("Program", ["CTerminal", "Domain", "Text", "Sealing", "Settings", argumentParser, logging, unixSignals]),
    part(
      "Live",
      [
        "Domain", "Text", "Registry", "Sealing", "Serving", "Settings", "Store", "RolloutControl", "BankLink",
        "Conformance", "QueryEngine", httpClient, nio, nioPosix,
      ]),
    part("LiveProgram", ["Domain", "Text", "Registry", "QueryEngine", "Settings", "Store", "Live", "Program"]),
    .target(name: "CPeer"),
    part("Measures"),
    part(
      "Watch",
      [
        "BankLink", "Domain", "Measures", "QueryEngine", "Store", "Text", httpTypes, hummingbird, lifecycle, nio,
        nioSSL,
      ]),
    .target(name: "CReadline"),
    .target(name: "CTerminal"),
    part("LineEditor", ["CReadline"]),
    part("ConsoleProtocol", ["Text"]),
    part(
      "AdminShell",
      ["Domain", "Text", "Registry", "RolloutControl", "Sealing", "Store", "Conformance", "Program"]),
    part(
      "AdminTerminal",
      ["AdminShell", "ConsoleProtocol", "CPeer", "Domain", "LineEditor", "Program", "Sealing", "Text"]),
    part(
      "ConsoleHost",
      ["AdminShell", "ConsoleProtocol", "CPeer", "Domain", "Program", "RolloutControl", "Text", lifecycle]),
    part("Deployment", ["Domain", "Program", "Sealing", "Settings", "Store", "Text"]),
    part(
      "AdminCLI",
      [
        "AdminShell", "AdminTerminal", "ConsoleHost", "ConsoleProtocol", "Deployment", "Live", "LiveProgram", "Program",
        "Registry", "RolloutControl", "Sealing", "Serving", "Settings", "Store", "Text", argumentParser,
      ]),
    part(
      "CardholderCLI",
      [
        "Domain", "Text", "Sealing", "Settings", "Store", "QueryEngine", "Live", "LiveProgram", "Program",
        argumentParser,
      ]),
    part("BenchOptions", ["Text", "Program", argumentParser]),
    part(
      "Benchmark",
      [
        "Domain", "Text", "Registry", "RolloutControl", "Sealing", "Serving", "Store", "BankLink", "BankSandbox",
        "QueryEngine", "AdminShell", "BenchOptions", "LineEditor", "Live", "Program", crypto, grdbSQLite, lifecycle,
      ]),
    part("BenchCLI", ["BenchOptions", "Benchmark", "Text", "LiveProgram", "Program", "Store", argumentParser]),
    part(
      "EngineCLI",
      [
        "BenchOptions", "ConsoleHost", "Domain", "Text", "QueryEngine", "BankLink", "Live", "LiveProgram", "Program",
        "RolloutControl", "Serving", "Settings", "Store", "Watch", argumentParser, lifecycle, logging, nio,
        unixSignals,
      ]),
    part(
      "BankCLI",
      ["Domain", "Text", "Sealing", "Serving", "BankLink", "BankSandbox", "Conformance", "Program", argumentParser]),
    program("chaka-admin", ["AdminCLI", "AdminShell", "Program"]),
    program("chaka", ["CardholderCLI"]),
    program("chaka-engine", ["EngineCLI"]),
    program("chaka-bank", ["BankCLI"]),
    program("chaka-bench", ["BenchCLI"]),
    .target(
      name: "TestAuthority", dependencies: ["Serving", crypto, x509, "TestFixtures"], path: "Tests/TestAuthority",
      swiftSettings: strict),
    .target(
      name: "TestFixtures", dependencies: ["Domain", "Text", "Registry", "Sealing", "Store", grdb],
      path: "Tests/TestFixtures",
      swiftSettings: strict),
    .target(name: "TestTerminal", path: "Tests/TestTerminal", swiftSettings: strict),
    .target(name: "TestRandom", path: "Tests/TestRandom", swiftSettings: strict),
    .target(
      name: "TestHistories", dependencies: ["Domain", "TestRandom"], path: "Tests/TestHistories", swiftSettings: strict),
    tests("TextTests", ["Text", "TestRandom"]),
    tests("DomainTests", ["Domain", "Text", "TestHistories", "TestRandom", "TestFixtures"]),
    tests("RegistryTests", ["Domain", "Text", "Registry", "TestFixtures"]),
    tests("SealingTests", ["Domain", "Sealing", crypto, cryptoExtras, "TestFixtures"]),
    tests(
      "RolloutRulesTests",
      ["Domain", "Text", "Migrations", "Registry", "RolloutRules", "Sealing", "Store", crypto, "TestFixtures"]),
    tests(
      "StoreTests",
      ["Domain", "Text", "Migrations", "RolloutRules", "Sealing", "Store", crypto, grdb, "TestFixtures", "TestRandom"]),
    tests(
      "RolloutControlTests",
      ["Domain", "Text", "RolloutControl", "Sealing", "Store", "TestHistories", "TestFixtures"]),
    tests("ServingTests", ["Sealing", "Serving", "TestAuthority"]),
    tests(
      "BankLinkTests",
      [
        "Domain", "Text", "Sealing", "Serving", "BankLink", "TestAuthority", crypto, httpClient, httpTypes, hummingbird,
        hummingbirdCore,
        hummingbirdTLS, lifecycle, nio, nioEmbedded, nioPosix, nioSSL, structuredFields,
      ]),
    tests(
      "BankSandboxTests",
      [
        "Domain", "Text", "Sealing", "Serving", "BankLink", "BankSandbox", crypto, httpClient, lifecycle, nio,
        "TestFixtures",
      ]),
    tests(
      "ConformanceTests",
      [
        "Domain", "Text", "Sealing", "Serving", "BankLink", "BankSandbox", "Conformance", "TestAuthority", lifecycle,
        "TestFixtures",
      ]),
    tests(
      "QueryEngineTests",
      [
        "Domain", "Text", "Sealing", "Store", "RolloutControl", "BankLink", "BankSandbox", "Migrations",
        "QueryEngine", crypto, logging, "TestFixtures",
      ]),
    tests("MeasuresTests", ["Measures"]),
    tests(
      "WatchTests",
      ["Domain", "Measures", "Store", "Watch", "TestFixtures"]),
    tests("SettingsTests", ["Text", "Settings"]),
    tests(
      "LiveTests",
      [
        "Domain", "Text", "Registry", "Serving", "Settings", "Store", "RolloutControl", "BankLink", "Live",
        "QueryEngine",
        "TestAuthority",
        hummingbird, lifecycle, "TestFixtures",
      ]),
    tests("ProgramTests", ["Domain", "Text", "Program", "Settings", argumentParser, logging, "TestFixtures"]),
    tests(
      "AdminShellTests",
      [
        "Domain", "Text", "Registry", "Sealing", "Store", "RolloutControl", "Conformance", "AdminCLI", "AdminShell",
        "AdminTerminal", "ConsoleProtocol", "LineEditor", "Program",
        "TestRandom", "TestTerminal", "chaka-admin", "TestFixtures",
      ]),
    tests(
      "CardholderCLITests",
      [
        "Domain", "Text", "Registry", "Sealing", "Store", "QueryEngine", "CardholderCLI", "Live", "LiveProgram",
        "Program",
        argumentParser, "TestFixtures",
      ]),
    tests(
      "ConsoleHostTests",
      [
        "AdminShell", "AdminTerminal", "ConsoleHost", "ConsoleProtocol", "CPeer", "Domain", "Program", "RolloutControl",
        "Store", "Text", lifecycle, logging, "TestFixtures",
      ]),
    tests("DeploymentTests", ["Deployment", "Domain", "Program", "Settings", "TestFixtures"]),
    tests("BenchmarkTests", ["Domain", "Store", "Benchmark", "TestFixtures"]),
    tests(
      "EndToEndTests",
      [
        "Domain", "Text", "TestTerminal", "chaka-admin", "chaka", "chaka-engine", "chaka-bank", "chaka-bench",
        "TestFixtures",
      ]),
    tests(
      "SimulationTests",
      [
        "Domain", "Text", "Registry", "Sealing", "Store", "RolloutControl", "BankLink", "QueryEngine", crypto, logging,
        "TestFixtures",
      ]),
  ]
)
