"""`smelt-datagen report`: a page about what a config makes."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from smelt_datagen.plugin import Command, CommandContext, command, param


@command("report", letters={"output": "o"})
class Report(Command):
    """Draw a page about what a config makes.

    One HTML file that stands alone: no network and no script. It is made from rows spread over each
    dataset, 200,000 at most; nothing of the datasets is written.
    """

    output: str = param("The HTML file to write.", default="report.html")

    def run(self, context: CommandContext) -> None:
        """Write the page; raise OSError if it cannot be written."""
        from smelt_datagen_report.page.document import document  # noqa: PLC0415 (help is quick)
        from smelt_datagen_report.statistics.plans import plan_facts  # noqa: PLC0415

        plan = context.plan()
        title = "/".join(Path(context.source).parts[-2:])
        text = document(title, plan_facts(plan))
        content = text.encode("utf-8", "backslashreplace")
        _write(Path(self.output), content)
        count = len(plan.selected)
        datasets = f"{count} dataset{'' if count == 1 else 's'}"
        context.say(f"{self.output}: {datasets}, {len(content) / 1000:,.0f} kB")


def _write(file: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        umask = os.umask(0)
        os.umask(umask)
        Path(name).chmod(0o666 & ~umask)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
