"""Whether what a document shows is what was printed."""

import json
import re


def difference(example, done) -> str:
    """What is wrong, or nothing. `done` has `stdout` (with standard error) and `returncode`."""
    if done.returncode != example.status:
        return f"  status {done.returncode}, expected {example.status}:\n{_indented(done.stdout)}"
    if _same_json(example.shown, done.stdout) or _same_text(example.shown, done.stdout):
        return ""
    return f"  the document shows\n{_indented(example.shown)}\n  the program prints\n{_indented(done.stdout)}"


def _same_text(shown: str, printed: str) -> bool:
    # Blanks at line ends cannot be seen, and a folded line of a document is one line.
    pieces = [re.escape(piece) for piece in _trimmed(shown).split("…")]
    return re.fullmatch(".*?".join(pieces), _trimmed(printed), re.DOTALL) is not None


def _trimmed(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def _same_json(shown: str, printed: str) -> bool:
    try:
        return _covers(json.loads(shown), json.loads(printed))
    except ValueError:
        return False


def _covers(shown, printed) -> bool:
    if shown == "…":
        return True
    if isinstance(shown, dict) and isinstance(printed, dict):
        return shown.keys() == printed.keys() and all(_covers(value, printed[key]) for key, value in shown.items())
    if isinstance(shown, list) and isinstance(printed, list):
        return len(shown) == len(printed) and all(map(_covers, shown, printed))
    if isinstance(shown, str) and isinstance(printed, str) and "…" in shown:
        return _same_text(shown, printed)
    return shown == printed and type(shown) is type(printed)


def _indented(text: str) -> str:
    return "\n".join("    " + line for line in text.rstrip().splitlines())
