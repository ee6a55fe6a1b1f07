"""Writes the tables of names, taken from Faker, and their spelling in ASCII.

    python -m venv names && names/bin/pip install faker==40.63.0 pypinyin==0.55.0
    names/bin/python plugins/domains/tools/extract_names.py

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
from typing import Any

from pypinyin import lazy_pinyin

FAKER = "40.63.0"
FOLDER = Path(__file__).parents[1] / "smelt_datagen_domains" / "data" / "names"
FORMATS = {"ja_JP": "{family} {given}", "zh_CN": "{family}{given}"}
TITLES = {
    "en_US": {"female": {"Ms.": 6, "Mrs.": 3, "Dr.": 1}, "male": {"Mr.": 9, "Dr.": 1}},
    "en_GB": {"female": {"Ms": 5, "Mrs": 4, "Dr": 1}, "male": {"Mr": 9, "Dr": 1}},
    "de_DE": {"female": {"Frau": 19, "Frau Dr.": 1}, "male": {"Herr": 19, "Herr Dr.": 1}},
    "fr_FR": {"female": {"Mme": 19, "Dre": 1}, "male": {"M.": 19, "Dr": 1}},
    "es_ES": {"female": {"Sra.": 19, "Dra.": 1}, "male": {"Sr.": 19, "Dr.": 1}},
    "it_IT": {"female": {"Sig.ra": 9, "Dott.ssa": 1}, "male": {"Sig.": 9, "Dott.": 1}},
    "pt_BR": {"female": {"Sra.": 19, "Dra.": 1}, "male": {"Sr.": 19, "Dr.": 1}},
    "nl_NL": {"female": {"mevr.": 1}, "male": {"dhr.": 1}},
    "pl_PL": {"female": {"Pani": 1}, "male": {"Pan": 1}},
    "sv_SE": {"female": {"Fru": 1}, "male": {"Herr": 1}},
    "ja_JP": {"female": {"様": 1}, "male": {"様": 1}},
    "zh_CN": {"female": {"女士": 1}, "male": {"先生": 1}},
}
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
    for locale, titles in TITLES.items():
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        content = {
            "format": FORMATS.get(locale, "{given} {family}"),
            "titles": titles,
            "female": _weights(provider.first_names_female),
            "male": _weights(provider.first_names_male),
            "family": _weights(provider.last_names),
        }
        content |= _more(locale, provider, content)
        text = json.dumps(content, ensure_ascii=False, indent=0)
        (FOLDER / f"{locale}.json").write_text(f"{text}\n", encoding="utf-8")
    shutil.copyfile(_licence(distribution), FOLDER / "LICENSE-faker.txt")


def _more(locale: str, provider: Any, content: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what names of some locales need beside their weights."""
    if locale == "pl_PL":
        masculine = _weights(provider.male_last_names)
        family = {**_weights(provider.unisex_last_names), **masculine}
        return {"family": family, "feminine": _feminine(masculine)}
    if locale == "ja_JP":
        pairs = [
            *provider.first_name_female_pairs,
            *provider.first_name_male_pairs,
            *provider.last_name_pairs,
        ]
        return {"ascii": {kanji: romaji.lower() for kanji, _, romaji in pairs}}
    if locale == "zh_CN":
        names = [*content["female"], *content["male"], *content["family"]]
        return {"ascii": {name: "".join(lazy_pinyin(name)).replace("ü", "v") for name in names}}
    return {}


def _feminine(names: Iterable[str]) -> Mapping[str, str]:
    """Return the form that women have of names that are adjectives."""
    return {name: f"{name[:-1]}a" for name in names if name.endswith(("ski", "cki", "dzki"))}


def _weights(names: Mapping[str, float] | Iterable[str]) -> dict[str, float]:
    """Return names with their weights; of a plain list, how often each name stands in it."""
    weights = names if isinstance(names, Mapping) else Counter(names)
    return {
        name: weight
        for name, weight in weights.items()
        if name not in NO_NAMES and "," not in name  # as "Bourgondië, van" of the Middle Ages
    }


def _licence(distribution: importlib.metadata.Distribution) -> Path:
    files = distribution.files or []
    return next(Path(str(file.locate())) for file in files if file.name == "LICENSE.txt")


if __name__ == "__main__":
    main()
