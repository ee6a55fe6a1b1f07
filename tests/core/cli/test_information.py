"""Help, version and the list of generators; warnings of plugins."""

import pytest
from smelt_datagen import __version__, discover
from smelt_datagen.plugins import discovery as plugins
from smelt_datagen.protocol.parameter import parameter_key, parameter_text, parameters

OPTIONS = [
    "-c, --config",
    "-o, --output",
    "-s, --seed",
    "--scale-factor",
    "--dataset",
    "--compression [snappy|zstd|none]",
    "--workers",
    "-q, --quiet",
    "--list-generators",
    "--plugin",
    "--json",
    "-V, --version",
    "-h, --help",
]


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_names_every_option(run, here, option):
    result = run(option)
    assert all(name in result.stdout for name in OPTIONS)
    assert list(here.iterdir()) == []


def test_help_says_in_one_line_what_each_command_does(run):
    commands = run("--help").stdout.partition("Commands:\n")[2].partition("\n\n")[0]
    names = [line.split()[0] for line in commands.splitlines()]
    assert names == [
        "check",
        "completion",
        "demo",
        "diff",
        "generate",
        "generators",
        "help",
        "init",
        "new-plugin",
        "plugins",
        "preview",
        "schema",
        "validate",
        "verify",
        "report",
    ]
    assert "..." not in commands


def test_version(run, here):
    assert run("--version").stdout == f"smelt-datagen, version {__version__}\n"
    assert list(here.iterdir()) == []


def test_list_of_generators_is_rendered_from_the_classes(run, here):
    shown = run("--list-generators").stdout
    words = " ".join(shown.split())
    found = discover()
    for plugin in found.found:
        assert f"{plugin.origin.distribution} {plugin.origin.version}" in shown
        for cls in plugin.generators:
            assert f"\n  {cls.declaration.type}  ->  " in shown
            summary = cls.__doc__.strip().partition("\n\n")[0]
            assert " ".join(summary.split()) in words
            assert " ".join(cls.declaration.example.split()) in words
            for field in parameters(cls):
                assert f"    {parameter_key(field)}: " in shown
                assert " ".join(parameter_text(field).split()) in words
    assert list(here.iterdir()) == []


def test_list_of_generators_says_what_is_required_and_what_is_not(run):
    lines = [line.strip() for line in run("--list-generators").stdout.splitlines()]
    geometric = lines[lines.index("geometric  ->  int64") :][:8]
    assert "p: number, greater than 0, at most 1, required" in geometric
    assert "min: integer, default 1" in geometric


@pytest.mark.parametrize("arguments", [[], ["-q"]])
def test_a_failed_plugin_is_a_warning_also_when_quiet(run, config, monkeypatch, files, arguments):
    found = discover()
    origin = plugins.Origin("acme-datagen", "1.0", "acme")
    failed = plugins.Plugin(origin, status="failed", reason="ImportError: no acme")
    monkeypatch.setattr(
        "smelt_datagen.cli.discovery.discover",
        lambda _files: plugins.Plugins((*found.found, failed)),
    )
    result = run("--config", config, *arguments)
    assert "warning: plugin acme-datagen 1.0 failed to load: ImportError: no acme" in result.stderr
    assert "warning" not in result.stdout
    assert len(files()) == 5
