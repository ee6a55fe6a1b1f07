"""A run replaces its own files and touches no others."""

import os

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from smelt_datagen import GeneratorError, OutputError, write
from smelt_datagen.output.ownership import stale_files

from ..helpers import dataset, partition, plan_of


def run(base, *datasets, **options):
    return write(plan_of(*datasets, output=base, **options), workers=2)


MANIFEST = "_smelt_datagen.json"


def files_below(folder):
    """Return the files below a folder, relative to it, but for manifests."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    return sorted(str(path.relative_to(folder)) for path in found)


def contents(folder):
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def without_manifest(base):
    """Make of the folder of 'users' one of a version that wrote no manifests."""
    (base / "users" / MANIFEST).unlink()


def days(*dates):
    return [f"day={date}/data.parquet" for date in dates]


def foreign(file):
    """Write a Parquet file that is not the product's."""
    file.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table({"a": [1]}), file)
    return file


def refused(base, *datasets):
    before = contents(base)
    with pytest.raises(OutputError) as error:
        run(base, *datasets)
    assert contents(base) == before, "something was written or removed before the refusal"
    return str(error.value)


# --- what a run replaces ---


def test_a_re_run_gives_the_same_files(tmp_path):
    two = [dataset("a"), dataset("b", partition=partition(2))]
    run(tmp_path, *two)
    before = contents(tmp_path)
    run(tmp_path, *two)
    assert contents(tmp_path) == before


def test_a_re_run_replaces_a_file_of_other_rows_and_another_seed(tmp_path):
    run(tmp_path, dataset(num_rows=10))
    run(tmp_path, dataset(num_rows=20), seed=7)
    assert pq.read_table(tmp_path / "users" / "data.parquet").num_rows == 20


def test_days_that_the_dataset_no_longer_has_are_removed_with_their_folders(tmp_path):
    run(tmp_path, dataset(partition=partition(3)))
    run(tmp_path, dataset(partition=partition(2, start="2024-02-27")))
    assert files_below(tmp_path / "users") == days("2024-02-27", "2024-02-28")
    assert not (tmp_path / "users" / "day=2024-02-29").exists()


def test_the_days_of_another_partition_column_are_removed(tmp_path):
    run(tmp_path, dataset(partition=partition(2, "date")))
    run(tmp_path, dataset(partition=partition(2)))
    assert files_below(tmp_path / "users") == days("2024-02-28", "2024-02-29")


def test_the_single_file_is_removed_when_the_dataset_becomes_partitioned(tmp_path):
    run(tmp_path, dataset())
    run(tmp_path, dataset(partition=partition(1)))
    assert files_below(tmp_path / "users") == days("2024-02-28")


def test_the_days_are_removed_when_the_dataset_is_no_longer_partitioned(tmp_path):
    run(tmp_path, dataset(partition=partition(3)))
    run(tmp_path, dataset())
    assert files_below(tmp_path / "users") == ["data.parquet"]
    assert {path.name for path in (tmp_path / "users").iterdir()} == {"data.parquet", MANIFEST}


def partial(folder):
    """Return what a run of an old version called a file in the making."""
    return folder / ".data.parquet.partial"


def test_what_a_killed_run_of_an_old_version_left_behind_is_removed(tmp_path):
    planned = plan_of(dataset(partition=partition(2)), output=tmp_path)
    left = [partial(part.file.parent) for part in planned["users"].parts]
    left += [partial(tmp_path / "users"), partial(tmp_path / "users" / "day=1999-01-01")]
    for file in left:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"PAR1 half")
    write(planned)
    assert files_below(tmp_path) == [f"users/{day}" for day in days("2024-02-28", "2024-02-29")]


def test_stale_files_are_listed_in_the_order_of_their_names(tmp_path):
    names = [f"day={number:02}" for number in range(20)]
    for number in range(20):
        file = partial(tmp_path / "users" / names[number * 7 % 20])
        file.parent.mkdir(parents=True)
        file.touch()
    found = stale_files(plan_of(dataset(), output=tmp_path)["users"], tmp_path / "users")
    assert found == [f"{name}/.data.parquet.partial" for name in names]


@pytest.mark.parametrize("damage", [b"", b"PAR1"], ids=["empty", "truncated"])
def test_a_file_that_was_damaged_heals(tmp_path, damage):
    run(tmp_path, dataset(partition=partition(2)))
    before = contents(tmp_path)
    (tmp_path / "users" / days("2024-02-28")[0]).write_bytes(damage)
    run(tmp_path, dataset(partition=partition(2)))
    assert contents(tmp_path) == before


