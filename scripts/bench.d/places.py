"""Where things are during a run, and the generated inputs."""

import os
import shutil
import subprocess

from measure import Broken


class Places:
    def __init__(self):
        self.root = os.environ["BENCH_ROOT"]
        self.crossdock = os.environ["CROSSDOCK_BIN"]
        self.interfaces = os.environ["CROSSDOCK_INTERFACES"]
        self.work = os.environ["BENCH_WORK"]
        self.ssh = os.environ["SSH_DIR"]
        self.ssh_port = int(os.environ["SSH_PORT"])
        self.data = os.path.join(os.environ.get("CROSSDOCK_BENCH_DIR") or os.path.join(self.root, ".build"), "bench-data")

    def scratch(self, name: str) -> str:
        """An empty folder; whatever an earlier run left in it is gone."""
        path = os.path.join(self.work, name)
        shutil.rmtree(path, ignore_errors=True)
        os.makedirs(path)
        return path

    def samples(self, name: str, *arguments: str) -> list[str]:
        """Files of scripts/generate-samples, made once; a folder that is whole has its final name."""
        folder = os.path.join(self.data, name)
        if not os.path.isdir(folder):
            half = folder + ".half"
            shutil.rmtree(half, ignore_errors=True)
            print(f"making {name}", flush=True)
            command = [os.path.join(self.root, "scripts/generate-samples"), *arguments, "--out", half]
            if subprocess.run(command, stdout=subprocess.DEVNULL).returncode:
                raise Broken(f"could not make {name}")
            os.rename(half, folder)
        return sorted(os.path.join(folder, file) for file in os.listdir(folder))
