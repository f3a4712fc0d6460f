"""A fixed-width RTLOG of about 120 MB: one store and day, as its file header asks."""

import os

from measure import in_turn
from program import Program
from table import part

DOES = {"crossdock ingest": "as for CSV, from fixed width, with the counts of the trailers"}

INTERFACE = "store-pos.rtlog"


def title(file: str) -> str:
    return f"24,000 transactions, RTLOG, {os.path.getsize(file) / 1e6:.0f} MB"


def sample(places) -> str:
    file, = places.samples("rtlog-120-mb", "--interface", INTERFACE, "--transactions", "24000")
    return file


def run(places, runs: int):
    file = sample(places)

    crossdock = Program("this", places.crossdock, places.interfaces)
    measured = in_turn(runs, {"crossdock ingest": lambda _: crossdock.run(places, file, INTERFACE)})
    yield part(title(file), os.path.getsize(file) / 1e6, "MB", DOES, measured)
