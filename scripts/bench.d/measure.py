"""Runs a command and says what it took."""

import os
import signal
import statistics
import subprocess
import tempfile
import time


class Broken(Exception):
    """A tool did not do its work: a figure would mean nothing."""


def run(command: list[str], **options) -> dict:
    """Seconds of wall clock and CPU, and the peak resident memory of the largest process, in MB. Started by
    time(1): a process counts the memory of the one that it was forked from, and this one is not small."""
    with tempfile.NamedTemporaryFile("r") as figures:
        timed = ["/usr/bin/time", "-q", "-f", "%U %S %M", "-o", figures.name, *command]
        begin = time.monotonic()
        done = subprocess.run(timed, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False, **options)
        seconds = time.monotonic() - begin
        if done.returncode:
            said = done.stderr.decode(errors="replace")[-800:]
            raise Broken(f"{os.path.basename(command[0])} ended with {done.returncode}: {said}")
        user, system, kilobytes = figures.read().split()
    return {"seconds": seconds, "cpu": float(user) + float(system), "megabytes": float(kilobytes) / 1024}


def end(process: subprocess.Popen) -> dict:
    """Tells a daemon to stop, waits until it has, and says what it took."""
    process.send_signal(signal.SIGTERM)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise Broken(f"{process.args[0]} ended with {process.returncode}")
    return {"cpu": usage.ru_utime + usage.ru_stime, "megabytes": usage.ru_maxrss / 1024}


def in_turn(runs: int, tools: dict) -> dict:
    """Each tool once per round, so that a slow minute of the machine hits all of them.
    `tools` maps a name to a function that returns what `run` does."""
    measured = {name: [] for name in tools}
    for number in range(runs):
        for name, tool in tools.items():
            # What one tool left unwritten is not the next one's business.
            os.sync()
            measured[name].append(tool(number))
    return {name: summary(values) for name, values in measured.items()}


def summary(values: list[dict]) -> dict:
    return {
        "seconds": statistics.median(value["seconds"] for value in values),
        "cpu": statistics.median(value["cpu"] for value in values),
        "megabytes": max(value["megabytes"] for value in values),
        "all": [round(value["seconds"], 3) for value in values],
    }