def test_a_damaged_file_that_the_dataset_no_longer_has_goes(tmp_path):
    run(tmp_path, dataset(partition=partition(2)))
    (tmp_path / "users" / days("2024-02-28")[0]).write_bytes(b"")
    run(tmp_path, dataset())
    assert files_below(tmp_path / "users") == ["data.parquet"]


@pytest.mark.parametrize("keys", [{}, {"partition": partition(1)}], ids=["one file", "days"])
def test_files_of_a_version_without_manifests_are_known_by_what_they_say(tmp_path, keys):
    run(tmp_path, dataset(partition=partition(3)))
    without_manifest(tmp_path)
    run(tmp_path, dataset(**keys))
    assert files_below(tmp_path / "users") == (days("2024-02-28") if keys else ["data.parquet"])


def test_a_manifest_that_cannot_be_read_is_as_none(tmp_path):
    run(tmp_path, dataset(partition=partition(2)))
    (tmp_path / "users" / MANIFEST).write_text('{"files": [', encoding="utf-8")
    run(tmp_path, dataset())
    assert files_below(tmp_path / "users") == ["data.parquet"]


def test_stale_files_stay_until_the_new_ones_are_final(tmp_path):
    run(tmp_path, dataset(partition=partition(3)))
    before = contents(tmp_path)
    failing = {"name": "n", "generator": {"type": "failing", "row": 5}}
    with pytest.raises(GeneratorError):
        run(tmp_path, dataset(columns=[failing]))
    assert contents(tmp_path) == before


# --- what it leaves alone ---


def test_other_files_are_never_deleted(tmp_path):
    kept = ["_SUCCESS", "notes.txt", ".hidden", "day=2024-02-29/why.txt", "old/data.csv", "a.crc"]
    kept += ["notes.partial", ".other.parquet.partial", ".data.parquet.crc", "data.parquet.bak"]
    kept += ["parquet", "a.parquet/notes.txt"]
    run(tmp_path, dataset(partition=partition(2)))
    for name in kept:
        (tmp_path / "users" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "users" / name).write_text("mine", encoding="utf-8")
    (tmp_path / "users" / "empty").mkdir()
    run(tmp_path, dataset())
    assert files_below(tmp_path / "users") == sorted([*kept, "data.parquet"])
    assert (tmp_path / "users" / "empty").is_dir()


def test_a_dataset_that_is_not_selected_keeps_its_files(tmp_path):
    run(tmp_path, dataset("a"), dataset("b"))
    before = contents(tmp_path / "b")
    run(tmp_path, dataset("a", num_rows=20), dataset("b", num_rows=20), datasets=["a"])
    assert contents(tmp_path / "b") == before


def test_a_dataset_that_left_the_config_keeps_its_files(tmp_path):
    run(tmp_path, dataset("a"), dataset("b"))
    run(tmp_path, dataset("a"))
    assert files_below(tmp_path) == ["a/data.parquet", "b/data.parquet"]


# --- what it refuses ---


@pytest.mark.parametrize(
    "name", ["data.parquet", "other.parquet", "day=2024-02-28/data.parquet", "a/b/c/x.parquet"]
)
@pytest.mark.parametrize("keys", [{}, {"partition": partition(1)}], ids=["one file", "days"])
def test_a_foreign_parquet_file_is_refused_by_name(tmp_path, name, keys):
    file = foreign(tmp_path / "users" / name)
    message = refused(tmp_path, dataset("first"), dataset(**keys))
    assert message.startswith(f"{file}: ")
    assert "'users'" in message


def test_a_file_that_only_has_the_name_of_parquet_is_refused_too(tmp_path):
    (tmp_path / "users").mkdir()
    (tmp_path / "users" / "data.parquet").write_text("not Parquet", encoding="utf-8")
    assert "data.parquet: " in refused(tmp_path, dataset())


def test_the_file_of_another_dataset_is_refused_and_the_owner_named(tmp_path):
    run(tmp_path, dataset("orders", output="users"))
    message = refused(tmp_path, dataset("users"))
    assert "'orders'" in message
    assert "'users'" in message


def test_a_copy_of_the_datasets_own_file_under_another_name_is_refused(tmp_path):
    run(tmp_path, dataset())
    own = tmp_path / "users" / "data.parquet"
    (tmp_path / "users" / "copy.parquet").write_bytes(own.read_bytes())
    assert "copy.parquet: " in refused(tmp_path, dataset())


