"""Python in a process of its own, from the same environment."""

import os
import subprocess
import sys

import numpy as np


def run_python(*arguments, **environment):
    """Run the interpreter with `arguments` and return its output; it must succeed.

    `environment` is what differs from this process's: None for what shall not be there.
    """
    command = [sys.executable, *map(str, arguments)]
    environment = {
        name: value for name, value in {**os.environ, **environment}.items() if value is not None
    }
    child = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert child.returncode == 0, child.stderr
    return child.stdout


def wide_kernels():
    """Return what NumPy itself reports as in use above its baseline (AVX2, X86_V4, SVE ...)."""
    return np.show_config(mode="dicts")["SIMD Extensions"].get("found", [])


def run_without_wide_kernels(*arguments):
    """Run the interpreter with a NumPy that keeps to its baseline (see `run_python`)."""
    disabled = [os.environ.get("NPY_DISABLE_CPU_FEATURES", ""), *wide_kernels()]
    return run_python(*arguments, NPY_DISABLE_CPU_FEATURES=" ".join(disabled).strip())
