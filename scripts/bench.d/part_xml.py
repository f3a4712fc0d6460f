"""A POSLog document of about 110 MB."""

import os
import shutil

from measure import in_turn, run as measure
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

    def crossdock(_):
        folder = places.scratch("xml")
        try:
            return measure([places.crossdock, "ingest", file, "--interface", INTERFACE, "--data", folder])
        finally:
            shutil.rmtree(folder)

    measured = in_turn(runs, {
        "crossdock ingest": crossdock,
        "xmllint --stream": lambda _: measure(["xmllint", "--stream", "--noout", file]),
    })
    yield part(title(file), os.path.getsize(file) / 1e6, "MB", DOES, measured)
