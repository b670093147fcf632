#!/usr/bin/env python3
"""The program $TOKCOST, but the first that is to count partition $DEADLY kills the executor that asks for it."""

import os
import pathlib
import re
import signal
import sys


def parent(pid):
    return int(re.search(r"^PPid:\s*(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text(), re.MULTILINE)[1])


def executor():
    pid = os.getppid()
    while pathlib.Path(f"/proc/{pid}/comm").read_text() != "java\n":
        pid = parent(pid)
    return pid


# The driver names a part after its partition.
if any(re.search(rf"-{os.environ['DEADLY']}-0$", argument) for argument in sys.argv):
    try:
        pathlib.Path(os.environ["KILLED"]).touch(exist_ok=False)
        os.kill(executor(), signal.SIGKILL)
    except FileExistsError:
        pass
os.execv(os.environ["TOKCOST"], sys.argv)
