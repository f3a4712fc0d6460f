"""A built Crossdock and the registry that it understands."""

import json
import shutil
import subprocess

from measure import Broken, run as measure


class Program:
    def __init__(self, name: str, path: str, interfaces: str):
        self.name = name
        self.path = path
        self.interfaces = interfaces

    def command(self, file: str, interface: str, data: str) -> list[str]:
        return [self.path, "ingest", file, "--interface", interface, "--interfaces", self.interfaces, "--data", data]

    def records(self, places, file: str, interface: str) -> int:
        """How many records it takes from the file; a program that refuses some of them does other work."""
        data = places.scratch(f"program-{self.name}")
        command = self.command(file, interface, data) + ["--json"]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        shutil.rmtree(data)
        if done.returncode:
            said = (done.stderr or done.stdout).decode(errors="replace")[-800:]
            raise Broken(f"{self.path} ended with {done.returncode}: {said}")
        return json.loads(done.stdout)["records"]

    def run(self, places, file: str, interface: str) -> dict:
        data = places.scratch(f"program-{self.name}")
        try:
            return measure(self.command(file, interface, data))
        finally:
            shutil.rmtree(data)
