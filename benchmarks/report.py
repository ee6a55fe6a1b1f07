"""Turns outcomes into Markdown tables."""

from collections.abc import Callable, Iterable
from statistics import median

from benchmarks.process import Measurement
from benchmarks.race import Outcome, reported_seconds

Seconds = Callable[[Measurement], float]
Cells = Callable[[Outcome, str], list[str]]


def environment_table(facts: dict[str, str]) -> str:
    return table(["environment", ""], [list(fact) for fact in facts.items()])


def command_line_table(outcomes: list[Outcome], rows: int) -> str:
    def cells(outcome: Outcome, ratio: str) -> list[str]:
        wall = _middle(outcome, _wall_seconds)
        cpu = _middle(outcome, _cpu_seconds)
        peak = _middle(outcome, lambda measurement: measurement.peak_mib)
        of_cpu = _ratio(outcome, by_name[outcome.peer.measured_against], _cpu_seconds)
        return [
            f"{wall:.2f}",
            f"{cpu:.2f}",
            f"{peak:.0f}",
            f"{rows / wall:,.0f}",
            ratio,
            of_cpu,
        ]

    by_name = {outcome.peer.name: outcome for outcome in outcomes}
    header = ["peer", "wall s", "CPU s", "peak MiB", "rows/s", "x our wall", "x our CPU"]
    return _outcome_table(header, outcomes, _wall_seconds, cells)


def in_process_table(outcomes: list[Outcome], rows: int) -> str:
    def cells(outcome: Outcome, ratio: str) -> list[str]:
        seconds = _middle(outcome, reported_seconds)
        return [f"{seconds:.3f}", f"{rows / seconds:,.0f}", ratio]

    header = ["in process: generate + write", "seconds", "rows/s", "x its write floor"]
    return _outcome_table(header, outcomes, reported_seconds, cells)


def start_up_table(outcomes: list[Outcome]) -> str:
    def cells(outcome: Outcome, ratio: str) -> list[str]:
        return [f"{1000 * _middle(outcome, _wall_seconds):.0f}", ratio]

    header = ["start-up", "wall ms", "x a bare interpreter"]
    return _outcome_table(header, outcomes, _wall_seconds, cells)


def _wall_seconds(measurement: Measurement) -> float:
    return measurement.wall_seconds


def _cpu_seconds(measurement: Measurement) -> float:
    return measurement.cpu_seconds


def _middle(outcome: Outcome, figure: Seconds) -> float:
    return median(map(figure, outcome.measurements))


def _outcome_table(
    header: list[str], outcomes: list[Outcome], seconds: Seconds, cells: Cells
) -> str:
    by_name = {outcome.peer.name: outcome for outcome in outcomes}

    def row(outcome: Outcome) -> list[str]:
        if outcome.problem is not None:
            return [outcome.peer.name, outcome.problem, *[""] * (len(header) - 2)]
        ratio = _ratio(outcome, by_name[outcome.peer.measured_against], seconds)
        return [outcome.peer.name, *cells(outcome, ratio)]

    return table(header, map(row, outcomes))


def _ratio(outcome: Outcome, base: Outcome, seconds: Seconds) -> str:
    """Compare within each round, where both met the same machine, and take the middle of that."""
    if base.problem is not None:
        return "-"
    rounds = zip(outcome.measurements, base.measurements, strict=True)
    return f"{median(seconds(own) / seconds(other) for own, other in rounds):.2f}"


def table(header: list[str], rows: Iterable[list[str]]) -> str:
    alignment = [":--", *["--:"] * (len(header) - 1)]
    return "\n".join(_line(cells) for cells in [header, alignment, *rows])


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
