"""What the figures were measured on and with."""

import os
import platform
import re
import subprocess


def machine() -> dict:
    cores = len(os.sched_getaffinity(0))
    with open("/proc/meminfo", encoding="ascii") as file:
        memory = round(int(re.search(r"MemTotal:\s+(\d+)", file.read()).group(1)) / 2**20)
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        found = re.search(r"model name\s*:\s*(.+)", file.read())
    model = found.group(1).strip() if found else platform.machine()
    return {"cores": cores, "memoryGB": memory, "cpu": model, "kernel": platform.release(), "load": os.getloadavg()[0],
            "text": f"{cores} cores of {model}, {memory} GB, Linux {platform.release()}"}


def versions(places) -> dict:
    return {
        "crossdock": _first([places.crossdock, "--version"]),
        "sqlite3": _first(["sqlite3", "--version"]),
        "python3": platform.python_version(),
        "xmllint": _first(["xmllint", "--version"]),
        "sftp": _first(["ssh", "-V"]),
        "rclone": _first(["rclone", "--version"]),
        "lftp": _first(["lftp", "--version"]),
    }


def _first(command: list[str]) -> str:
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    except OSError:
        return "missing"
    lines = done.stdout.strip().splitlines()
    return lines[0][:80] if lines else "?"
