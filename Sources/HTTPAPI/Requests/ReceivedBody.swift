/// A request body that has arrived in full.
enum ReceivedBody: Sendable {
    case memory([UInt8])
    case file(SpooledFile)
}
