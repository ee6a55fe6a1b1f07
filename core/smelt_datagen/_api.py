"""The names that users need, all of them; `smelt_datagen` imports this when one is first used."""

from smelt_datagen.config.loading import from_values as from_values
from smelt_datagen.config.loading import load as load
from smelt_datagen.config.loading import loads as loads
from smelt_datagen.config.models import Config as Config
from smelt_datagen.errors import ConfigError as ConfigError
from smelt_datagen.errors import DatagenError as DatagenError
from smelt_datagen.errors import GeneratorError as GeneratorError
from smelt_datagen.errors import OutputError as OutputError
from smelt_datagen.errors import PluginError as PluginError
from smelt_datagen.errors import UnknownNameError as UnknownNameError
from smelt_datagen.execution.blocks import to_reader as to_reader
from smelt_datagen.execution.blocks import to_table as to_table
from smelt_datagen.output.progress import Progress as Progress
from smelt_datagen.output.progress import Written as Written
from smelt_datagen.output.run import write as write
from smelt_datagen.output.verification import Fault as Fault
from smelt_datagen.output.verification import verify as verify
from smelt_datagen.planning.plan import DatasetPlan as DatasetPlan
from smelt_datagen.planning.plan import Part as Part
from smelt_datagen.planning.plan import Plan as Plan
from smelt_datagen.planning.planner import plan as plan
from smelt_datagen.planning.recipe import OUTPUT_VERSION as OUTPUT_VERSION
from smelt_datagen.plugins.discovery import discover as discover
from smelt_datagen.plugins.registry import Plugins as Plugins
from smelt_datagen.tables.views import scan as scan
