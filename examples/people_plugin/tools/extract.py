"""Writes the package's lists of names, taken from Faker.

Run it with the version of Faker that is named below, from the folder of the package:

    python -m venv names && names/bin/pip install faker==40.54.0
    names/bin/python tools/extract.py

A list that changes gives people other names, so the golden values in the tests change with it.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import json
import shutil
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

FAKER = "40.54.0"
LOCALES = ("de_DE", "en_GB", "en_US", "fr_FR")
LISTS = {"female": "first_names_female", "male": "first_names_male", "family": "last_names"}
FOLDER = Path(__file__).parents[1] / "src" / "smelt_datagen_people" / "data" / "names"

NO_NAMES = {
    "Dussen van",  # "van der Dussen" is there as well
    "Grein Groth",  # from here on: two entries of Faker's source on one line
    "Jacobi Jäckel",
    "Hans D.",
    "Koch II",
    "auch Schlauchin",
}


def main() -> None:
    """Write one file per locale, and Faker's licence beside them."""
    distribution = importlib.metadata.distribution("faker")
    if distribution.version != FAKER:
        raise SystemExit(f"needs Faker {FAKER}, found {distribution.version}")
    for locale in LOCALES:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        names = {key: _weights(getattr(provider, name)) for key, name in LISTS.items()}
        text = json.dumps(names, ensure_ascii=False, indent=1)
        (FOLDER / f"{locale}.json").write_text(f"{text}\n", encoding="utf-8")
    shutil.copyfile(_licence(distribution), FOLDER / "LICENSE-faker.txt")


def _weights(names: Mapping[str, float] | Iterable[str]) -> dict[str, float]:
    """Return names with their weights; of a plain list, how often each name stands in it."""
    weights = names if isinstance(names, Mapping) else Counter(names)
    return {name: weight for name, weight in weights.items() if name not in NO_NAMES}


def _licence(distribution: importlib.metadata.Distribution) -> Path:
    files = distribution.files or []
    return next(Path(file.locate()) for file in files if file.name == "LICENSE.txt")


if __name__ == "__main__":
    main()
