"""Settings of the documentation site.

Build it from the root of the repository:

    sphinx-build -W --keep-going -b html docs docs/_build/html
"""

import sys
from pathlib import Path

import smelt_datagen

sys.path.insert(0, str(Path(__file__).parent / "_extensions"))

project = "smelt-datagen"
author = "The smelt-datagen developers"
version = release = smelt_datagen.__version__
html_title = f"{project} {release}"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx_click", "reference_directives"]
autodoc_member_order = "bysource"
default_role = "literal"  # docstrings have single backticks
maximum_signature_line_length = 88
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
exclude_patterns = ["_build", "_extensions"]
suppress_warnings = ["ref.python"]  # two attributes are called `type`, as the builtin is
smartquotes = False  # or "--config" becomes a dash in what click prints

html_theme = "furo"
html_show_copyright = False
html_show_sourcelink = False
pygments_dark_style = "monokai"
