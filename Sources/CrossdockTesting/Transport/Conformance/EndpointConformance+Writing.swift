import Foundation
import Transport

extension EndpointConformance {
    private struct Enough: Error {}

    static let writing: [Case] = [
        Case(always: "an upload appears whole, under its name, with nothing left beside it") {
            bench in
            let content = ConformanceBench.pattern(3_000_001)
            try bench.withSession { session in
                for (name, piece) in [("big", Int.max), ("pieces", 70_001)] {
                    var rest = content[...]
                    let path = try bench.path(name)
                    let count = try session.write(path) { space in
                        try require(
                            bench.content(path) == nil, "\(name) is seen before it is whole")
                        let next = rest.prefix(min(piece, space.count))
                        space.copyBytes(from: next)
                        rest = rest.dropFirst(next.count)
                        return next.count
                    }
                    try requireEqual(count, UInt64(content.count), "the count that write returns")
                    try require(bench.content(path) == content, "\(name) is not what was sent")
                }
                try requireEqual(
                    try session.upload(try bench.path("empty"), []), 0, "the count of an empty file"
                )
            }
            try requireEqual(
                try bench.namesOnDisk(), ["big", "empty", "pieces"], "the names afterwards")
        },
        Case(always: "an upload never overwrites") { bench in
            try bench.put("there", "old")
            try bench.withSession { session in
                try requireError(.alreadyExists, from: "write over a file") {
                    _ = try session.upload(try bench.path("there"), [1, 2, 3])
                }
                var isFirst = true
                try requireError(.alreadyExists, from: "write over a file that appears meanwhile") {
                    _ = try session.write(try bench.path("late")) { space in
                        defer { isFirst = false }
                        if isFirst { try bench.put("late", "theirs") }
                        return isFirst ? 1 : 0
                    }
                }
            }
            try requireEqual(try bench.content("there"), "old", "the old file")
            try requireEqual(try bench.content("late"), "theirs", "the file that appeared")
            try requireEqual(try bench.namesOnDisk(), ["late", "there"], "the names afterwards")
        },
        Case(always: "an upload whose source fails leaves nothing, and the session goes on") {
            bench in
            try bench.withSession { session in
                do {
                    var count = 0
                    try session.write(try bench.path("half")) { space in
                        count += 1
                        if count == 3 { throw Enough() }
                        return space.count
                    }
                    throw ConformanceFailure("the error is swallowed")
                } catch is Enough {}
                try requireEqual(try bench.namesOnDisk(), [], "the names after the failure")
                _ = try session.upload(try bench.path("whole"), [1])
                try requireError(.notFound, from: "write into a missing folder") {
                    _ = try session.upload(try bench.path("none/file"), [1])
                }
            }
            try requireEqual(try bench.namesOnDisk(), ["whole"], "the names afterwards")
        },
        Case(always: "a folder is made with those above it, and may be there already") { bench in
            try bench.put("file", "x")
            try bench.withSession { session in
                let folder = try RemoteFolder("archive/2026/11")
                for _ in 0..<2 { try session.makeFolder(folder) }
                try session.makeFolder(.root)
                try requireEqual(
                    try session.entries(folder).count, 0, "the names in the new folder")
                _ = try session.upload(folder.file(try RemoteName("a")), [1])
                try session.makeFolder(folder)
                try requireEqual(
                    try session.entries(folder).count, 1, "the names in the old folder")
                try requireError(
                    .notAFolder, .alreadyExists, .refused, .notFound, from: "a folder over a file"
                ) {
                    try session.makeFolder(try RemoteFolder("file"))
                }
                try requireError(.notAFolder, .refused, .notFound, from: "a folder below a file") {
                    try session.makeFolder(try RemoteFolder("file/below"))
                }
            }
            try requireEqual(try bench.content("file"), "x", "the file")
        },
    ]
}
