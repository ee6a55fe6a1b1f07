"""Entry points are those that Python finds itself, read from the folders of the path."""

import sys
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from smelt_datagen.plugins.entry_points import Distribution, EntryPoint, entry_points


def write(site, folder, points, metadata="Metadata-Version: 2.1\nName: acme\nVersion: 1.0\n"):
    info = site / folder
    info.mkdir(parents=True)
    (info / "METADATA").write_text(metadata, encoding="utf-8")
    (info / "entry_points.txt").write_text(points, encoding="utf-8")


@pytest.fixture
def path(monkeypatch, tmp_path):
    """Return two folders that are all of the path."""
    places = [tmp_path / "first", tmp_path / "second"]
    for place in places:
        place.mkdir()
    monkeypatch.setattr(sys, "path", [str(place) for place in places])
    return places


@pytest.mark.parametrize("group", ["smelt_datagen", "pytest11", "console_scripts"])
def test_they_are_those_that_python_finds(group):
    def facts(points):
        return sorted((one.name, one.value, one.dist.name, one.dist.version) for one in points)

    assert facts(entry_points(group)) == facts(metadata.entry_points(group=group)) != []


def test_they_are_those_of_the_group_and_say_whose_they_are(path):
    write(path[0], "acme-1.0.dist-info", "[other]\nx = y\n\n[one]\n# a = b\nmain = acme.plugin\n"
          "[two]\nacme.run = acme.run:Run.made [extra]\n")  # fmt: skip
    acme = Distribution("acme", "1.0")
    assert entry_points("one") == [EntryPoint("main", "acme.plugin", acme)]
    assert entry_points("two") == [EntryPoint("acme.run", "acme.run:Run.made [extra]", acme)]


def test_the_first_of_two_distributions_with_one_name_counts(path):
    write(path[0], "Acme_Data-2.0.dist-info", "[one]\nnew = acme\n")
    write(path[1], "acme_data-1.0.dist-info", "[one]\nold = acme\n")
    write(path[1], "acme_data.egg-info", "[one]\nolder = acme\n")
    assert [one.name for one in entry_points("one")] == ["new"]


def test_a_damaged_installation_says_nothing_of_itself(path):
    write(path[0], "acme-1.0.dist-info", "[one]\nmain = acme\n", metadata="")
    (path[0] / "empty-1.0.dist-info").mkdir()
    assert [one.dist for one in entry_points("one")] == [Distribution("", "")]


def test_a_readme_says_nothing_of_a_distribution(path):
    said = "Metadata-Version: 2.1\nName: acme\nVersion: 1.0\n\nVersion: 9\nName: other\n"
    write(path[0], "acme-1.0.dist-info", "[one]\nmain = acme\n", metadata=said)
    assert [one.dist for one in entry_points("one")] == [Distribution("acme", "1.0")]


def test_what_is_no_folder_is_asked_of_python(path, monkeypatch):
    file = path[0] / "acme.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("acme-1.0.dist-info/METADATA", "Name: acme\nVersion: 1.0\n")
        archive.writestr("acme-1.0.dist-info/entry_points.txt", "[one]\nmain = acme\n")
    monkeypatch.setattr(sys, "path", [*sys.path, str(file)])
    assert entry_points("one") == [EntryPoint("main", "acme", Distribution("acme", "1.0"))]


def test_another_finder_is_asked_too(path, monkeypatch):
    write(path[0] / "hidden", "acme-1.0.dist-info", "[one]\nmain = acme\n")
    hidden = path[0] / "hidden"

    class Finder(metadata.DistributionFinder):
        def find_spec(self, *_arguments):
            return None

        def find_distributions(self, *_context):
            return metadata.MetadataPathFinder.find_distributions(
                metadata.DistributionFinder.Context(path=[str(hidden)])
            )

    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, Finder()])
    assert [one.name for one in entry_points("one")] == ["main"]


@pytest.mark.parametrize(
    ("value", "loaded"),
    [("pathlib", "pathlib"), ("pathlib:Path", Path), ("pathlib : Path.cwd [x]", Path.cwd)],
)
def test_it_loads_what_it_names(value, loaded):
    found = EntryPoint("main", value, Distribution("acme", "1.0")).load()
    assert found == (sys.modules["pathlib"] if loaded == "pathlib" else loaded)
