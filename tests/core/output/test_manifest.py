"""The manifest: what it says, that its bytes are always the same, and what is no manifest."""

import hashlib
import json
import pathlib

import jsonschema
import pytest
from smelt_datagen import OUTPUT_VERSION, __version__, write
from smelt_datagen.output.manifest import FILE_NAME, manifest_of

from ..helpers import dataset, partition, plan_of

SCHEMA = pathlib.Path(__file__).parents[3] / "docs" / "manifest.schema.json"


def test_it_says_what_was_made_and_from_what(tmp_path):
    planned = plan_of(dataset(num_rows=5, partition=partition(2)), output=tmp_path, seed=7)
    write(planned)
    found = json.loads((tmp_path / "users" / FILE_NAME).read_text(encoding="utf-8"))
    files = [part.file.read_bytes() for part in planned["users"].parts]
    assert found == {
        "dataset": "users",
        "seed": 7,
        "scale_factor": 1,
        "output_version": OUTPUT_VERSION,
        "tool_version": __version__,
        "plugins": [{"name": "acme-data", "version": "2.1"}],
        "recipe": planned["users"].recipe.digest,
        "compression": "snappy",
        "rows": 5,
        "files": [
            {
                "path": f"day={day}/data.parquet",
                "rows": rows,
                "bytes": len(data),
                "sha256": hashlib.sha256(data).hexdigest(),
            }
            for day, rows, data in zip(("2024-02-28", "2024-02-29"), (2, 3), files, strict=True)
        ],
    }


@pytest.mark.parametrize("scale", [1, 0.5, 1e-3, 10**18])
def test_it_is_as_the_schema_says(tmp_path, scale):
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    rows = 1 if scale > 1 else 3000
    planned = plan_of(dataset(num_rows=rows, scale=scale < 1), output=tmp_path, scale_factor=scale)
    write(planned)
    found = json.loads((tmp_path / "users" / FILE_NAME).read_text(encoding="utf-8"))
    jsonschema.validate(found, schema)
    assert list(found) == list(schema["properties"])


def test_its_bytes_depend_on_neither_workers_nor_time_nor_folder(tmp_path):
    found = set()
    for workers in (1, 2, 5):
        base = tmp_path / str(workers)
        write(plan_of(dataset(partition=partition(4)), output=base), workers=workers)
        found.add((base / "users" / FILE_NAME).read_bytes())
    assert len(found) == 1


def test_it_is_read_as_it_was_written(tmp_path):
    write(plan_of(dataset(partition=partition(2)), output=tmp_path))
    written = json.loads((tmp_path / "users" / FILE_NAME).read_text(encoding="utf-8"))
    assert json.loads(json.dumps(manifest_of(tmp_path / "users").as_values())) == written


@pytest.mark.parametrize(
    "change",
    [
        lambda values: [values],
        lambda values: {key: values[key] for key in values if key != "recipe"},
        lambda values: {**values, "files": None},
        lambda values: {**values, "files": [{}]},
        lambda values: {**values, "files": [{**values["files"][0], "path": "../../passwd"}]},
        lambda values: {**values, "files": [{**values["files"][0], "path": "/etc/passwd"}]},
        lambda values: {**values, "files": [{**values["files"][0], "path": ""}]},
        lambda values: {**values, "files": [{**values["files"][0], "path": "a\0b"}]},
        lambda values: {**values, "files": [{**values["files"][0], "bytes": "1"}]},
    ],
)
def test_what_is_no_manifest_is_none(tmp_path, change):
    write(plan_of(dataset(), output=tmp_path))
    file = tmp_path / "users" / FILE_NAME
    changed = change(json.loads(file.read_text(encoding="utf-8")))
    file.write_text(json.dumps(changed), encoding="utf-8")
    assert manifest_of(tmp_path / "users") is None


def test_a_link_is_no_manifest(tmp_path):
    write(plan_of(dataset(), output=tmp_path))
    file = tmp_path / "users" / FILE_NAME
    file.rename(tmp_path / "elsewhere.json")
    file.symlink_to(tmp_path / "elsewhere.json")
    assert manifest_of(tmp_path / "users") is None