@pytest.mark.parametrize(
    "name", ["old/data.parquet", "day=2024-02-28/hour=7/data.parquet", "day=2024-02-28/x.parquet"]
)
def test_a_copy_of_the_datasets_own_file_in_a_place_where_no_run_writes_is_refused(tmp_path, name):
    run(tmp_path, dataset())
    without_manifest(tmp_path)
    copy = tmp_path / "users" / name
    copy.parent.mkdir(parents=True)
    copy.write_bytes((tmp_path / "users" / "data.parquet").read_bytes())
    assert refused(tmp_path, dataset()) == (
        f"{copy}: a parquet file of this dataset, but not where smelt-datagen writes one, lies in "
        "the folder of dataset 'users'; readers would take it for data of this dataset: move it, "
        "or choose another output"
    )


def test_a_users_copy_of_a_file_is_refused_and_stays_even_where_a_run_might_write(tmp_path):
    run(tmp_path, dataset())
    copy = tmp_path / "users" / "day=2024-02-28" / "data.parquet"
    copy.parent.mkdir()
    copy.write_bytes((tmp_path / "users" / "data.parquet").read_bytes())
    assert refused(tmp_path, dataset()).startswith(
        f"{copy}: a parquet file of this dataset, but not listed in its manifest, lies in the "
    )


@pytest.mark.parametrize("kind", ["a link", "a pipe", "a folder"])
@pytest.mark.parametrize("keys", [{}, {"partition": partition(2)}], ids=["one file", "days"])
def test_what_is_no_file_where_one_is_to_be_is_never_followed_or_waited_for(tmp_path, kind, keys):
    place = tmp_path / "users" / ("day=2024-02-29" if keys else "") / "data.parquet"
    place.parent.mkdir(parents=True)
    make = {
        "a link": lambda: place.symlink_to(tmp_path / "target"),
        "a pipe": lambda: os.mkfifo(place),
        "a folder": place.mkdir,
    }
    make[kind]()
    message = refused(tmp_path, dataset("first"), dataset(**keys))
    assert message == f"{place}: is {kind}, where dataset 'users' has a file"
    assert not (tmp_path / "target").exists()


def test_a_pipe_with_the_name_of_another_parquet_file_is_not_waited_for(tmp_path):
    (tmp_path / "users").mkdir()
    os.mkfifo(tmp_path / "users" / "other.parquet")
    assert "did not write" in refused(tmp_path, dataset())


def test_a_link_where_a_partition_folder_is_to_be_is_not_followed(tmp_path):
    (tmp_path / "users").mkdir()
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "users" / "day=2024-02-28"
    link.symlink_to(tmp_path / "elsewhere")
    message = refused(tmp_path, dataset(partition=partition(2)))
    assert message == f"{link}: is a link, where dataset 'users' has a folder"


@pytest.mark.parametrize("name", ["data.PARQUET", "old/other.Parquet"])
def test_a_foreign_parquet_file_is_one_in_capital_letters_too(tmp_path, name):
    file = foreign(tmp_path / "users" / name)
    assert refused(tmp_path, dataset()).startswith(
        f"{file}: a parquet file that smelt-datagen did not write lies in the folder"
    )


def test_the_first_foreign_file_in_the_order_of_their_names_is_named(tmp_path):
    for number in range(20):
        foreign(tmp_path / "users" / f"{number * 7 % 20:02}.parquet")
    assert refused(tmp_path, dataset()).startswith(f"{tmp_path / 'users' / '00.parquet'}: ")


def test_a_refusal_leaves_no_folder_behind(tmp_path):
    foreign(tmp_path / "users" / "other.parquet")
    refused(tmp_path, dataset("first"), dataset())
    assert [path.name for path in tmp_path.iterdir()] == ["users"]


def test_foreign_files_elsewhere_do_not_matter(tmp_path):
    file = foreign(tmp_path / "elsewhere" / "other.parquet")
    foreign(tmp_path / "users.parquet")
    run(tmp_path, dataset())
    assert file.exists()


def test_a_file_in_place_of_the_folder_is_an_error_that_names_it(tmp_path):
    (tmp_path / "users").write_text("a file", encoding="utf-8")
    message = refused(tmp_path, dataset("first"), dataset())
    assert message == f"{tmp_path / 'users'}: Not a directory"


def test_a_folder_that_cannot_be_listed_is_an_error_that_names_it(tmp_path):
    (tmp_path / "users").symlink_to("users")
    message = refused(tmp_path, dataset("first"), dataset())
    assert message == f"{tmp_path / 'users'}: Too many levels of symbolic links"
