"""A fixed-width RTLOG of about 120 MB: one store and day, as its file header asks."""

import os
import shutil

from measure import in_turn, run as measure
from table import part

DOES = {"crossdock ingest": "as for CSV, from fixed width, with the counts of the trailers"}

INTERFACE = "store-pos.rtlog"


def title(file: str) -> str:
    return f"24,000 transactions, RTLOG, {os.path.getsize(file) / 1e6:.0f} MB"


def sample(places) -> str:
    file, = places.samples("rtlog-120-mb", "--interface", "store-pos.rtlog", "--transactions", "24000")
    return file


def run(places, runs: int):
    file = sample(places)

    def crossdock(_):
        folder = places.scratch("rtlog")
        try:
            return measure([places.crossdock, "ingest", file, "--interface", INTERFACE, "--data", folder])
        finally:
            shutil.rmtree(folder)

    measured = in_turn(runs, {"crossdock ingest": crossdock})
    yield part(title(file), os.path.getsize(file) / 1e6, "MB", DOES, measured)
