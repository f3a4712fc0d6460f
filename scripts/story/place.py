"""The folder of the story: a copy of the registry with what the story adds, the stores' folders, the settings."""

import os
import re
import shutil

from samples.output import write_file

from . import till
from .sales import STORES

PLAN = "store-sales-to-cloud"
POSTING_STORE = "0020"              # has no folder: its till posts its file over REST
DROPPING_STORES = tuple(store for store in STORES if store != POSTING_STORE)
SISTER_STORE = "0801"               # of the sister company, whose sales the old ERP states
UNKNOWN_STORE = "0912"              # of nobody

EGRESS = """# Finance hears of every sale. What the tills state, the old ERP posts itself; what the cloud states, we post.
rules:
  - {target: finance, writer: store-pos, kind: sale, domain: revenue, role: informational}
  - {target: finance, writer: cloud-pos, kind: sale, domain: revenue, role: poster}
"""


class Place:
    def __init__(self, folder: str, root: str):
        self.folder = os.path.abspath(folder)
        self.root = root

    def path(self, *parts: str) -> str:
        return os.path.join(self.folder, *parts)

    def make(self) -> None:
        """Store numbers begin with 00 here, so that a number like 0912 is nobody's."""
        shutil.copytree(os.path.join(self.root, "Interfaces"), self.path("Interfaces"))
        self._edit("Interfaces/ownership.yaml", "- {kind: sale, writer: store-pos}",
                   '- {kind: sale, entity: "1000", location: "00*", writer: store-pos}')
        self._append("Interfaces/crosswalks/store-entity.csv", f"*,*,{SISTER_STORE},1100,,\n")
        self._append("Interfaces/egress.yaml", EGRESS)
        self.set_plan(None)
        for store in DROPPING_STORES:
            os.makedirs(self.outbox(store))

    def outbox(self, store: str) -> str:
        return self.path("stores", store, "outbox")

    def settings(self, port: int, drops: bool = True) -> None:
        lines = ["data: crossdock-data", "interfaces: Interfaces", "log: notice", f"http: {{port: {port}}}"]
        if drops:
            lines.append("drops:")
            lines += [_drop(store) for store in DROPPING_STORES]
        with open(self.path("crossdock.yaml"), "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")

    def drop(self, store: str, name: str, content: bytes) -> None:
        """As a careful till does it: under another name first."""
        write_file(self.outbox(store), name, [content])

    def waiting(self, stores=DROPPING_STORES) -> list:
        """Files that were not taken yet; a taken one has been posted before it was moved."""
        return [name for store in stores for name in os.listdir(self.outbox(store))]

    def set_plan(self, boundary, **gates) -> None:
        """Writes the boundary into the plan, as its author would with an editor."""
        file = f"Interfaces/cutovers/{PLAN}.yaml"
        with open(self.path(file), encoding="utf-8") as open_file:
            text = re.sub(r"^boundary:.*\n", "", open_file.read(), flags=re.MULTILINE)
        if boundary:
            text = text.replace("late-after:", f"boundary: {boundary}\nlate-after:", 1)
        for name, value in gates.items():
            text = re.sub(rf"^  {name}: .*$", f"  {name}: {value}", text, flags=re.MULTILINE)
        with open(self.path(file), "w", encoding="utf-8") as open_file:
            open_file.write(text)

    def _edit(self, file: str, old: str, new: str) -> None:
        with open(self.path(file), encoding="utf-8") as open_file:
            text = open_file.read()
        if old not in text:
            raise OSError(f"{file} has no '{old}' any more, which the story changes")
        with open(self.path(file), "w", encoding="utf-8") as open_file:
            open_file.write(text.replace(old, new, 1))

    def _append(self, file: str, text: str) -> None:
        with open(self.path(file), "a", encoding="utf-8") as open_file:
            open_file.write(text)


def _drop(store: str) -> str:
    return (f"  - {{name: store-{store}, interface: {till.INTERFACE}, local: {{root: stores/{store}}}, folder: outbox, "
            f"locations: ['{store}'], clear: {{move: taken}}, every: '0.2', settle-polls: 1, minimum-age: 0}}")
