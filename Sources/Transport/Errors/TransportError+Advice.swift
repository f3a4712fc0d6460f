extension TransportError {
    /// What an operator or the caller does next.
    package var advice: String {
        switch kind {
        case .notFound:
            "Look at the folder: the file was taken or renamed by somebody, or the path in the settings is wrong."
        case .alreadyExists:
            "Nothing was overwritten. Compare the two files, then choose another name or remove the old one."
        case .permissionDenied:
            "Give the gateway's account the right on this file or folder, then retry."
        case .notAFile:
            "Only plain files are taken. Have the sender put a file there instead of a link, folder or FIFO."
        case .notAFolder:
            "The path names something that is not a folder: correct the drop's folder in the settings."
        case .outsideRoot:
            "A link leads out of the drop's root. Remove the link or set the root to where the files are."
        case .connectionFailed:
            "Check host, port and firewall. It is tried again at the next poll."
        case .connectionLost:
            "It is tried again on a new connection. After a rename or removal, look whether it was done."
        case .timedOut:
            "The peer gave no answer in time. It is tried again; if it stays, look at the peer's load or raise the time limit."
        case .authenticationFailed:
            "Check user, password or key with the owner of the server. It is not retried fast, so as not to lock the account."
        case .hostKeyUnknown:
            "Ask the server's owner for the fingerprint by another channel; if it is the one above, pin it. Nothing was sent to the server."
        case .hostKeyChanged:
            "The server shows another key than the pinned one: reinstalled, or an impostor. Ask its owner by another channel before pinning again. Nothing was sent to the server."
        case .diskFull:
            "Free space on that side. It is tried again."
        case .unsupportedKey:
            "Use an ed25519 or ecdsa key (ssh-keygen -t ed25519), or install libssh2 1.11 or newer."
        case .protocolFailure:
            "Not retried blindly: note the server's make and version, and report it with this text."
        case .refused:
            "The server gave no exact reason; its log has it. It is tried again."
        }
    }
}
