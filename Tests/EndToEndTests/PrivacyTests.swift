import CrossdockTesting
import Foundation
import Testing

/// Whatever the umask is, nobody but the owner reads what the program keeps.
@Suite struct PrivacyTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func run(_ arguments: [String], umask: String) throws -> Program.Outcome {
        try Program.run(
            ["-c", "umask \(umask); exec \"$0\" \"$@\"", Program.path] + arguments
                + ["--data", folder.path + "/data", "--interfaces", Program.interfaces], program: "/bin/sh")
    }

    /// Everything below a folder, itself among it, that others may do anything with.
    private func open(_ path: String) -> [String] {
        let inner = (FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []).map { "\(path)/\($0)" }
        return ([path] + inner).filter { name in
            var status = stat()
            return lstat(name, &status) == 0 && status.st_mode & 0o077 != 0
        }
    }

    @Test(arguments: ["000", "022", "077"]) func nobodyElseReadsIt(_ umask: String) throws {
        let sample = "\(Program.repository)/Samples/store-pos.sales-csv/sales_0001_20260105.csv"
        #expect(try run(["ingest", sample, "--interface", "store-pos.sales-csv"], umask: umask).status == 0)
        #expect(try run(["backup", folder.path + "/backup"], umask: umask).status == 0)
        #expect(try run(["audit", "key", folder.path + "/key"], umask: umask).status == 0)
        #expect(try run(["doctor"], umask: umask).status == 0)
        let kept = ["/data", "/backup", "/key"].flatMap { open(folder.path + $0) }
        #expect(kept == [])
        #expect(FileManager.default.fileExists(atPath: folder.path + "/data/archive"))
    }

    /// As an earlier release has left it: looking is enough to mend it, and doctor says where it cannot be.
    @Test func whatAnEarlierReleaseLeftOpenIsTightened() throws {
        let sample = "\(Program.repository)/Samples/store-pos.sales-csv/sales_0001_20260105.csv"
        #expect(try run(["ingest", sample, "--interface", "store-pos.sales-csv"], umask: "022").status == 0)
        let data = folder.path + "/data"
        for name in FileManager.default.enumerator(atPath: data)?.compactMap({ $0 as? String }) ?? [] {
            var status = stat()
            guard stat("\(data)/\(name)", &status) == 0 else { continue }
            chmod("\(data)/\(name)", status.st_mode & S_IFMT == S_IFDIR ? 0o755 : 0o644)
        }
        chmod(data, 0o755)
        #expect(try run(["transfers", "list"], umask: "022").status == 0)
        #expect(open(data) == [])
        // A folder that others need, and one file that was put there since.
        chmod(data, 0o1777)
        let doctor = try run(["doctor"], umask: "022")
        #expect(doctor.status == 1 && doctor.output.contains("FAIL  permissions"), "\(doctor.output)")
        #expect(doctor.output.contains("chmod -R go-rwx \(data)"))
    }
}
