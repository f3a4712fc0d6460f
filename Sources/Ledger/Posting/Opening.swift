/// How a transfer starts.
package enum Opening {
    case new(Posting)
    /// A crash interrupted it: records up to `after` have their outcomes. Batches that repeat them
    /// are welcome; what is posted already is skipped.
    case resume(Posting, after: Int)
    /// There is nothing to post: the content, or the idempotency key, is known.
    case duplicate(Receipt)
    /// A file of a drop came before, and what it stated then is no longer current: nothing of it is posted until a
    /// person says what is meant.
    case refused(Receipt)
}
