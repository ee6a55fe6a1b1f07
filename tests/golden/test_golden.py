"""No value that was ever generated changes by accident.

After a change that is wanted: `pytest tests/golden --update-golden`, without `-n`.
"""

import functools
import json

import pytest
from smelt_datagen import OUTPUT_VERSION, discover
from smelt_datagen.plugins.selection import is_own

from ..child import run_without_wide_kernels
from . import digests as golden

CHANGED = """\
the values of '{}' are not those that OUTPUT_VERSION {} stands for.
If that is wanted, everybody's data changes: raise OUTPUT_VERSION in planning/recipe.py,
write an entry in CHANGELOG.md, and run `pytest tests/golden --update-golden`.
Otherwise find out what changed them."""


@functools.cache
def kept():
    return json.loads(golden.GOLDEN.read_text(encoding="utf-8"))


@pytest.fixture(scope="module", autouse=True)
def _update(request):
    if request.config.getoption("--update-golden"):
        content = {"output_version": OUTPUT_VERSION, "digests": golden.digests()}
        golden.GOLDEN.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
        kept.cache_clear()


def test_digests_are_those_of_the_output_version():
    assert kept()["output_version"] == OUTPUT_VERSION, "run `pytest tests/golden --update-golden`"


def test_every_case_has_a_digest_and_every_digest_a_case():
    assert list(kept()["digests"]) == list(golden.NAMES)


@pytest.mark.parametrize("name", golden.NAMES)
def test_values_are_the_golden_ones(name):
    message = CHANGED.format(name, OUTPUT_VERSION)
    assert golden.golden_digest(name) == kept()["digests"].get(name), message


def test_values_are_the_same_without_wide_kernels():
    found = json.loads(run_without_wide_kernels(golden.__file__))
    assert found == kept()["digests"]


def test_wide_kernels_can_be_switched_off():
    code = "import numpy; print(numpy.show_config(mode='dicts')['SIMD Extensions'].get('found'))"
    assert run_without_wide_kernels("-c", code).strip() in ("[]", "None")


def test_every_built_in_type_has_a_case():
    own = [plugin for plugin in discover().found if is_own(plugin.origin.distribution)]
    types = {cls.declaration.type for plugin in own for cls in plugin.generators}
    types -= {"faker"}  # its values are those of the version of Faker
    cases = [*golden.CASES.values(), *golden.CHILDREN.values()]
    covered = {golden.column_of(case)["generator"]["type"] for case in cases}
    assert types - covered == set(), "write a case in cases.yaml, or show another golden test"
