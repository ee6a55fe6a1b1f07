"""Signals that ask the process to end: it cleans up, says so, and ends with their code."""

from __future__ import annotations

import os
import signal
from types import FrameType

_WORDS = {"SIGINT": "interrupted", "SIGTERM": "terminated", "SIGHUP": "hung up"}


class Interruption(KeyboardInterrupt):
    """A signal asked the process to end; what catches Ctrl-C catches any of them."""

    def __init__(self, number: int) -> None:
        self.exit_code = _exit_code(number)
        super().__init__(_words(number))


def listen() -> None:
    """Let the signals end the process at once, but for those that were ignored, as under nohup.

    Nothing is to be cleaned up yet, and an exception might be lost: modules in C that are being
    imported swallow some.
    """
    for number in _numbers():
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _end)


def clean_up_from_now_on() -> None:
    """Let the signals that `listen` took raise an Interruption in the main thread instead."""
    for number in _numbers():
        if signal.getsignal(number) is _end:
            signal.signal(number, _interrupt)


def _numbers() -> list[int]:
    return [getattr(signal, name) for name in _WORDS if hasattr(signal, name)]


def _words(number: int) -> str:
    return _WORDS[signal.Signals(number).name]


def _exit_code(number: int) -> int:
    """Return what a shell reports for a process that the signal ended."""
    return 128 + number


def _end(number: int, _frame: FrameType | None) -> None:
    os.write(2, f"{_words(number)}\n".encode())
    os._exit(_exit_code(number))


def _interrupt(number: int, _frame: FrameType | None) -> None:
    for other in _numbers():  # a second one must not interrupt the cleaning up
        signal.signal(other, signal.SIG_IGN)
    raise Interruption(number)
