"""Which folder each dataset writes to, and which are refused."""

import os
from pathlib import Path

import pytest
from smelt_datagen import ConfigError

from ..helpers import dataset, plan_of, problems_of


def folders(*outputs, **options):
    named = [dataset(f"d{i}", output=output) for i, output in enumerate(outputs)]
    return [made.folder for made in plan_of(*named, **options).datasets]


def refused(*outputs, **options):
    with pytest.raises(ConfigError) as error:
        folders(*outputs, **options)
    return problems_of(error)


def test_outputs_are_relative_to_the_working_directory():
    assert folders("a", "b/c", "./d/", "e/../f") == [
        Path("a"),
        Path("b/c"),
        Path("d"),
        Path("f"),
    ]


def test_outputs_stand_below_the_output_folder_if_there_is_one(tmp_path):
    base = tmp_path / "out"
    assert folders("a", "b/c", output=base) == [base / "a", base / "b" / "c"]
    assert folders("a", output=str(base)) == [base / "a"]
    assert folders("a", output="x/y") == [Path("x/y/a")]


def test_an_absolute_output_is_used_without_an_output_folder(tmp_path):
    assert folders(str(tmp_path / "a")) == [tmp_path / "a"]


def test_an_output_may_lie_outside_the_working_directory_without_an_output_folder():
    assert folders("../a") == [Path("../a")]


def test_an_absolute_output_is_refused_with_an_output_folder(tmp_path):
    (problem,) = refused(str(tmp_path / "a"), output=tmp_path)
    assert problem.startswith("datasets[d0].output: must be relative")
    assert str(tmp_path / "a") in problem


@pytest.mark.parametrize("output", ["..", "../a", "a/../../b", "a/../.."])
def test_an_output_that_leaves_the_output_folder_is_refused(output, tmp_path):
    (problem,) = refused(output, output=tmp_path)
    assert problem.startswith("datasets[d0].output: leaves the output folder")
    assert output in problem


@pytest.mark.parametrize("output", ["a/../b", "a/b/..", "..a", "a..", "a/..b"])
def test_dots_that_do_not_leave_the_output_folder_are_fine(output, tmp_path):
    assert folders(output, output=tmp_path) == [tmp_path / os.path.normpath(output)]


@pytest.mark.parametrize(
    ("one", "other"),
    [("a", "a"), ("a", "./a/"), ("a", "b/../a"), ("a/../a", "a"), ("a/b", "a//b")],
)
def test_two_datasets_with_one_folder_are_refused(one, other):
    (problem,) = refused(one, other)
    assert problem == "datasets[d1].output: is already the folder of dataset 'd0'"


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("a", "a/b", "lies inside"),
        ("a/b/c", "a", "contains"),
        ("a", "a/x/../b/c", "lies inside"),
        (".", "a", "lies inside"),
        ("a", ".", "contains"),
    ],
)
def test_a_folder_inside_anothers_is_refused(one, other, relation):
    (problem,) = refused(one, other)
    assert problem.startswith(f"datasets[d1].output: {relation} the folder of dataset 'd0'")


def test_a_folder_with_the_same_beginning_in_its_name_is_another():
    assert folders("a", "ab", "a.b") == [Path("a"), Path("ab"), Path("a.b")]


def test_a_folder_is_the_same_absolute_or_relative(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (problem,) = refused("a", str(tmp_path / "a"))
    assert "is already the folder of dataset 'd0'" in problem


def test_a_folder_is_the_same_through_a_symbolic_link(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    assert "is already the folder" in refused("real", "link")[0]
    assert "lies inside the folder" in refused("real", "link/a")[0]


def test_a_name_that_no_file_system_takes_is_refused():
    (problem,) = refused("a\0b")
    assert problem.startswith("datasets[d0].output: ")


def test_an_empty_output_is_an_error():
    (problem,) = refused("")
    assert problem.startswith("datasets[d0].output: ")


def test_every_output_in_error_is_reported():
    problems = refused("a", "a", "b", "b/c", output="out")
    assert [problem.split(":")[0] for problem in problems] == [
        "datasets[d1].output",
        "datasets[d3].output",
    ]


def test_of_two_folders_inside_the_first_one_is_named():
    (problem,) = refused("a/b", "a/c", "a")
    assert problem.startswith("datasets[d2].output: contains the folder of dataset 'd0'")


def test_of_two_folders_around_the_nearest_is_named():
    inner, innermost = refused("a", "a/b", "a/b/c")
    assert inner.startswith("datasets[d1].output: lies inside the folder of dataset 'd0'")
    assert innermost.startswith("datasets[d2].output: lies inside the folder of dataset 'd1'")


def test_an_empty_output_disputes_no_other():
    (problem,) = refused("", "a")
    assert problem.startswith("datasets[d0].output: ")
