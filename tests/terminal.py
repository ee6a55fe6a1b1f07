"""The command on a pseudo-terminal of a certain size."""

import contextlib
import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios

SEQUENCE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
"""What controls the terminal: colours, and where the cursor goes."""


def on_terminal(*words, columns=80, lines=24, **environment):
    """Return the exit code of a command, and all that it wrote to a terminal of that size."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    usual = {key: value for key, value in os.environ.items() if key not in {"COLUMNS", "LINES"}}
    shown = []
    with subprocess.Popen(
        [sys.executable, "-m", "smelt_datagen", *words],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        env={**usual, "TERM": "xterm", **environment},
    ) as child:
        os.close(theirs)
        with contextlib.suppress(OSError):  # the end, as Linux says it
            while data := os.read(ours, 4096):
                shown.append(data)
    os.close(ours)
    return child.returncode, b"".join(shown).decode()


def plain(shown):
    """Return the lines that are written, without colours."""
    return SEQUENCE.sub("", shown).replace("\r\n", "\n").splitlines()
