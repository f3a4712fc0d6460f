import Foundation
import Transport

extension EndpointConformance {
    /// Names that real senders have produced, and ones that attackers would.
    private static let awkward: [[UInt8]] =
        [
            "two words.csv", " leading and trailing ", "100%25.csv", "a+b.csv",
            "it's \"quoted\".csv",
            "line\nbreak\r.csv", "tab\t.csv", "back\\slash.csv", "-rf", "*?[a]{b}", "$HOME `id`",
            "~", "...",
            "ünï.csv", "caf\u{e9}.csv", "cafe\u{301}.csv", "STORE.CSV", "store.csv",
            "\u{202e}vsc.exe",
        ].map { Array($0.utf8) } + [
            [UInt8](repeating: UInt8(ascii: "x"), count: 255),
            [0xff, 0xfe, 0x80, UInt8(ascii: "a")], [0x63, 0x61, 0x66, 0xe9], [0x01, 0x7f],
        ]

    static let names: [Case] = [
        Case(always: "awkward names are opaque: listed, read, moved and removed as they are") {
            bench in
            let all = try Set(awkward.map { bytes throws in try RemoteName(bytes: bytes) })
            try requireEqual(all.count, awkward.count, "the number of different names")
            for name in all { try bench.put(RemoteFolder.root.file(name), name.bytes) }
            bench.makeFolder("archive")
            let archive = try RemoteFolder("archive")
            try bench.withSession { session in
                let listed = try session.entries()
                try requireEqual(
                    Set(listed.keys.filter { $0.text != "archive" }), all, "the names listed")
                for name in all {
                    let from = RemoteFolder.root.file(name)
                    try requireEqual(
                        try session.contents(from), name.bytes, "the content of \(name)")
                    try requireEqual(try session.stat(from)?.name, name, "stat of \(name)")
                    try session.rename(from, to: archive.file(name))
                    try requireEqual(try session.stat(from), nil, "stat of \(name) after its move")
                }
                try requireEqual(
                    Set(try session.entries(archive).keys), all, "the names in the archive")
                for name in all { try session.remove(archive.file(name)) }
                try requireEqual(try session.entries(archive).count, 0, "the names after removal")
                for name in all.prefix(3) {
                    let path = archive.file(name)
                    _ = try session.upload(path, name.bytes)
                    try requireEqual(bench.content(path), name.bytes, "the upload of \(name)")
                }
            }
        },
        Case(always: "errors show names escaped, and the place") { bench in
            try bench.withSession { session in
                let path = try bench.path("a\nb\u{202e}\\")
                let error = try requireError(.notFound, from: "read of a missing name") {
                    try session.read(path) { _ in }
                }
                let text = "\(error)"
                try require(text.contains("a\\x0Ab\\xE2\\x80\\xAE\\\\"), "not escaped: \(text)")
                try require(!text.contains("\n"), "a line break in an error: \(text)")
                try requireEqual(error.place, bench.endpoint.place, "the place in an error")
                try requireEqual(error.verb, .read, "the verb in an error")
            }
        },
        Case(always: "names that are paths do not exist") { _ in
            for text in ["", ".", "..", "a/b", "/etc/passwd", "../a", "a\0b"] {
                try require((try? RemoteName(text)) == nil, "the name \"\(text)\" is taken")
            }
            for text in ["/etc", "..", "../a", "a/../../b", "a/..", "a\0"] {
                try require((try? RemoteFolder(text)) == nil, "the folder \"\(text)\" is taken")
            }
            for text in ["", ".", "./", "a", "a/", "a//b", "./a"] { _ = try RemoteFolder(text) }
        },
        Case("links do not lead out of the root") { bench in
            guard bench.isJailed else { return .skipped("the server guards its own root") }
            let outside = try TemporaryFolder()
            try Data("secret".utf8).write(to: URL(fileURLWithPath: outside.path + "/file"))
            bench.makeFolder("inside")
            bench.makeFolder("inside/deep")
            try bench.put("inside/deep/file", "mine")
            bench.link("absolute-out", to: outside.path)
            bench.link("relative-out", to: "inside/../..")
            bench.link("deep-in", to: "./inside//deep/")
            bench.link(
                "absolute-in",
                to: URL(fileURLWithPath: bench.folderOnDisk).resolvingSymlinksInPath().path
                    + "/inside/deep")
            bench.link("loop", to: "loop")
            try bench.withSession { session in
                for name in ["absolute-out", "relative-out", "relative-out/inside"] {
                    let path = try bench.path(name + "/file")
                    try requireError(.outsideRoot, from: "list through \(name)") {
                        try session.list(path.folder) { _ in true }
                    }
                    try requireError(.outsideRoot, from: "read through \(name)") {
                        try session.read(path) { _ in }
                    }
                    try requireError(.outsideRoot, from: "stat through \(name)") {
                        _ = try session.stat(path)
                    }
                    try requireError(.outsideRoot, from: "write through \(name)") {
                        _ = try session.upload(path, [1])
                    }
                    try requireError(.outsideRoot, from: "remove through \(name)") {
                        try session.remove(path)
                    }
                    try requireError(.outsideRoot, from: "rename through \(name)") {
                        try session.rename(try bench.path("inside/deep/file"), to: path)
                    }
                    try requireError(.outsideRoot, from: "make folder through \(name)") {
                        try session.makeFolder(path.folder.appending(try RemoteName("new")))
                    }
                }
                try requireError(.notAFile, .notAFolder, from: "list of a loop") {
                    try session.list(try RemoteFolder("loop")) { _ in true }
                }
                for name in ["deep-in", "absolute-in"] {
                    let bytes = try session.contents(try bench.path(name + "/file"))
                    try requireEqual(bytes, Array("mine".utf8), "read through \(name)")
                }
            }
            try requireEqual(
                try FileManager.default.contentsOfDirectory(atPath: outside.path), ["file"],
                "outside")
            return .passed
        },
    ]
}
