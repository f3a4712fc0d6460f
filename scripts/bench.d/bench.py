"""The command line of scripts/bench. Exit 0 done, 2 usage, 3 a tool did not do its work."""

import argparse
import json
import os
import sys
from datetime import datetime, timezone

sys.dont_write_bytecode = True

from machine import machine, versions  # noqa: E402
from measure import Broken  # noqa: E402
from places import Places  # noqa: E402
import part_csv  # noqa: E402
import part_huge  # noqa: E402
import part_sftp  # noqa: E402
import part_xml  # noqa: E402
from table import text  # noqa: E402

PARTS = {"csv": part_csv, "xml": part_xml, "sftp": part_sftp, "huge": part_huge}


def main() -> int:
    options = _options()
    places = Places()
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
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="runs of each tool (default 3)")
    parser.add_argument("--only", choices=list(PARTS), help="one part: csv, xml, sftp or huge")
    parser.add_argument("--huge", action="store_true", help="also memory at a 2 GB file; takes minutes")
    parser.add_argument("--out", default="bench-results.json", metavar="FILE", help="the figures as JSON (git-ignored by that name)")
    options = parser.parse_args()
    if options.runs < 1:
        parser.error("--runs must be at least 1")
    return options


if __name__ == "__main__":
    sys.exit(main())
