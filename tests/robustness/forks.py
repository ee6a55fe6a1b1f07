"""Runs in forks of one process that has imported and planned already, so that many are quick.

A program: reads one line for each task from standard input and writes one line for each answer.

    kill CONFIG OUTPUT SEED SECONDS   a run that is killed after so long
    pair CONFIG OUTPUT SEED SEED      two runs at once, each with a seed of its own
    run CONFIG OUTPUT SEED            a run

The answer is what became of each run: its exit code, or minus the signal, and its error.
"""

import json
import os
import signal
import sys
import time

import smelt_datagen


def forked(config, output, seed):
    """Begin a run; return its process and the pipe to which it writes its error."""
    planned = smelt_datagen.plan(config, output=output, seed=int(seed))
    reader, writer = os.pipe()
    process = os.fork()
    if process:
        os.close(writer)
        return process, reader
    code = 1
    try:
        smelt_datagen.write(planned, workers=2)
        code = 0
    except smelt_datagen.DatagenError as error:
        os.write(writer, str(error).encode())
    finally:
        os._exit(code)


def outcome(process, reader):
    _, status = os.waitpid(process, 0)
    with os.fdopen(reader) as pipe:
        return [os.waitstatus_to_exitcode(status), pipe.read()]


def main():
    configs = {}
    for line in sys.stdin:
        what, file, output, *words = json.loads(line)
        config = configs.setdefault(file, smelt_datagen.load(file))
        if what == "kill":
            seed, seconds = words
            process, reader = forked(config, output, seed)
            time.sleep(float(seconds))
            os.kill(process, signal.SIGKILL)
            answer = [outcome(process, reader)]
        else:
            started = [forked(config, output, seed) for seed in words]
            answer = [outcome(*one) for one in started]
        sys.stdout.write(f"{json.dumps(answer)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
