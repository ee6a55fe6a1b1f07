"""A bar per dataset on a terminal, as many as it has lines for, and one for all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console, RenderableType
from rich.progress import BarColumn, ProgressColumn, Task, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars
from rich.table import Column
from rich.text import Text

from smelt_datagen.messages import printable
from smelt_datagen.output.progress import Progress
from smelt_datagen.planning.plan import DatasetPlan

_TOTAL = "total"
_LONGEST_BAR, _SHORTEST_BAR = 40, 10
_PERCENT, _REMAINING, _SPEED = 4, 7, 19
"""Widths of what stands beside a bar."""
_LONGEST_NAME = 40


@contextmanager
def shown_bars(datasets: Sequence[DatasetPlan]) -> Iterator[Callable[[Progress], None]]:
    """Yield the callback that moves the bars of `datasets`."""
    console = Console(stderr=True, markup=False, emoji=False, highlight=False)
    rows = sum(plan.written_rows for plan in datasets)
    names = [printable(plan.name) for plan in datasets]
    bars = _Bars(*_columns(names, rows, console.width), console=console)
    tasks = {
        plan.name: bars.add_task(name, total=plan.written_rows, start=False)
        for plan, name in zip(datasets, names, strict=True)
    }
    if len(datasets) > 1:
        bars.total = bars.add_task(_TOTAL, total=rows, start=False)
    with bars:
        yield lambda progress: bars.move(tasks[progress.dataset], progress.rows)


class _Bars(Bars):
    """Bars of which only so many are shown as the terminal has lines."""

    total: TaskID | None = None

    def move(self, task: TaskID, rows: int) -> None:
        """Set the rows that are made of a dataset, and so of all."""
        for one in (task, self.total):
            if one is not None and self._tasks[one].start_time is None:
                self.start_task(one)
        if self.total is not None:
            self.update(self.total, advance=rows - self._tasks[task].completed)
        self.update(task, completed=rows)

    def get_renderables(self) -> Iterable[RenderableType]:
        """Yield the bars that are shown, and how many are not."""
        of_datasets = [task for task in self.tasks if task.id != self.total]
        if not of_datasets:  # it is asked for while it is made, before there is a console
            return
        of_all = [task for task in self.tasks if task.id == self.total]
        room = max(self.console.height - len(of_all) - 1, 1)  # a line for the cursor
        shown = in_view(of_datasets, room)
        yield self.make_tasks_table([*shown, *of_all])
        if len(shown) < len(of_datasets):
            yield Text(_left_out(of_datasets, shown), no_wrap=True, overflow="ellipsis")


def in_view(tasks: Sequence[Task], room: int) -> list[Task]:
    """Return the tasks that a terminal with `room` lines shows, of which one may be for a note.

    All, in their order, if there is room; else those that run, the next ones, the last ones.
    """
    if len(tasks) <= room:
        return list(tasks)
    running = [task for task in tasks if task.started and not task.finished]
    waiting = [task for task in tasks if not task.started]
    finished = [task for task in tasks if task.finished]
    return [*running, *waiting, *reversed(finished)][: max(room - 1, 1)]


def _left_out(tasks: Sequence[Task], shown: Sequence[Task]) -> str:
    ids = {task.id for task in shown}
    rest = [task for task in tasks if task.id not in ids]
    done = sum(task.finished for task in rest)
    waiting = len(rest) - done
    parts = [f"{count:,} {what}" for count, what in ((waiting, "waiting"), (done, "done")) if count]
    return f"… and {', '.join(parts)}"


def _columns(names: Sequence[str], rows: int, width: int) -> list[ProgressColumn]:
    """Return what stands in a line: the bar always, numbers of rows where there is room."""
    longest = min(max(map(len, (*names, _TOTAL))), _LONGEST_NAME, max(width // 3, _SHORTEST_BAR))
    counts = 2 * len(f"{rows:,}") + 1
    room = width - longest - _SHORTEST_BAR - _PERCENT - _REMAINING - 4
    has_counts = room >= counts + 1
    has_speed = room >= counts + _SPEED + 2
    used = (counts + 1) * has_counts + (_SPEED + 1) * has_speed
    bar = min(_LONGEST_BAR, _SHORTEST_BAR + max(0, room - used))
    name = Column(no_wrap=True, overflow="ellipsis", width=longest)
    columns: list[ProgressColumn] = [
        TextColumn("{task.description}", markup=False, table_column=name),
        BarColumn(bar),
        TextColumn("{task.percentage:>3.0f}%", markup=False),
    ]
    if has_counts:
        columns.append(TextColumn("{task.completed:,.0f}/{task.total:,.0f}", markup=False))
    if has_speed:
        columns.append(_Speed(""))
    return [*columns, TimeRemainingColumn()]


class _Speed(TextColumn):
    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text("" if speed is None else f"{speed:,.0f} rows/s")
