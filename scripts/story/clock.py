"""A virtual clock for the program under the story, and for nothing else: libfaketime reads it from a file."""

import ctypes
import glob
import os
import platform
from datetime import date

LIBRARY = "/usr/lib/*/faketime/libfaketimeMT.so.1"
SHARED_BYTES = 4096     # more than it needs


class Clock:
    """Stands still until somebody moves it. Times are UTC."""

    def __init__(self, file: str):
        self.file = file
        libraries = sorted(glob.glob(LIBRARY), key=lambda path: platform.machine() not in path)
        if not libraries:
            raise OSError(f"libfaketime is missing ({LIBRARY}): install Debian's package faketime")
        self.shared = _Shared(f"/cutover-story-{os.getpid()}")
        self.environment = {
            "LD_PRELOAD": libraries[0],
            "FAKETIME_TIMESTAMP_FILE": file,
            "FAKETIME_SHARED": self.shared.names,
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "DONT_FAKE_MONOTONIC": "1",
            "TZ": "UTC",
        }

    def move(self, day: date, time: str) -> None:
        """The file is replaced at once: a reader sees the old time or the new one."""
        with open(self.file + ".new", "w", encoding="ascii") as file:
            file.write(f"{day} {time}:00\n")
        os.replace(self.file + ".new", self.file)

    def close(self) -> None:
        self.shared.close()


class _Shared:
    """The semaphore and the memory that libfaketime shares between processes.

    Where it must make its own it puts their names into the environment of the program that is just starting, and a
    Swift program whose environment has moved does not find its arguments.
    """

    def __init__(self, name: str):
        self.libc = ctypes.CDLL(None)
        self.semaphore, self.memory = f"{name}-sem", f"{name}-shm"
        self.names = f"{self.semaphore} {self.memory}"
        self.libc.sem_open.restype = ctypes.c_void_p
        if not self.libc.sem_open(self.semaphore.encode(), os.O_CREAT, 0o600, 1):
            raise OSError("no semaphore could be made for libfaketime")
        memory = self.libc.shm_open(self.memory.encode(), os.O_CREAT | os.O_RDWR, 0o600)
        os.ftruncate(memory, SHARED_BYTES)
        os.close(memory)

    def close(self) -> None:
        self.libc.sem_unlink(self.semaphore.encode())
        self.libc.shm_unlink(self.memory.encode())
