"""Where the examples run: a folder with the repository's data in it, and a gateway beside it."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request

SAMPLE = "Samples/store-pos.sales-csv/sales_0001_20260105.csv"
# What a document writes; the gateway listens elsewhere, on a port that is free.
WRITTEN = "127.0.0.1:8080"


class StageError(Exception):
    """The examples cannot be run at all."""


class Stage:
    def __init__(self, crossdock: str, root: str):
        self.crossdock = os.path.abspath(crossdock)
        self.root = root
        self.gateway = None

    def __enter__(self):
        self.folder = tempfile.mkdtemp()
        try:
            self._prepare()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        if self.gateway:
            self.gateway.send_signal(signal.SIGTERM)
            self.gateway.wait(30)
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, command: str):
        command = command.replace(WRITTEN, f"127.0.0.1:{self.port}")
        return subprocess.run(["bash", "-c", command], cwd=self.folder, env=self.environment, text=True, timeout=60,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)

    def _prepare(self):
        for name in ("Interfaces", "Samples", "scripts"):
            os.symlink(os.path.join(self.root, name), os.path.join(self.folder, name))
        programs = os.path.join(self.folder, ".programs")
        os.makedirs(programs)
        os.makedirs(os.path.join(self.folder, "demo/keys"))
        os.symlink(self.crossdock, os.path.join(programs, "crossdock"))
        self.environment = {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}", "COLUMNS": "80"}
        self.environment.pop("CROSSDOCK_INTERFACES", None)
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            self.port = one.getsockname()[1]
        with open(os.path.join(self.folder, "demo/crossdock.yaml"), "w", encoding="utf-8") as file:
            file.write(f"data: data\ninterfaces: {self.root}/Interfaces\nlog: warning\nhttp: {{port: {self.port}}}\n")
        self._must(f"crossdock ingest {SAMPLE} --interface store-pos.sales-csv --data demo/data")
        self._must("crossdock keys create cloud-erp --data demo/data > demo/keys/cloud-erp")
        self.gateway = subprocess.Popen([self.crossdock, "serve", "--config", "demo/crossdock.yaml"], cwd=self.folder)
        end = time.monotonic() + 30
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=5).close()
                return
            except OSError as error:
                if time.monotonic() > end or self.gateway.poll() is not None:
                    raise StageError(f"the gateway does not become ready: {error}") from error
                time.sleep(0.1)

    def _must(self, command: str):
        done = self.run(command)
        if done.returncode:
            raise StageError(f"{command}: {done.stdout}")
