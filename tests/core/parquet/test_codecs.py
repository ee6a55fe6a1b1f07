"""Pages are compressed as asked, unless that is for nothing."""

import numpy as np
import pyarrow as pa
import pytest
from smelt_datagen.parquet.codecs import compressed

RANDOM = np.random.Generator(np.random.PCG64(1)).bytes(5000)


@pytest.mark.parametrize(("codec", "number"), [("snappy", 1), ("zstd", 6)])
def test_pages_that_become_smaller_are_compressed(codec, number):
    found, (first, second) = compressed([b"a" * 9999, RANDOM], codec)
    assert found == number
    assert pa.decompress(first, 9999, codec=codec, asbytes=True) == b"a" * 9999
    assert pa.decompress(second, 5000, codec=codec, asbytes=True) == RANDOM


@pytest.mark.parametrize("codec", ["snappy", "zstd", "none"])
def test_pages_that_do_not_are_as_they_were(codec):
    assert compressed([b"abc", RANDOM], codec) == (0, [b"abc", RANDOM])


def test_nothing_is_compressed_that_is_not_to_be():
    assert compressed([bytes(100)], "none") == (0, [bytes(100)])
