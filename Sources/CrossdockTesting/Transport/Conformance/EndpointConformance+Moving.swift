import Transport

extension EndpointConformance {
    static let moving: [Case] = [
        Case(always: "a rename moves a file with its content and time") { bench in
            bench.makeFolder("archive")
            try bench.put("a", "content", modified: 1_790_000_002)
            try bench.withSession { session in
                let before = try session.stat(try bench.path("a"))
                try session.rename(try bench.path("a"), to: try bench.path("archive/b"))
                try requireEqual(try session.stat(try bench.path("a")), nil, "the old name")
                let after = try session.stat(try bench.path("archive/b"))
                try requireEqual(after?.stamp, before?.stamp, "size and time")
                try session.rename(try bench.path("archive/b"), to: try bench.path("archive/c"))
            }
            try requireEqual(try bench.content("archive/c"), "content", "the content")
        },
        Case(always: "a rename never overwrites") { bench in
            bench.makeFolder("archive")
            bench.makeFolder("archive/folder")
            try bench.put("new", "new")
            try bench.put("archive/there", "evidence")
            try bench.put("archive/empty", "")
            bench.link("archive/link", to: "there")
            bench.link("archive/dangling", to: "nowhere")
            try bench.withSession { session in
                for name in [
                    "archive/there", "archive/empty", "archive/folder", "archive/link",
                    "archive/dangling", "new",
                ] {
                    let error = try requireError(.alreadyExists, from: "rename onto \(name)") {
                        try session.rename(try bench.path("new"), to: try bench.path(name))
                    }
                    try requireEqual(error.verb, .rename, "the verb")
                    try require(!error.endsSession, "the session goes on")
                }
            }
            try requireEqual(try bench.content("new"), "new", "the source")
            try requireEqual(try bench.content("archive/there"), "evidence", "the target")
            try requireEqual(try bench.content("archive/empty"), "", "the empty target")
            try requireEqual(
                try bench.namesOnDisk("archive"), ["dangling", "empty", "folder", "link", "there"],
                "the archive")
        },
        Case(always: "renaming and removing what is missing is not found") { bench in
            bench.makeFolder("archive")
            try bench.put("a", "a")
            try bench.withSession { session in
                try requireError(.notFound, from: "rename of a missing file") {
                    try session.rename(try bench.path("none"), to: try bench.path("archive/none"))
                }
                try requireError(.notFound, from: "rename into a missing folder") {
                    try session.rename(try bench.path("a"), to: try bench.path("none/a"))
                }
                try requireError(.notFound, from: "remove of a missing file") {
                    try session.remove(try bench.path("none"))
                }
                try session.remove(try bench.path("a"))
                try requireError(.notFound, from: "a second remove") {
                    try session.remove(try bench.path("a"))
                }
            }
            try requireEqual(try bench.namesOnDisk(), ["archive"], "the names afterwards")
        },
        Case(always: "remove takes a link and not its target, and no folder") { bench in
            bench.makeFolder("folder")
            try bench.put("file", "x")
            bench.link("link", to: "file")
            bench.link("to-folder", to: "folder")
            try bench.withSession { session in
                try session.remove(try bench.path("link"))
                try session.remove(try bench.path("to-folder"))
                try requireError(.notAFile, from: "remove of a folder") {
                    try session.remove(try bench.path("folder"))
                }
            }
            try requireEqual(try bench.namesOnDisk(), ["file", "folder"], "the names afterwards")
        },
    ]
}
