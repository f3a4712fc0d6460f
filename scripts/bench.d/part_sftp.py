"""Files over SFTP from one loopback server: many small ones, one large one."""

import os
import pwd
import shutil
import subprocess
import time

from measure import Broken, end, in_turn, run as measure
from table import part

FETCH = "fetches, and does not sync to disk"
DOES = {
    "crossdock, posted": "a drop: fetch, archive + sync, translate, ledger, remove at the source",
    "crossdock, archived only": "a drop: fetch, archive + digest + sync, refuse at the first line, remove at the source",
    "sftp -r": FETCH, "sftp": FETCH, "rclone copy": FETCH + "; 8 transfers", "lftp mirror": FETCH + "; 4 connections",
    "rclone copyto": FETCH, "lftp get": FETCH,
}


def run(places, runs: int):
    # 500 stores, one file each, about 21 KB.
    small = places.samples("sales-500-files", "--interface", "store-pos.sales-csv", "--stores", "500", "--transactions", "60")
    size = sum(os.path.getsize(file) for file in small)
    measured = in_turn(runs, {
        "crossdock, posted": lambda _: _drop(places, small, "store-pos.sales-csv"),
        "sftp -r": lambda _: _fetch(places, small, _sftp(places, "get -r . .")),
        "rclone copy": lambda _: _fetch(places, small, _rclone(places, "copy", "--transfers=8")),
        "lftp mirror": lambda _: _fetch(places, small, _lftp(places, "mirror -P4 . .")),
    })
    yield part(f"500 files over SFTP, {size / 1e6:.1f} MB, {size / 500e3:.0f} KB each", 500, "files", DOES, measured)

    large = places.samples("sales-256-mb", "--interface", "store-pos.sales-csv", "--stores", "100", "--days", "15",
                           "--transactions", "483", "--one-file")
    size = os.path.getsize(large[0])
    name = os.path.basename(large[0])
    measured = in_turn(runs, {
        "crossdock, archived only": lambda _: _drop(places, large, "store-pos.tenders-csv"),
        "crossdock, posted": lambda _: _drop(places, large, "store-pos.sales-csv"),
        "sftp": lambda _: _fetch(places, large, _sftp(places, f"get {name}")),
        "rclone copyto": lambda _: _fetch(places, large, _rclone(places, "copy")),
        "lftp get": lambda _: _fetch(places, large, _lftp(places, f"get {name}")),
    })
    yield part(f"one file over SFTP, {size / 1e6:.0f} MB", size / 1e6, "MB", DOES, measured)


def _remote(places, files: list[str]) -> str:
    """The server's folder with the files in it; links cost nothing and keep the times."""
    folder = places.scratch("remote")
    for file in files:
        try:
            os.link(file, os.path.join(folder, os.path.basename(file)))
        except OSError:
            shutil.copy2(file, folder)
    return folder


def _drop(places, files: list[str], interface: str) -> dict:
    """From the start of the daemon until the last file has gone from the source, which is after its posting.
    The waits that tell a file at rest from one being written are off: a fetch-only tool has none."""
    folder, data = _remote(places, files), places.scratch("data")
    settings = os.path.join(data, "crossdock.yaml")
    with open(settings, "w", encoding="utf-8") as file:
        file.write(
            f"data: data\ninterfaces: {places.root}/Interfaces\nlog: warning\ndrops:\n"
            f"  - name: bench\n    interface: {interface}\n"
            f"    sftp: {{host: 127.0.0.1, port: {places.ssh_port}, user: {_user()}, root: {folder},"
            f" key: {{file: {places.ssh}/client}}, known-hosts: {places.ssh}/known_hosts}}\n"
            f"    clear: delete\n    every: 0.1\n    settle-polls: 1\n    minimum-age: 0\n    sessions: 4\n")
    command = [places.crossdock, "serve", "--config", settings]
    with open(os.path.join(data, "log"), "wb") as log:
        begin = time.monotonic()
        process = subprocess.Popen(command, stdout=log, stderr=log)
        while os.listdir(folder):
            time.sleep(0.02)
            if time.monotonic() - begin > 600 or process.poll() is not None:
                process.kill()
                raise Broken(f"crossdock did not take all files; its log is {log.name}")
        seconds = time.monotonic() - begin
    measured = end(process)
    shutil.rmtree(data)
    return {**measured, "seconds": seconds}


def _fetch(places, files: list[str], command: list[str]) -> dict:
    _remote(places, files)
    target = places.scratch("fetched")
    measured = measure(command, cwd=target, stdin=subprocess.DEVNULL)
    came = sum(len(names) for _, _, names in os.walk(target))
    shutil.rmtree(target)
    if came != len(files):
        raise Broken(f"{command[0]} fetched {came} of {len(files)} files")
    return measured


def _options(places) -> list[str]:
    return ["-i", f"{places.ssh}/client", "-o", "IdentitiesOnly=yes", "-o", f"UserKnownHostsFile={places.ssh}/known_hosts",
            "-o", "BatchMode=yes", "-a", "-x"]


def _sftp(places, act: str) -> list[str]:
    # A batch file, so that a failure is seen.
    batch = os.path.join(places.work, "batch")
    with open(batch, "w", encoding="utf-8") as file:
        file.write(f"cd {places.work}/remote\n{act}\n")
    options = [option for option in _options(places) if option not in ("-a", "-x")]
    return ["sftp", "-q", "-b", batch, *options, "-P", str(places.ssh_port), f"{_user()}@127.0.0.1"]


def _rclone(places, act: str, *more: str) -> list[str]:
    remote = (f":sftp,host=127.0.0.1,port={places.ssh_port},user={_user()},key_file={places.ssh}/client,"
              f"known_hosts_file={places.ssh}/known_hosts,shell_type=none:{places.work}/remote")
    return ["rclone", "--config", os.devnull, act, *more, remote, "."]


def _lftp(places, act: str) -> list[str]:
    program = " ".join(["ssh", *_options(places)])
    return ["lftp", "--norc", "-c", f"set sftp:connect-program '{program}'; "
            f"open -u {_user()},none -p {places.ssh_port} sftp://127.0.0.1; cd {places.work}/remote; {act}"]


def _user() -> str:
    return pwd.getpwuid(os.getuid()).pw_name
