"""Memory at a file of 2 GB."""

import os
import shutil

from measure import in_turn, run as measure
from table import part


def run(places, runs: int):
    # 23 million lines; one run shows the memory.
    file, = places.samples("sales-2-gb", "--interface", "store-pos.sales-csv", "--stores", "200", "--days", "58",
                           "--transactions", "500", "--one-file")

    def crossdock(_):
        folder = places.scratch("huge")
        try:
            return measure([places.crossdock, "ingest", file, "--interface", "store-pos.sales-csv", "--data", folder])
        finally:
            shutil.rmtree(folder)

    measured = in_turn(1, {"crossdock ingest": crossdock})
    size = os.path.getsize(file) / 1e6
    yield part(f"5,800,000 sales, CSV, {size:.0f} MB, one run", size, "MB", {"crossdock ingest": "everything"}, measured)
