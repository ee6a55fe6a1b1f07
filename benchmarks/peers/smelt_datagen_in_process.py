"""smelt-datagen as a library: times generate + write, after imports and planning.

Takes the YAML file beside the JSON workload it is given. A fourth argument gives the workers.
"""

import json
import sys
import time
from pathlib import Path

# Not `import smelt_datagen`: its names are imported at their first use, which would be timed.
from smelt_datagen import load, plan, write


def main() -> None:
    source, _rows, output, workers = sys.argv[1:5]
    planned = plan(load(Path(source).with_suffix(".yaml")), output=output)
    started = time.perf_counter()
    write(planned, workers=int(workers))
    print(json.dumps({"seconds": time.perf_counter() - started}))


if __name__ == "__main__":
    main()
