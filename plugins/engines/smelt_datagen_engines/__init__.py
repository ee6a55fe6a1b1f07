"""Where the files of a run are made: processes, Dask, Ray. A plugin like any other."""
