"""Progress on stderr: a bar per dataset on a terminal, else a line per dataset."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from smelt_datagen.cli.terminal import say
from smelt_datagen.messages import printable
from smelt_datagen.output.progress import Progress
from smelt_datagen.planning.plan import DatasetPlan

OnProgress = Callable[[Progress], None]


@contextmanager
def shown_progress(datasets: Sequence[DatasetPlan], *, quiet: bool) -> Iterator[OnProgress]:
    """Yield the callback that shows the progress of `datasets`."""
    if quiet:
        yield lambda _progress: None
    elif sys.stderr.isatty():
        with _bars(datasets) as callback:
            yield callback
    else:
        yield _line_when_done


def _line_when_done(progress: Progress) -> None:
    if progress.rows == progress.total_rows:
        say(f"{progress.dataset}: {progress.rows:,} rows", err=True)


@contextmanager
def _bars(datasets: Sequence[DatasetPlan]) -> Iterator[OnProgress]:
    # rich takes long to import and is of use on a terminal only
    from rich.console import Console
    from rich.progress import BarColumn, Task, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars
    from rich.text import Text

    class Speed(TextColumn):
        def render(self, task: Task) -> Text:
            speed = task.finished_speed or task.speed
            return Text("" if speed is None else f"{speed:,.0f} rows/s")

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.completed:,.0f}/{task.total:,.0f}", markup=False),
        Speed(""),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True, markup=False, emoji=False, highlight=False)
    with Bars(*columns, console=console) as bars:
        tasks = {
            plan.name: bars.add_task(printable(plan.name), total=plan.written_rows, start=False)
            for plan in datasets
        }

        def callback(progress: Progress) -> None:
            task = tasks[progress.dataset]
            bars.start_task(task) if not progress.rows else None
            bars.update(task, completed=progress.rows)

        yield callback
