"""What a process loads that has the plugin installed but does not use it, and one that does."""

import subprocess
import sys


def test_no_data_is_read_before_a_person_is_asked_for():
    run(
        "from smelt_datagen_people import names, places",
        "assert 'people.person' in smelt_datagen.discover().types",
        "assert names.names_of.cache_info().currsize == 0",
        "assert places.places_of.cache_info().currsize == 0",
    )


def test_people_are_made_without_the_slow_parts_of_arrow():
    columns = "[{'name': 'one', 'generator': {'type': 'people.person', 'field': 'email'}}]"
    people = f"{{'name': 'people', 'output': 'people', 'num_rows': 10, 'columns': {columns}}}"
    run(
        f"config = smelt_datagen.from_values({{'datasets': [{people}]}})",
        "smelt_datagen.to_table(smelt_datagen.plan(config)['people'])",
        "assert not {'pandas', 'pyarrow.compute'} & set(sys.modules)",
    )


def run(*lines):
    """Run lines of Python in a process of its own."""
    code = "\n".join(["import sys, smelt_datagen", *lines])
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True, timeout=60)
