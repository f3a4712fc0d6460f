"""1,000,000 lines of sales, 250,000 sales, from one CSV file into a database."""

import os
import shutil
import sys

from measure import in_turn, run as measure
from program import Program
from table import part

PEER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "peer_csv.py")
DOES = {
    "crossdock ingest": "archive + digest, decode, check, group to sales, cross-reference, ownership, ledger + audit chain, batches, synchronous FULL",
    "python3": "peer_csv.py: check, group to sales, JSON, unique key, one transaction, synchronous FULL; no archive, audit, cross-reference",
    "sqlite3 .import": "lines as text into a table without index; no checks, no sales",
}


INTERFACE = "store-pos.sales-csv"


def title(file: str) -> str:
    return f"1,000,000 sales lines = 250,000 sales, CSV, {os.path.getsize(file) / 1e6:.0f} MB"


def sample(places) -> str:
    file, = places.samples("sales-1000000-lines", "--interface", "store-pos.sales-csv", "--stores", "50", "--days", "10",
                           "--transactions", "500", "--one-file")
    return file


def run(places, runs: int):
    file = sample(places)

    crossdock = Program("this", places.crossdock, places.interfaces)

    def python(_):
        folder = places.scratch("csv")
        return _and_remove(folder, [sys.executable, PEER, file, os.path.join(folder, "sales.sqlite")])

    def sqlite(_):
        folder = places.scratch("csv")
        return _and_remove(folder, ["sqlite3", os.path.join(folder, "sales.sqlite"), ".mode csv", f".import '{file}' sales"])

    measured = in_turn(runs, {"crossdock ingest": lambda _: crossdock.run(places, file, INTERFACE), "python3": python, "sqlite3 .import": sqlite})
    yield part(title(file), 1_000_000, "lines", DOES, measured)


def _and_remove(folder: str, command: list[str]) -> dict:
    try:
        return measure(command)
    finally:
        shutil.rmtree(folder)
