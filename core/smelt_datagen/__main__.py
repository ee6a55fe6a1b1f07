"""`python -m smelt_datagen`."""

from smelt_datagen.cli import main

main()
