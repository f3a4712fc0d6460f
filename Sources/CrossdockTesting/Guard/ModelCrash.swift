/// The process died in the middle of a transaction.
package struct ModelCrash: Error {}
