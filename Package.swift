// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

/// A target of the library proper: Swift 6 language mode, warnings are errors.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func program(_ name: String, _ module: Target.Dependency) -> Target {
  .executableTarget(name: name, dependencies: [module], swiftSettings: strict)
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
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let wanted = Context.environment["CHAKA_TESTS"].map { $0.split(separator: ",").map(String.init) }
let testTargets = [
  tests("DomainTests", ["Domain", "Registry"]),
  tests("RegistryTests", ["Domain", "Registry"]),
  tests("SealingTests", ["Domain", "Sealing", crypto]),
  tests("StoreTests", ["Domain", "Sealing", "Store", "Registry"]),
  tests("RolloutControlTests", ["Domain", "Registry", "Store", "RolloutControl"]),
  tests("BankLinkTests", ["Domain", "Sealing", "BankLink", "BankSandbox", crypto]),
  tests("BankSandboxTests", ["Domain", "Sealing", "BankLink", "BankSandbox", crypto]),
  tests(
    "QueryEngineTests",
    ["Domain", "Registry", "Sealing", "Store", "RolloutControl", "BankLink", "BankSandbox", "QueryEngine"]),
  tests("ProgramTests", ["Domain", "Program"]),
  tests("AdminShellTests", ["Domain", "Registry", "Store", "RolloutControl", "AdminShell", "Program"]),
  tests("CardholderCLITests", ["Domain", "Registry", "Store", "QueryEngine", "CardholderCLI", "Program"]),
  tests("EndToEndTests", ["chaka-admin", "chaka", "chaka-engine", "chaka-bank"]),
  tests(
    "SimulationTests",
    ["Domain", "Registry", "Sealing", "Store", "RolloutControl", "BankLink", "BankSandbox", "QueryEngine"]),
].filter { wanted?.contains($0.name) ?? true }

let package = Package(
  name: "chaka",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    module("Domain"),
    .target(
      name: "Registry", dependencies: ["Domain", yams], path: "Registry", exclude: [],
      sources: ["Loader"], resources: [.copy("Data"), .copy("Rollouts")], swiftSettings: strict),
    .target(
      name: "Migrations", path: "Migrations", sources: ["Migrations.swift"], resources: [.copy("sqlite")],
      swiftSettings: strict),
    module("Sealing", ["Domain", crypto, cryptoExtras]),
    module("Store", ["Domain", "Migrations", "Sealing", crypto, grdb, grdbSQLite]),
    module("RolloutControl", ["Domain", "Store"]),
    module("BankLink", ["Domain", "Sealing", httpClient, hummingbird, lifecycle, logging]),
    module("BankSandbox", ["Domain", "Sealing", "BankLink", hummingbird, lifecycle, logging, yams]),
    module("QueryEngine", ["Domain", "Registry", "Sealing", "Store", "BankLink", httpClient, lifecycle, logging]),
    module("Program", ["Domain", "Registry", "Sealing", "Store", argumentParser, yams]),
    .target(name: "CReadline"),
    module("LineEditor", ["CReadline"]),
    module("AdminShell", ["Domain", "Registry", "RolloutControl", "Store", "LineEditor", "Program", argumentParser]),
    module("Live", ["Domain", "Registry", "Sealing", "Store", "BankLink", "QueryEngine", "Program"]),
    module("CardholderCLI", ["Domain", "Registry", "QueryEngine", "BankLink", "Live", "Program", argumentParser]),
    module(
      "EngineCLI",
      ["Domain", "QueryEngine", "BankLink", "Benchmark", "Live", "Program", argumentParser, lifecycle, logging]),
    module(
      "Benchmark",
      [
        "Domain", "Registry", "Sealing", "Store", "RolloutControl", "BankLink", "BankSandbox", "QueryEngine", "Program",
        grdb, grdbSQLite,
      ]),
    module("BankCLI", ["Domain", "BankLink", "BankSandbox", "Program", argumentParser]),
    program("chaka-admin", "AdminShell"),
    program("chaka", "CardholderCLI"),
    program("chaka-engine", "EngineCLI"),
    program("chaka-bank", "BankCLI"),
  ] + testTargets
)
