// swift-tools-version: 6.0
import PackageDescription

// The floors of the house: a target imports only what stands above it in this file.
// Reasons for every dependency are in CONTRIBUTING.md.

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTesting = Target.Dependency.product(
    name: "HummingbirdTesting", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "Metrics", package: "swift-metrics")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "crossdock",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "crossdock", targets: ["crossdock"]),
        .library(name: "CrossdockTesting", targets: ["CrossdockTesting"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    ],
    targets: [
        // floor 0: the C libraries
        .systemLibrary(
            name: "CLibSSH2", pkgConfig: "libssh2", providers: [.apt(["libssh2-1-dev"])]),
        .systemLibrary(
            name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),

        // floor 1: the words
        .target(name: "Canonical", dependencies: [crypto]),

        // floor 2: the contracts and the guard
        .target(name: "Registry", dependencies: ["Canonical", yams, crypto]),
        .target(name: "Ownership", dependencies: ["Canonical"]),

        // floor 3: bytes in
        .target(name: "Translation", dependencies: ["Canonical", "Registry", "CLibXML2"]),
        .target(name: "Transport", dependencies: ["Canonical", "CLibSSH2"]),

        // floor 4: the durable state and its only writer
        .target(
            name: "Ledger", dependencies: ["Canonical", "Ownership", grdb, sqlite, crypto]),

        // floor 5: from a drop to the ledger
        .target(
            name: "Intake",
            dependencies: [
                "Canonical", "Registry", "Ownership", "Translation", "Transport", "Ledger", crypto,
                logging, metrics,
            ]),

        // floor 6: REST
        .target(
            name: "HTTPAPI",
            dependencies: [
                "Canonical", "Registry", "Ownership", "Translation", "Ledger", "Intake", hummingbird,
                logging, metrics, crypto,
            ]),

        // floor 7: the composition root
        .target(
            name: "Gateway",
            dependencies: [
                "Canonical", "Registry", "Ownership", "Translation", "Transport", "Ledger", "Intake",
                "HTTPAPI", hummingbird, lifecycle, logging, metrics,
            ]),

        // floor 8: the command line
        .executableTarget(
            name: "crossdock",
            dependencies: [
                "Gateway", "Canonical", "Registry", "Ownership", "Translation", "Ledger", "Intake",
                argumentParser,
            ]),

        // conformance suites, a real sshd, a manual clock, builders
        .target(
            name: "CrossdockTesting",
            dependencies: [
                "Canonical", "Registry", "Ownership", "Translation", "Transport", "Ledger", logging,
            ]),

        // tests mirror sources
        .testTarget(name: "CanonicalTests", dependencies: ["Canonical"]),
        .testTarget(
            name: "RegistryTests",
            dependencies: ["Registry", "Translation", "Canonical", "CrossdockTesting"]),
        .testTarget(
            name: "TranslationTests",
            dependencies: ["Translation", "Registry", "Canonical", "CrossdockTesting"]),
        .testTarget(
            name: "TransportTests",
            dependencies: ["Transport", "CrossdockTesting", "Canonical", "CLibSSH2"]),
        .testTarget(name: "OwnershipTests", dependencies: ["Ownership", "Canonical", "CrossdockTesting"]),
        .testTarget(
            name: "LedgerTests",
            dependencies: ["Ledger", "Ownership", "Canonical", "CrossdockTesting", grdb]),
        .testTarget(
            name: "HTTPAPITests",
            dependencies: [
                "HTTPAPI", "Intake", "Ledger", "Ownership", "Registry", "Canonical",
                "CrossdockTesting", hummingbird, hummingbirdTesting, logging, metrics,
            ]),
        .testTarget(
            name: "GatewayTests",
            dependencies: [
                "Gateway", "Intake", "Ledger", "Ownership", "Registry", "Transport", "Canonical",
                "CrossdockTesting", logging,
            ]),
        .testTarget(
            name: "IntakeTests",
            dependencies: [
                "Intake", "Ledger", "Ownership", "Registry", "Translation", "Transport", "Canonical",
                "CrossdockTesting", logging,
            ]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["Ledger", "Ownership", "Canonical", "Transport", "CrossdockTesting"]),
    ],
    swiftLanguageModes: [.v6]
)
