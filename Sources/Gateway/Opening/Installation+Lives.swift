import Canonical
import Foundation
import Intake
import Ledger
import Ownership
import Registry

extension Installation {
    /// The life that counts of every version, by `ID@VERSION`: the declared ones where there is no ledger in
    /// `data` yet. Looking makes none.
    package static func lives(of library: Library, data: String) throws -> [String: Life] {
        var lives = library.definitions.map(\.declared)
        if FileManager.default.fileExists(atPath: Ledger.path(in: data)) {
            lives = try Ledger(folder: data, timekeeper: SystemTimekeeper(), charter: Charter(rules: [])).lives(lives)
        }
        return lives.reduce(into: [:]) { $0[$1.reference] = $1.life }
    }
}
