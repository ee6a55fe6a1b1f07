"""Azure Blob Storage, as Azurite has it: the same store by another protocol."""

import os
import shutil
import socket
import subprocess
import time

import pytest
from smelt_datagen import OutputError, loads, plan, verify, write
from smelt_datagen.output.objects.connection import bucket_of

pytest.importorskip("obstore")
pytestmark = pytest.mark.azure

ACCOUNT = "devstoreaccount1"
KEY = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
"""Azurite's own, which its documentation prints."""
PROGRAM = "SMELT_DATAGEN_AZURITE"
CONFIG = """
datasets:
  - name: users
    output: users
    num_rows: 5000
    rows_per_file: 1000
    columns: [{ name: id, generator: { type: sequential_id } }]
"""


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory):
    """Start Azurite with a container; yield the URL of its account."""
    blob = pytest.importorskip("azure.storage.blob", reason="needs the dependency group 'servers'")
    program = os.environ.get(PROGRAM) or shutil.which("azurite-blob")
    if program is None:
        pytest.skip(
            f"needs Azurite: npm install azurite, and {PROGRAM} as the path of azurite-blob"
        )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("azurite")
    options = ["--silent", "--disableTelemetry", "--skipApiVersionCheck"]
    where = ["--blobHost", "127.0.0.1", "--blobPort", str(port), "--location", str(folder)]
    process = subprocess.Popen([program, *options, *where])
    url = f"http://127.0.0.1:{port}/{ACCOUNT}"
    try:
        deadline = time.monotonic() + 60
        while not _is_open(port):
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.05)
        with blob.BlobServiceClient(url, credential=KEY) as client:
            client.create_container("lake")
        yield url
    finally:
        process.terminate()
        process.wait(60)


def _is_open(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def azure(endpoint, monkeypatch):
    monkeypatch.setenv("AZURE_STORAGE_ACCOUNT_NAME", ACCOUNT)
    monkeypatch.setenv("AZURE_STORAGE_ACCOUNT_KEY", KEY)
    monkeypatch.setenv("AZURE_STORAGE_ENDPOINT", endpoint)
    bucket_of.cache_clear()
    yield "az://lake/data"
    bucket_of.cache_clear()


def test_a_container_is_written_updated_and_verified(azure):
    planned = plan(loads(CONFIG), output=azure)
    (written,) = write(planned)
    assert written.files == 5
    assert verify(planned, values=True) == ()
    assert write(planned, update=True)[0].was_up_to_date
    other = plan(loads(CONFIG), output=azure, file_format="csv")
    write(other)
    assert verify(other, values=True) == ()


def test_a_missing_container_is_named(azure):
    with pytest.raises(OutputError, match="there is no such bucket"):
        write(plan(loads(CONFIG), output=azure.replace("lake/data", "pond")))
