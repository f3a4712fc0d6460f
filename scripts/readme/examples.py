"""Finds the examples of a document.

    <!-- run -->
    ```console
    $ crossdock interfaces check
    13 interfaces, …: all good
    ```

A command that ends with a backslash goes on in the next line. <!-- run: status 1 --> expects that exit status of the last
command, and 0 of those before it."""

import re
from dataclasses import dataclass

BLOCK = re.compile(r"<!-- run(?:: status (\d))? -->\n```console\n(.*?)```", re.DOTALL)


@dataclass
class Example:
    line: int
    command: str
    shown: str
    status: int


def examples(text: str):
    for block in BLOCK.finditer(text):
        found = list(_commands(block.group(2), text.count("\n", 0, block.start(2)) + 1))
        for example in found[:-1]:
            yield example
        if found:
            found[-1].status = int(block.group(1) or 0)
            yield found[-1]


def _commands(body: str, first_line: int):
    example = None
    goes_on = False
    for number, line in enumerate(body.splitlines(), first_line):
        if line.startswith("$ "):
            if example:
                yield example
            example = Example(number, line[2:], "", 0)
            goes_on = line.endswith("\\")
        elif example and goes_on:
            example.command += "\n" + line
            goes_on = line.endswith("\\")
        elif example:
            example.shown += line + "\n"
    if example:
        yield example
