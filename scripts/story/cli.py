"""The command line. Exit 0 every check holds, 1 one does not, 2 usage, 3 could not run."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import traceback

from .chapters import CHAPTERS
from .telling import Teller
from .waiting import Overdue
from .world import World


def main() -> int:
    parser = argparse.ArgumentParser(prog="cutover-story", description="Called by scripts/cutover-story, which explains itself.")
    parser.add_argument("program", help="the built crossdock")
    parser.add_argument("--dir", help="an empty folder for everything, kept")
    options = parser.parse_args()
    folder = options.dir or tempfile.mkdtemp(prefix="cutover-story-")
    os.makedirs(folder, exist_ok=True)
    if os.listdir(folder):
        parser.error(f"--dir: {folder} is not empty")
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    tell = Teller()
    world = None
    try:
        world = World(os.path.abspath(options.program), folder, root, tell)
        for chapter in CHAPTERS:
            chapter.play(world)
        tell.check("the gateway stops when told to", world.gateway.stop())
        return tell.end()
    except Overdue as overdue:
        tell.check("the story goes on", False, overdue)
        return tell.end()
    except KeyboardInterrupt:
        return 130
    except (LookupError, StopIteration):
        # An answer without what every answer has: the program's fault, and worth its place.
        tell.check("the story goes on", False, traceback.format_exc())
        return tell.end()
    except (OSError, subprocess.SubprocessError) as error:
        print(f"cutover-story: {error}", file=sys.stderr)
        return 3
    finally:
        if world:
            world.gateway.stop()
            world.clock.close()
        if not options.dir:
            shutil.rmtree(folder, ignore_errors=True)
