"""What the authors of generators need, beside `smelt_datagen.arrays` and `.elementary`."""

from smelt_datagen.messages import near_names as near_names
from smelt_datagen.protocol.block import Block as Block
from smelt_datagen.protocol.categorical import CategoricalColumn as CategoricalColumn
from smelt_datagen.protocol.column import Column as Column
from smelt_datagen.protocol.column import ColumnLike as ColumnLike
from smelt_datagen.protocol.dataset import Dataset as Dataset
from smelt_datagen.protocol.dataset import Rows as Rows
from smelt_datagen.protocol.generator import Generator as Generator
from smelt_datagen.protocol.generator import generator as generator
from smelt_datagen.protocol.hooks import hookimpl as hookimpl
from smelt_datagen.protocol.parameter import param as param
from smelt_datagen.protocol.scalars import ConfigFile as ConfigFile
from smelt_datagen.protocol.scalars import Scalar as Scalar
from smelt_datagen.protocol.scalars import Seed as Seed
from smelt_datagen.protocol.scope import Attempts as Attempts
from smelt_datagen.protocol.scope import Place as Place
from smelt_datagen.protocol.scope import Scope as Scope
from smelt_datagen.protocol.section import Section as Section
from smelt_datagen.protocol.section import section as section
from smelt_datagen.randomness.guide_table import GuideTable as GuideTable
from smelt_datagen.randomness.streams import Stream as Stream
