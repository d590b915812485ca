// swift-tools-version: 6.2
// The map of the program: one list of targets, ground floor first. A target imports only what is
// named in its line; `swift build --explicit-target-dependency-import-check error` refuses the rest.

import PackageDescription

let strict: [SwiftSetting] = [
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
]

func library(
    _ name: String, on dependencies: [Target.Dependency] = [], excluding folders: [String] = []
) -> Target {
    .target(name: name, dependencies: dependencies, exclude: folders, swiftSettings: strict)
}

func suite(
    _ name: String, on dependencies: [Target.Dependency], excluding folders: [String] = []
) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: dependencies + ["TestMaterial"], exclude: folders,
        swiftSettings: strict)
}

let package = Package(
    name: "apacheta",
    products: [
        .executable(name: "apacheta", targets: ["apacheta"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        // Floor 1
        library("SimpleFeatures"),
        library("Orthography"),
        library("FileMapping"),
        library("FileWriting"),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(
            name: "CZstandard", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
        .systemLibrary(name: "CLibZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        library("Compression", on: ["FileWriting", "CZlib", "CZstandard", "CLibZip"]),
        .systemLibrary(name: "CNettle", pkgConfig: "nettle", providers: [.apt(["nettle-dev"])]),
        library("Digests", on: ["CNettle"]),
        .target(
            name: "CGeographicLib",
            cxxSettings: [.unsafeFlags(["-O2"])],
            linkerSettings: [.linkedLibrary("GeographicLib")]),
        library("Geodesy", on: ["SimpleFeatures", "CGeographicLib"]),

        // Floor 2
        .target(
            name: "CIndexKernels",
            // Without contraction every processor rounds alike, so that trees are the same bytes.
            cSettings: [.unsafeFlags(["-O2", "-ffp-contract=off"])]),
        library(
            "SpatialIndexing",
            on: ["SimpleFeatures", "FileMapping", "Compression", "Geodesy", "CIndexKernels"]),
        .systemLibrary(name: "CGEOS", pkgConfig: "geos", providers: [.apt(["libgeos-dev"])]),
        library("Topology", on: ["SimpleFeatures", "CGEOS"]),
        .systemLibrary(
            name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .target(name: "CXMLTokens", dependencies: ["CLibXML2"]),
        library(
            "Formats",
            on: [
                "SimpleFeatures", "FileMapping", "FileWriting", "Compression", "SpatialIndexing",
                "CXMLTokens",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        library(
            "Gazetteers",
            on: [
                "SimpleFeatures", "Orthography", "FileMapping", "Compression", "Geodesy",
                "SpatialIndexing",
            ]),
        .target(name: "CHTMLText", dependencies: ["CLibXML2"]),
        library("Reports", on: ["SimpleFeatures", "Orthography", "CHTMLText", "Yams"]),

        // Floor 3
        library(
            "Geoparsing",
            on: [
                "SimpleFeatures", "Orthography", "Compression", "Geodesy", "Topology", "Gazetteers",
                "Reports",
            ]),

        // Floor 4
        library(
            "Events",
            on: [
                "SimpleFeatures", "Orthography", "Geodesy", "Gazetteers", "Reports", "Geoparsing",
            ]),

        // Floor 5
        library(
            "Regions",
            on: ["SimpleFeatures", "Geodesy", "SpatialIndexing", "Topology", "Gazetteers"]),

        // The page, its style and its scripts, embedded by the compiler: in Swift they would be literals.
        .target(name: "CMapPageFiles"),
        library(
            "MapPages",
            on: [
                "SimpleFeatures", "FileWriting", "Compression", "Digests", "Geodesy",
                "SpatialIndexing", "Topology", "Formats", "Gazetteers", "Regions", "CMapPageFiles",
            ],
            excluding: ["Page"]),

        // Floor 7: glue only
        .executableTarget(
            name: "apacheta",
            dependencies: [
                "SimpleFeatures", "Orthography", "FileMapping", "FileWriting", "Compression",
                "Digests", "Geodesy", "SpatialIndexing", "Topology", "Formats", "Gazetteers",
                "Reports", "Geoparsing", "Events", "Regions", "MapPages",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),

        // Measures the gazetteer and the index in process for `make bench`
        .executableTarget(
            name: "measure",
            dependencies: [
                "SimpleFeatures", "Orthography", "Geodesy", "FileMapping", "SpatialIndexing",
                "Formats", "Gazetteers", "Reports", "Geoparsing",
            ],
            path: "Benchmarks/Measure",
            swiftSettings: strict),

        // Writes the features that the weights of geoparsing are fitted on, for `make train`
        .executableTarget(
            name: "training",
            dependencies: [
                "SimpleFeatures", "Orthography", "Geodesy", "Gazetteers", "Reports", "Geoparsing",
                "Events",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Training/Features",
            swiftSettings: strict),

        // Tries the readers with damaged files for `make fuzz`; a short run is a test
        .target(
            name: "FuzzTrials",
            dependencies: [
                "SimpleFeatures", "FileMapping", "FileWriting", "Compression", "Formats",
                "TestMaterial",
            ],
            path: "Tests/Fuzz/Trials",
            swiftSettings: strict),
        .systemLibrary(name: "CLibFuzzer", path: "Tests/Fuzz/CLibFuzzer"),
        .executableTarget(
            name: "fuzz",
            dependencies: [
                "FuzzTrials", "CLibFuzzer",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Tests/Fuzz",
            exclude: ["CLibFuzzer", "Seeds", "Trials"],
            swiftSettings: strict),

        // Tests; what several suites share stands in TestMaterial
        .target(
            name: "TestMaterial", dependencies: ["Gazetteers", "Geoparsing"],
            path: "Tests/TestMaterial", swiftSettings: strict),
        suite("SimpleFeatures", on: ["SimpleFeatures"]),
        suite("Orthography", on: ["Orthography"]),
        suite("FileWriting", on: ["FileWriting"]),
        suite("Compression", on: ["FileWriting", "Compression"]),
        suite("Digests", on: ["Digests"]),
        suite("Geodesy", on: ["SimpleFeatures", "Geodesy"]),
        suite(
            "SpatialIndexing",
            on: ["SimpleFeatures", "FileMapping", "Compression", "Geodesy", "SpatialIndexing"]),
        suite("Topology", on: ["SimpleFeatures", "Topology"]),
        suite(
            "Formats",
            on: [
                "SimpleFeatures", "FileMapping", "FileWriting", "Compression", "Geodesy",
                "SpatialIndexing", "Formats", "FuzzTrials",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            excluding: ["Golden", "FlatGeobuf"]),
        suite(
            "Gazetteers",
            on: ["SimpleFeatures", "Orthography", "Geodesy", "Compression", "Gazetteers"]),
        suite("Reports", on: ["SimpleFeatures", "Orthography", "Reports"]),
        suite(
            "Geoparsing",
            on: [
                "SimpleFeatures", "Orthography", "Compression", "Geodesy", "Topology", "Formats",
                "Gazetteers", "Reports", "Geoparsing",
            ]),
        suite("Events", on: ["SimpleFeatures", "Gazetteers", "Reports", "Geoparsing", "Events"]),
        .testTarget(
            name: "ApachetaTests", dependencies: ["apacheta", "TestMaterial"],
            exclude: ["Fixtures"],
            swiftSettings: strict),
        suite(
            "Regions",
            on: [
                "SimpleFeatures", "Geodesy", "SpatialIndexing", "Topology", "Gazetteers", "Regions",
            ]),
        suite(
            "MapPages",
            on: [
                "SimpleFeatures", "FileWriting", "Compression", "Digests", "Geodesy",
                "SpatialIndexing", "Topology", "Formats", "Gazetteers", "Regions", "MapPages",
            ]),
    ],
    swiftLanguageModes: [.v6]
)
