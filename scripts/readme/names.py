"""Whether the commands, scripts and files that a document names are there."""

import os
import re
import subprocess

COMMAND = re.compile(r"`crossdock ((?:[a-z]+ ?)+)")
PATH = re.compile(r"`((?:scripts|Interfaces|Samples|Sources|docs)/[A-Za-z0-9_./@-]*)")
LINK = re.compile(r"\]\(([^)#:\s]+)\)")


def unknown_names(text: str, crossdock: str, root: str) -> list[str]:
    complaints = []
    for words in sorted({match.strip() for match in COMMAND.findall(text)}):
        parts = words.split()[:2]
        if not _exists(crossdock, parts):
            complaints.append(f"there is no command 'crossdock {' '.join(parts)}'")
    for path in sorted(set(PATH.findall(text)) | set(LINK.findall(text))):
        if not os.path.exists(os.path.join(root, path)):
            complaints.append(f"there is no {path}")
    return complaints


def _exists(crossdock: str, parts: list[str]) -> bool:
    """A command's help has its own usage line; a word too many gets that of the command above."""
    done = subprocess.run([crossdock, *parts, "--help"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    # 'help' is everywhere, and has no page of its own.
    return parts[0] == "help" or done.returncode == 0 and f"USAGE: crossdock {' '.join(parts)}" in done.stdout
