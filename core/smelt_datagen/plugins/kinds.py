"""What a plugin may offer, each kind through a hook of its own."""

from __future__ import annotations

import attrs

from smelt_datagen.protocol.command import Command
from smelt_datagen.protocol.executors import WorkerPool
from smelt_datagen.protocol.file_format import FileFormat
from smelt_datagen.protocol.generator import Generator
from smelt_datagen.protocol.section import Section


@attrs.frozen(eq=False, repr=False)
class Kind:
    """A kind of class that plugins offer."""

    hook: str
    base: type
    noun: str
    """What one of them is called in messages."""
    doubles: str
    """What two of one name are called."""


GENERATORS = Kind("smelt_datagen_generators", Generator, "generator type", "generators of one type")
SECTIONS = Kind("smelt_datagen_sections", Section, "dataset key", "sections with one key")
FORMATS = Kind("smelt_datagen_formats", FileFormat, "file format", "file formats of one name")
EXECUTORS = Kind("smelt_datagen_executors", WorkerPool, "executor", "executors of one name")
COMMANDS = Kind("smelt_datagen_commands", Command, "command", "commands of one name")

OTHERS = (FORMATS, EXECUTORS, COMMANDS)
KINDS = (GENERATORS, SECTIONS, *OTHERS)
