import Canonical
import HTTPTypes
import Hummingbird

extension Response {
    /// A JSON document.
    init(
        json: JSONText, status: HTTPResponse.Status = .ok, type: String = "application/json",
        headers: HTTPFields = [:]
    ) {
        self.init(bytes: json.bytes, status: status, type: type, headers: headers)
    }

    init(bytes: [UInt8], status: HTTPResponse.Status = .ok, type: String, headers: HTTPFields = [:]) {
        var headers = headers
        headers[.contentType] = type
        self.init(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
