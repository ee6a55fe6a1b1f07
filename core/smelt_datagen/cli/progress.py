"""Progress on stderr: a bar per dataset on a terminal, else a line per dataset."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from smelt_datagen.cli.terminal import say
from smelt_datagen.output.progress import Progress
from smelt_datagen.planning.plan import DatasetPlan

OnProgress = Callable[[Progress], None]


@contextmanager
def shown_progress(datasets: Sequence[DatasetPlan], *, quiet: bool) -> Iterator[OnProgress]:
    """Yield the callback that shows the progress of `datasets`."""
    if quiet:
        yield lambda _progress: None
    elif sys.stderr.isatty():
        # rich takes long to import and is of use on a terminal only
        from smelt_datagen.cli.bars import shown_bars

        with shown_bars(datasets) as callback:
            yield callback
    else:
        yield _line_when_done


def _line_when_done(progress: Progress) -> None:
    if progress.rows == progress.total_rows:
        state = ", up to date" if progress.was_up_to_date else ""
        say(f"{progress.dataset}: {progress.rows:,} rows{state}", err=True)
