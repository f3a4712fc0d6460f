"""The command line, as a person uses it: under their own key, at the virtual time."""

import json
import os
import shlex
import subprocess
from typing import NamedTuple


class Done(NamedTuple):
    status: int
    text: str

    def says(self, *parts: str) -> bool:
        return all(part in self.text for part in parts)

    def refused(self, *parts: str) -> bool:
        """Exit status 1, and the reasons are among what was said."""
        return self.status == 1 and self.says(*parts)


class CommandLine:
    def __init__(self, program: str, folder: str, environment: dict, tell):
        self.program = program
        self.folder = folder
        self.environment = {**os.environ, **environment, "CROSSDOCK_INTERFACES": "Interfaces"}
        self.environment.pop("CROSSDOCK_TOKEN", None)
        self.tell = tell

    def run(self, *words: str, token: str = "") -> Done:
        environment = {**self.environment, "CROSSDOCK_TOKEN": token} if token else self.environment
        done = subprocess.run([self.program, *words], cwd=self.folder, env=environment, text=True, timeout=120,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        return Done(done.returncode, done.stdout)

    def show(self, *words: str, who: str = "", token: str = "", most: int = 14) -> Done:
        """Runs it and shows what it printed."""
        done = self.run(*words, token=token)
        self.tell.shown(shlex.join(["crossdock", *words]) + (f"        # {who}" if who else ""), done.text, most)
        return done

    def must(self, *words: str, token: str = "") -> str:
        """For what the story cannot go on without."""
        done = self.run(*words, token=token)
        if done.status:
            raise OSError(f"crossdock {' '.join(words)}: status {done.status}\n{done.text}")
        return done.text.strip()

    def json(self, *words: str, token: str = ""):
        return json.loads(self.must(*words, "--json", token=token))
