"""Two built programs in turn over the same file, each with a registry that it understands."""

import os
import statistics

from measure import Broken
from program import Program

THIS, OTHER = "this", "against"


def compare(places, part, programs: list[Program], runs: int) -> dict:
    """Both programs once per round, in the same order, after one run each that is not counted: it fills the page cache
    and says whether both did the same work."""
    file = part.sample(places)
    counts = {program.name: program.records(places, file, part.INTERFACE) for program in programs}
    if len(set(counts.values())) > 1:
        raise Broken(f"the programs took different numbers of records from {os.path.basename(file)}: {counts}")
    measured = {program.name: [] for program in programs}
    for _ in range(runs):
        for program in programs:
            # What one program left unwritten is not the next one's business.
            os.sync()
            measured[program.name].append(program.run(places, file, part.INTERFACE))
    ratios = [mine["cpu"] / max(theirs["cpu"], 0.01) for mine, theirs in zip(measured[THIS], measured[OTHER])]
    result = {"title": part.title(file), "records": counts[THIS], "runs": runs, "programs": {}}
    for name, values in measured.items():
        result["programs"][name] = {key: _spread([value[key] for value in values]) for key in ("cpu", "seconds", "megabytes")}
    mine, theirs = (result["programs"][name]["cpu"]["median"] for name in (THIS, OTHER))
    result["ratio"] = {"median": mine / max(theirs, 0.01), "min": min(ratios), "max": max(ratios)}
    return result


def text(result: dict) -> str:
    rows = [["", "CPU s", "min–max", "wall s", "min–max", "peak MB", "min–max"]]
    for name, figures in result["programs"].items():
        row = [name]
        for key, digits in (("cpu", 2), ("seconds", 2), ("megabytes", 0)):
            spread = figures[key]
            row += [f"{spread['median']:.{digits}f}", f"{spread['min']:.{digits}f}–{spread['max']:.{digits}f}"]
        rows.append(row)
    widths = [max(map(len, column)) for column in zip(*rows)]
    lines = [f"{result['title']}, {result['records']:,} records, {result['runs']} runs each"]
    for name, *cells in rows:
        lines.append("  ".join([name.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(cells, widths[1:]))]))
    ratio = result["ratio"]
    lines.append(f"RATIO of CPU seconds, {THIS} : {OTHER} = {ratio['median']:.3f} of the medians; "
                 f"{ratio['min']:.3f} to {ratio['max']:.3f} round by round")
    return "\n".join(lines)


def _spread(values: list[float]) -> dict:
    return {"median": statistics.median(values), "min": min(values), "max": max(values),
            "all": [round(value, 3) for value in values]}
