"""The command line of scripts/bench. Exit 0 done, 2 usage, 3 a tool did not do its work."""

import argparse
import json
import os
import sys
from datetime import datetime, timezone

sys.dont_write_bytecode = True

import against  # noqa: E402
from machine import machine, versions  # noqa: E402
from measure import Broken  # noqa: E402
from places import Places  # noqa: E402
import part_csv  # noqa: E402
import part_huge  # noqa: E402
import part_rtlog  # noqa: E402
import part_sftp  # noqa: E402
import part_xml  # noqa: E402
from table import text  # noqa: E402

PARTS = {"csv": part_csv, "xml": part_xml, "rtlog": part_rtlog, "sftp": part_sftp, "huge": part_huge}
# What two programs are compared over.
COMPARED = ["csv", "xml", "rtlog"]


def main() -> int:
    options = _options()
    places = Places()
    if options.against:
        return _compare(options, places)
    wanted = [options.only] if options.only else ["csv", "xml", "sftp"]
    if options.huge and "huge" not in wanted:
        wanted.append("huge")
    result = {"at": datetime.now(timezone.utc).isoformat(timespec="seconds"), "runs": options.runs,
              "machine": machine(), "versions": versions(places), "parts": []}
    print(f"{result['machine']['text']}\n" + "\n".join(f"{name}: {version}" for name, version in result["versions"].items()))
    print(f"{options.runs} runs each, tools in turn; the median counts. Inputs are in the page cache.", flush=True)
    try:
        for name in wanted:
            for part in PARTS[name].run(places, options.runs):
                print("\n" + text(part), flush=True)
                result["parts"].append(part)
    except Broken as error:
        print(f"bench: {error}", file=sys.stderr)
        return 3
    return _finish(options, result)


def _compare(options, places) -> int:
    result = {"at": datetime.now(timezone.utc).isoformat(timespec="seconds"), "machine": machine(), "parts": []}
    programs = [against.Program(against.THIS, places.crossdock, places.interfaces),
                against.Program(against.OTHER, options.against, options.against_interfaces or places.interfaces)]
    result["programs"] = {program.name: {"path": program.path, "interfaces": program.interfaces} for program in programs}
    print(result["machine"]["text"])
    for program in programs:
        print(f"{program.name}: {program.path} with {program.interfaces}")
    print(f"{options.runs} runs each, in turn, after one that is not counted; the median counts.", flush=True)
    try:
        for name in [options.only] if options.only else COMPARED:
            part = against.compare(places, PARTS[name], programs, options.runs)
            print("\n" + against.text(part), flush=True)
            result["parts"].append(part)
    except Broken as error:
        print(f"bench: {error}", file=sys.stderr)
        return 3
    return _finish(options, result)


def _finish(options, result: dict) -> int:
    result["load"] = {"before": result["machine"].pop("load"), "after": os.getloadavg()[0]}
    print(f"\nload of the machine: {result['load']['before']:.1f} at the beginning, {result['load']['after']:.1f} at the end")
    with open(options.out, "w", encoding="utf-8") as file:
        json.dump(result, file, indent=2)
    print(f"written to {options.out}")
    return 0


def _options():
    parser = argparse.ArgumentParser(
        prog="scripts/bench",
        description="Measures Crossdock (release) beside other tools in one run, and prints medians, ratios and peak memory. "
        "Nothing is asserted. Needs about 3 GB of disk, 10 with --huge. Data is made once and kept in .build/bench-data. "
        "CROSSDOCK_BIN=PATH measures a program that is built already; CROSSDOCK_BENCH_DIR=DIR puts the work on another disk.")
    parser.add_argument("--runs", type=int, metavar="N", help="runs of each tool (default 3, with --against 9)")
    parser.add_argument("--only", choices=list(PARTS), help="one part: csv, xml, rtlog, sftp or huge")
    parser.add_argument("--against", metavar="PROGRAM",
                        help="instead of other tools, another crossdock that is built already, in turn with this one, over "
                        "csv, xml and rtlog: CPU and wall seconds and peak MB as medians with their least and most, and the "
                        "ratio of the CPU seconds")
    parser.add_argument("--against-interfaces", metavar="DIR",
                        help="with --against: the registry that the other program understands; the same one unless said")
    parser.add_argument("--huge", action="store_true", help="also memory at a 2 GB file; takes minutes")
    parser.add_argument("--out", default="bench-results.json", metavar="FILE", help="the figures as JSON (git-ignored by that name)")
    options = parser.parse_args()
    if options.runs is None:
        options.runs = 9 if options.against else 3
    if options.runs < 1:
        parser.error("--runs must be at least 1")
    if options.against and options.only and options.only not in COMPARED:
        parser.error(f"--against compares {', '.join(COMPARED)}; '{options.only}' is a part beside other tools")
    if options.against and options.huge:
        parser.error("--against compares csv, xml and rtlog only")
    if options.against_interfaces and not options.against:
        parser.error("--against-interfaces goes with --against")
    if options.against:
        options.against = os.path.abspath(options.against)
        if not os.access(options.against, os.X_OK) or os.path.isdir(options.against):
            parser.error(f"--against: '{options.against}' cannot be run")
    if options.against_interfaces:
        options.against_interfaces = os.path.abspath(options.against_interfaces)
        if not os.path.isdir(options.against_interfaces):
            parser.error(f"--against-interfaces: '{options.against_interfaces}' is no folder")
    return options


if __name__ == "__main__":
    sys.exit(main())
