"""Arrays that are made again and again take their memory from the system once."""

import platform
import subprocess
import sys

import pytest

PROGRAM = """
import resource, sys, threading
import numpy as np
from smelt_datagen.execution.freed_memory import keep_freed_memory

def faults(rounds):
    before = resource.getrusage(resource.RUSAGE_THREAD).ru_minflt
    for _ in range(rounds):
        arrays = [np.ones(1 << 20, np.uint8) for _ in range(4)]
    return resource.getrusage(resource.RUSAGE_THREAD).ru_minflt - before

def run():
    faults(3)
    print(faults(20))

if sys.argv[1] == "kept":
    keep_freed_memory()
thread = threading.Thread(target=run)
thread.start()
thread.join()
"""


def faults(how):
    command = [sys.executable, "-c", PROGRAM, how]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other C libraries have other rules")
def test_memory_that_is_freed_is_used_again():
    assert faults("kept") < 500
    assert faults("as it was") > 1000
