/// The data was refused: exit status 1. What is said goes to standard error.
struct Refused: Error {
    var text = ""
}
