import Registry

extension LibraryLoader {
    /// A registry of which everything is good.
    ///
    /// - Throws: `Complaints`, all of them.
    package static func loadWhole(_ folder: String) throws -> Library {
        let library = try load(folder)
        let complaints = library.broken.flatMap(\.complaints).told
        guard complaints.isEmpty else { throw Complaints(complaints) }
        return library
    }
}
