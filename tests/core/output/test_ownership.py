"""A run replaces its own files and touches no others."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from smelt_datagen import GeneratorError, OutputError, write
from smelt_datagen.output.ownership import remove, stale_files
from smelt_datagen.output.parquet import partial_path

from ..helpers import dataset, partition, plan_of


def run(base, *datasets, **options):
    return write(plan_of(*datasets, output=base, **options), workers=2)


def files_below(folder):
    """Return the files below a folder, relative to it."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(str(path.relative_to(folder)) for path in found)


def contents(folder):
    return {name: (folder / name).read_bytes() for name in files_below(folder)}


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
    assert [path.name for path in (tmp_path / "users").iterdir()] == ["data.parquet"]


def test_what_a_killed_run_left_behind_is_removed(tmp_path):
    planned = plan_of(dataset(partition=partition(2)), output=tmp_path)
    left = [partial_path(part.file) for part in planned["users"].parts]
    left += [partial_path(tmp_path / "users" / "data.parquet")]
    left += [partial_path(tmp_path / "users" / "day=1999-01-01" / "data.parquet")]
    for file in left:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"PAR1 half")
    write(planned)
    assert files_below(tmp_path) == [f"users/{day}" for day in days("2024-02-28", "2024-02-29")]


def test_stale_files_are_listed_in_the_order_of_their_names(tmp_path):
    names = [f"day={number:02}" for number in range(20)]
    for number in range(20):
        file = partial_path(tmp_path / "users" / names[number * 7 % 20] / "data.parquet")
        file.parent.mkdir(parents=True)
        file.touch()
    found = stale_files(plan_of(dataset(), output=tmp_path)["users"])
    assert [file.parent.name for file in found] == names


def test_a_file_that_is_gone_already_is_no_error_and_its_empty_folder_goes(tmp_path):
    (tmp_path / "day=2024-02-28").mkdir()
    remove([tmp_path / "day=2024-02-28" / "data.parquet"], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_datasets_own_folder_stays_when_its_last_file_goes(tmp_path):
    (tmp_path / "users").mkdir()
    (tmp_path / "users" / "data.parquet").touch()
    remove([tmp_path / "users" / "data.parquet"], tmp_path / "users")
    assert list((tmp_path / "users").iterdir()) == []


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
    copy = tmp_path / "users" / name
    copy.parent.mkdir(parents=True)
    copy.write_bytes((tmp_path / "users" / "data.parquet").read_bytes())
    assert refused(tmp_path, dataset()) == (
        f"{copy}: a Parquet file of this dataset, but not where smelt-datagen writes one, lies in "
        "the folder of dataset 'users'; readers would take it for data of this dataset: move it, "
        "or choose another output"
    )


@pytest.mark.parametrize("name", ["data.PARQUET", "old/other.Parquet"])
def test_a_foreign_parquet_file_is_one_in_capital_letters_too(tmp_path, name):
    file = foreign(tmp_path / "users" / name)
    assert refused(tmp_path, dataset()).startswith(
        f"{file}: a Parquet file that smelt-datagen did not write lies in the folder"
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


@pytest.mark.parametrize("keys", [{}, {"partition": partition(2)}], ids=["one file", "days"])
def test_a_folder_in_place_of_a_file_is_an_error_that_names_it(tmp_path, keys):
    folder = tmp_path / "users" / ("day=2024-02-29" if keys else "") / "data.parquet"
    folder.mkdir(parents=True)
    message = refused(tmp_path, dataset("first"), dataset(**keys))
    assert message == f"{folder}: is a folder, where dataset 'users' has a file"
