import Foundation
import Transport

extension EndpointConformance {
    static let reading: [Case] = [
        Case(always: "an empty file is read without a piece") { bench in
            try bench.put("empty", "")
            try bench.withSession { session in
                let count = try session.read(try bench.path("empty")) { piece in
                    throw ConformanceFailure("a piece of \(piece.count) bytes")
                }
                try requireEqual(count, 0, "the bytes of an empty file")
            }
        },
        Case(always: "a file is read from any offset on") { bench in
            let content = ConformanceBench.pattern(300_001)
            try bench.put(try bench.path("offset"), content)
            try bench.withSession { session in
                for offset in [0, 1, 32_768, 300_000, 300_001, 400_000] {
                    var bytes: [UInt8] = []
                    let count = try session.read(try bench.path("offset"), from: UInt64(offset)) { bytes.append(contentsOf: $0) }
                    try require(bytes.elementsEqual(content.dropFirst(offset)), "the bytes from \(offset) on")
                    try requireEqual(count, UInt64(bytes.count), "the count that read from \(offset) on returns")
                }
            }
        },
        Case(always: "sizes around every buffer are read byte for byte") { bench in
            let sizes = [
                1, 21_000, 29_999, 30_000, 30_001, 32_767, 32_768, 32_769, 65_536, 262_144,
                1_048_577,
            ]
            for size in sizes {
                try bench.put(try bench.path("\(size)"), ConformanceBench.pattern(size))
            }
            try bench.withSession { session in
                for size in sizes + sizes.reversed() {
                    let bytes = try session.contents(try bench.path("\(size)"))
                    try require(
                        bytes == ConformanceBench.pattern(size), "\(size) bytes come out otherwise")
                }
            }
        },
        Case(always: "9 MB are read byte for byte") { bench in
            let content = ConformanceBench.pattern(9_000_001)
            try bench.put(try bench.path("big"), content)
            let read = try bench.withSession { try $0.contents(try bench.path("big")) }
            try require(read == content, "the content comes out otherwise")
        },
        Case(always: "only plain files are read, and nothing is waited for") { bench in
            try bench.put("file", "x")
            bench.makeFolder("folder")
            bench.makeFIFO("fifo")
            bench.link("link", to: "file")
            bench.link("dangling", to: "nowhere")
            bench.link("passwd", to: "/etc/passwd")
            try bench.withSession { session in
                for name in ["folder", "fifo", "link", "dangling", "passwd"] {
                    try requireError(.notAFile, from: "read of \(name)") {
                        try session.read(try bench.path(name)) { _ in }
                    }
                }
                try requireError(.notFound, from: "read of a missing file") {
                    try session.read(try bench.path("none")) { _ in }
                }
                try requireEqual(
                    try session.contents(try bench.path("file")), [UInt8(ascii: "x")], "the file")
            }
        },
        Case("an unreadable file is refused, and the next one is read") { bench in
            if bench.isPrivileged { return .skipped("this account may read everything") }
            try bench.put("closed", "x")
            try bench.put("open", "y")
            bench.makeFolder("locked")
            chmod(bench.folderOnDisk + "/closed", 0)
            chmod(bench.folderOnDisk + "/locked", 0)
            defer { chmod(bench.folderOnDisk + "/locked", 0o755) }
            try bench.withSession { session in
                try requireError(.permissionDenied, from: "read of a closed file") {
                    try session.read(try bench.path("closed")) { _ in }
                }
                try requireError(.permissionDenied, from: "list of a locked folder") {
                    try session.list(try RemoteFolder("locked")) { _ in true }
                }
                try requireEqual(
                    try session.contents(try bench.path("open")), [UInt8(ascii: "y")],
                    "the open file")
            }
            return .passed
        },
        Case(always: "a file that vanishes after the listing is not found; the others are read") {
            bench in
            for name in ["a", "b", "c"] { try bench.put(name, name) }
            try bench.withSession { session in
                let names = try session.entries().keys.sorted()
                _ = bench.onDisk(try bench.path("b")) { unlink($0) }
                for name in names {
                    let path = RemoteFolder.root.file(name)
                    if name.text == "b" {
                        try requireError(.notFound, from: "read of the vanished file") {
                            try session.read(path) { _ in }
                        }
                    } else {
                        try requireEqual(
                            try session.contents(path), name.bytes, "the content of \(name)")
                    }
                }
            }
        },
        Case(always: "an error in the middle of reading comes through, and the session goes on") {
            bench in
            struct Enough: Error {}
            let content = ConformanceBench.pattern(9_000_001)
            try bench.put(try bench.path("big"), content)
            try bench.put("small", "small")
            try bench.withSession { session in
                for limit in [0, 1_000_000] {
                    var count = 0
                    do {
                        try session.read(try bench.path("big")) { piece in
                            count += piece.count
                            if count > limit { throw Enough() }
                        }
                        throw ConformanceFailure("the error is swallowed")
                    } catch is Enough {}
                    try requireEqual(
                        try session.contents(try bench.path("small")), Array("small".utf8),
                        "the next file")
                }
                try require(
                    try session.contents(try bench.path("big")) == content,
                    "the whole file afterwards")
            }
        },
    ]
}
