"""Nothing in the story sleeps for a while and hopes: it waits for a condition, and fails where that never comes."""

import time


class Overdue(Exception):
    """What was waited for did not come."""


def wait_until(what: str, holds, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise Overdue(f"{what}: not within {seconds:.0f} s")
        time.sleep(0.05)
