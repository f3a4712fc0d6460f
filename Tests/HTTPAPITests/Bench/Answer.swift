import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

/// An answer as a client sees it.
struct Answer {
    let status: Int
    let headers: HTTPFields
    let text: String

    init(_ response: TestResponse) {
        status = response.status.code
        headers = response.headers
        text = String(buffer: response.body)
    }

    func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }

    var json: JSONNode { (try? JSONDecoder().decode(JSONNode.self, from: Data(text.utf8))) ?? .null }

    /// Whether it is a whole problem document of the type and status, RFC 9457.
    func isProblem(_ slug: String, _ status: Int) -> Bool {
        self.status == status && header("Content-Type") == "application/problem+json"
            && json["type"].text == "/problems/\(slug)" && json["status"].number == status
            && json["title"].text?.isEmpty == false && json["detail"].text?.isEmpty == false
            && json["instance"].text?.isEmpty == false && header("Cache-Control") == "no-store"
    }
}
