"""The daemon: `crossdock serve` on the story's folder and clock."""

import os
import socket
import subprocess

from .waiting import wait_until


class Gateway:
    def __init__(self, program: str, folder: str, environment: dict, rest):
        self.program = program
        self.folder = folder
        self.environment = {**os.environ, **environment}
        self.rest = rest
        self.process = None

    @property
    def log(self) -> str:
        return os.path.join(self.folder, "crossdock.log")

    def start(self) -> None:
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "TERM", "--", self.program, "serve", "--config", "crossdock.yaml"],
                cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        wait_until("the gateway is ready", self._is_ready)

    def stop(self) -> bool:
        """Whether it ended by itself, and well."""
        if not self.process:
            return True
        process, self.process = self.process, None
        process.terminate()
        try:
            return process.wait(40) == 0
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            return False

    def _is_ready(self) -> bool:
        if self.process.poll() is not None:
            with open(self.log, encoding="utf-8", errors="replace") as log:
                raise OSError("crossdock serve ended:\n" + "".join(log.readlines()[-10:]))
        try:
            return self.rest.get("/readyz").status == 200
        except OSError:
            return False


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]
