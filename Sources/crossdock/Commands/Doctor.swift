import ArgumentParser
import Canonical
import Foundation
import Gateway
import Ledger

struct Doctor: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check that everything adds up: files, records, audit chain, archive, disk.",
        discussion: "Exit status 1 if anything does not.")

    @OptionGroup var options: DataOptions

    func run() throws {
        let report = try HealthCheck(try options.open()).run()
        if options.json {
            Console.say(report.json)
        } else {
            for line in report.lines { Console.say("\(line.isGood ? "ok   " : "FAIL ") \(line.name): \(line.text)") }
        }
        if !report.isGood { throw Refused() }
    }
}

struct Backup: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy the ledger to a file while everything goes on.",
        discussion: "The archive is write-once: copy its folder with any tool, afterwards.")

    @Argument(help: "The file to write; it must not exist.")
    var file: String

    @OptionGroup var options: DataOptions

    func run() throws {
        try options.open().ledger.backup(to: file)
        Console.say("the ledger is in \(file)")
    }
}
