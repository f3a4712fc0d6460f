"""The command line. Exit 0 all as shown, 1 something differs, 3 could not run."""

import argparse
import os
import subprocess
import sys

from .examples import examples
from .matching import difference
from .names import unknown_names
from .stage import Stage, StageError


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="readme-examples",
        description="Runs every example of a document that stands below <!-- run -->, in a folder of its own beside a running "
        "gateway, and compares what the document shows with what is printed. '…' in a shown answer stands for anything; "
        "JSON is compared as JSON. Also checks that every command and script that the document names is there.")
    parser.add_argument("crossdock", metavar="PROGRAM", help="the built program")
    parser.add_argument("document", nargs="?", default="README.md")
    options = parser.parse_args()
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    with open(os.path.join(root, options.document), encoding="utf-8") as file:
        text = file.read()
    complaints = unknown_names(text, options.crossdock, root)
    count = 0
    try:
        with Stage(options.crossdock, root) as stage:
            for example in examples(text):
                count += 1
                done = stage.run(example.command)
                wrong = difference(example, done)
                if wrong:
                    complaints.append(f"{options.document}:{example.line}: $ {example.command}\n{wrong}")
    except (StageError, OSError, subprocess.SubprocessError) as error:
        print(f"readme-examples: {error}", file=sys.stderr)
        return 3
    if not count:
        complaints.append(f"{options.document}: no example is marked <!-- run -->")
    for complaint in complaints:
        print(complaint)
    print(f"{count} examples run, {len(complaints)} complaints")
    return 1 if complaints else 0
