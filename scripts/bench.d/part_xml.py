"""A POSLog document of about 110 MB."""

import os

from measure import in_turn, run as measure
from program import Program
from table import part

DOES = {
    "crossdock ingest": "as for CSV, from XML",
    "xmllint --stream": "parses, and forgets; the same XML library as Crossdock",
}


INTERFACE = "store-pos.poslog@6"


def title(file: str) -> str:
    return f"24,000 sales, POSLog XML, {os.path.getsize(file) / 1e6:.0f} MB"


def sample(places) -> str:
    file, = places.samples("poslog-110-mb", "--interface", "store-pos.poslog", "--poslog", "6", "--stores", "50", "--days", "10",
                           "--transactions", "48", "--one-file")
    return file


def run(places, runs: int):
    file = sample(places)

    crossdock = Program("this", places.crossdock, places.interfaces)
    measured = in_turn(runs, {
        "crossdock ingest": lambda _: crossdock.run(places, file, INTERFACE),
        "xmllint --stream": lambda _: measure(["xmllint", "--stream", "--noout", file]),
    })
    yield part(title(file), os.path.getsize(file) / 1e6, "MB", DOES, measured)
