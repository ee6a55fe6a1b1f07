"""A process that dies at one system call of its own choice, played within the test's process.

From that call on, none of them does anything any more: what would clean up cannot. At the end all
files that were opened are closed, as the system does it, which also releases locks.
"""

import contextlib
import os

CALLS = ("open", "replace", "rename", "unlink", "mkdir", "rmdir", "fsync", "write", "ftruncate")


class Death(BaseException):
    """The process is no more; nothing catches it."""


class Mortal:
    """Counts calls from when it is told to, and dies at the call `last`."""

    def __init__(self, last=None):
        self.last = last
        self.calls = []
        self.counts = False
        self.is_dead = False
        self.opened = []

    def call(self, name, real, *arguments, **keywords):
        if self.is_dead:
            raise Death
        if self.counts:
            self.calls.append((name, *map(str, arguments[:2])))
            if len(self.calls) == self.last:
                self.is_dead = True
                raise Death
        result = real(*arguments, **keywords)
        if name == "open":
            self.opened.append(result)
        return result


@contextlib.contextmanager
def mortal(monkeypatch, last=None):
    """Yield a Mortal through which the calls of `os` go; it begins to count when told to."""
    one = Mortal(last)
    with monkeypatch.context() as patch:
        for name in CALLS:
            real = getattr(os, name)
            patch.setattr(os, name, lambda *a, _n=name, _r=real, **k: one.call(_n, _r, *a, **k))
        yield one
    for descriptor in one.opened:
        with contextlib.suppress(OSError):
            os.close(descriptor)
