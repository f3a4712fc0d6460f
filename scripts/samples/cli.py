"""The command line. Exit 0 done, 2 usage, 3 could not write."""

import argparse
import os
import sys
from datetime import date

from .days import FIRST_DAY
from .interfaces import INTERFACES
from .output import write_file
from .run import Run


def main(arguments=None) -> int:
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.list:
        print("\n".join(INTERFACES))
        return 0
    try:
        if options.checked_in:
            from .checked_in import write_all
            return write_all(options.checked_in)
        if not options.interface or not options.out:
            parser.error("--interface and --out are required (or --list)")
        return _generate(parser, options)
    except OSError as error:
        print(f"generate-samples: {error}", file=sys.stderr)
        return 3


def _generate(parser, options) -> int:
    interface = INTERFACES[options.interface]
    if options.one_file and not interface.ONE_FILE:
        parser.error(f"--one-file: a file of {interface.ID} holds one store and day (or one document) by its format")
    run = Run(options.stores, options.days, options.transactions, options.seed, options.first_day, options.one_file,
              options.lines, options.exact_lines, options.poslog, options.trim)
    os.makedirs(options.out, exist_ok=True)
    count = size = 0
    for name, chunks in interface.files(run):
        size += write_file(options.out, name, chunks)
        count += 1
    print(f"{interface.ID}: {count} files, {size} bytes in {options.out}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="generate-samples",
        description="Makes files of an invented retailer for any interface and volume. Same arguments, same bytes.")
    parser.add_argument("--interface", choices=list(INTERFACES), metavar="ID", help="which format (see --list)")
    parser.add_argument("--stores", type=_positive, default=1, metavar="S")
    parser.add_argument("--days", type=_positive, default=1, metavar="D")
    parser.add_argument("--transactions", type=_positive, default=100, metavar="N",
                        help="per store and day: sales, positions, orders, movements, items or prices (default 100)")
    parser.add_argument("--seed", type=int, default=1, metavar="K")
    parser.add_argument("--out", metavar="DIR")
    parser.add_argument("--from", dest="first_day", type=date.fromisoformat, default=FIRST_DAY, metavar="YYYY-MM-DD",
                        help=f"first business day (default {FIRST_DAY})")
    parser.add_argument("--one-file", action="store_true", help="the whole run in one file, where the format allows")
    parser.add_argument("--lines-per-transaction", dest="lines", type=_positive, default=4, metavar="L",
                        help="mean lines of a sale; the sum over a store-day is exactly N times L (default 4)")
    parser.add_argument("--exact-lines", action="store_true", help="every sale has exactly L lines")
    parser.add_argument("--poslog", type=int, choices=(2, 6), default=2, help="POSLog version (default 2)")
    parser.add_argument("--trim", action="store_true", help="IDoc lines without trailing blanks")
    parser.add_argument("--list", action="store_true", help="list the interface ids")
    parser.add_argument("--checked-in", metavar="DIR", help="write the small files of Samples/ into DIR instead")
    return parser


def _positive(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError(f"{text} is not at least 1")
    return value
