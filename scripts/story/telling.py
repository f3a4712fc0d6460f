"""How the story is told: headed steps, the program's own words indented, one line for each check."""

import sys
import time

WIDTH = 132


class Teller:
    def __init__(self):
        self.passed = self.failed = 0
        self.began = time.monotonic()

    def step(self, title: str, *sentences: str) -> None:
        self._print(f"\n{title}\n{'─' * len(title)}")
        for sentence in sentences:
            self._print(sentence)

    def say(self, sentence: str) -> None:
        self._print(f"\n{sentence}")

    def shown(self, command: str, output: str, most: int = 14) -> None:
        """A command and what the program printed, cut where it is long."""
        self._print(f"\n    $ {command}")
        self.quoted(output, most)

    def quoted(self, output: str, most: int = 14) -> None:
        lines = output.rstrip("\n").split("\n")
        for line in lines[:most]:
            self._print("    " + (line if len(line) <= WIDTH else line[:WIDTH - 1] + "…"))
        if len(lines) > most:
            self._print(f"    … {len(lines) - most} more lines")

    def check(self, name: str, holds: bool, found: object = "") -> None:
        if holds:
            self.passed += 1
            self._print(f"  ok    {name}")
        else:
            self.failed += 1
            self._print(f"  FAIL  {name}\n        found: {found}")

    def end(self) -> int:
        self._print(f"\nplayed in {time.monotonic() - self.began:.0f} s")
        self._print(f"{self.passed} passed, {self.failed} failed")
        return 1 if self.failed else 0

    @staticmethod
    def _print(text: str) -> None:
        print(text)
        sys.stdout.flush()
