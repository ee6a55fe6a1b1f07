"""Signals that ask the process to end: it cleans up, says so, and ends with their code."""

from __future__ import annotations

import signal
from types import FrameType

_WORDS = {"SIGINT": "interrupted", "SIGTERM": "terminated", "SIGHUP": "hung up"}


class Interruption(KeyboardInterrupt):
    """A signal asked the process to end; what catches Ctrl-C catches any of them."""

    def __init__(self, number: int) -> None:
        self.words = _WORDS[signal.Signals(number).name]
        self.exit_code = 128 + number
        """What a shell reports for a process that the signal ended."""
        super().__init__(self.words)


def listen() -> None:
    """Let the signals raise an Interruption, but for those that were ignored, as under nohup."""
    for number in _numbers():
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _interrupt)


def _numbers() -> list[int]:
    return [getattr(signal, name) for name in _WORDS if hasattr(signal, name)]


def _interrupt(number: int, _frame: FrameType | None) -> None:
    for other in _numbers():  # a second one must not interrupt the cleaning up
        signal.signal(other, signal.SIG_IGN)
    raise Interruption(number)
