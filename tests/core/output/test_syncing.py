"""Files brought to the disk in batches, on a thread of its own."""

import threading

import pytest
from smelt_datagen.output import syncing
from smelt_datagen.output.syncing import Syncing


class File:
    """Writes down what is asked of it; `sync` waits for `may_go` and fails with `error`."""

    def __init__(self, name, log, may_go=None, error=None):
        self.name, self.log, self.may_go, self.error = name, log, may_go, error
        self.is_waited_for = threading.Event()

    def begin_writeback(self):
        self.log.append(f"{self.name} begins")

    def sync_begun(self):
        self.log.append(f"{self.name} so far")

    def sync(self):
        self.is_waited_for.set()
        if self.may_go is not None:
            assert self.may_go.wait(10)
        self.log.append(self.name)
        if self.error is not None:
            raise self.error


def test_all_files_last_at_the_end():
    log = []
    with Syncing() as sync:
        for number in range(300):
            sync.finish([File(number, log)])
    assert [line for line in log if isinstance(line, int)] == [*range(300)]


def test_writeback_begins_for_all_files_that_wait_before_one_of_them_is_waited_for():
    log, may_go = [], threading.Event()
    first = File("first", log, may_go)
    with Syncing() as sync:
        sync.finish([first])
        assert first.is_waited_for.wait(10)
        sync.finish([File("a", log), File("b", log)])
        sync.begin(File("c", log))
        may_go.set()
    begun = ["a begins", "b begins", "c begins"]
    assert log == ["first begins", "first", *begun, "a", "b", "c so far"]


def test_a_failure_is_raised_when_the_other_files_last():
    log = []
    with pytest.raises(OSError, match="full"), Syncing() as sync:
        sync.finish([File("a", log, error=OSError("full")), File("b", log)])
    assert log[-1] == "b"


def test_few_files_are_open_however_many_there_are(monkeypatch):
    monkeypatch.setattr(syncing, "_MOST_WAITING", 2)
    brought, most = [], []

    class Counted(File):
        def sync(self):
            super().sync()
            most.append(len(brought) - len(most))

    with Syncing() as sync:
        for number in range(50):
            brought.append(number)
            sync.finish([Counted(number, [])])
    assert len(most) == 50
    assert max(most) <= 2 + 2 + 1  # those that wait, a batch, and the one that is brought
