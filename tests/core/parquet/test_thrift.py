"""Structs come out of bytes and go back into the same bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from smelt_datagen.parquet import thrift
from smelt_datagen.parquet.thrift import Reader, Writer, varint, zigzag

INTEGERS = st.integers(-(2**63), 2**63 - 1)


def fields(values):
    numbers = st.lists(st.integers(1, 200), unique=True, max_size=6).map(sorted)
    return st.tuples(numbers, st.lists(values, min_size=6, max_size=6)).map(
        lambda pair: dict(zip(pair[0], pair[1], strict=False))
    )


SCALARS = st.one_of(
    st.booleans().map(lambda value: (thrift.TRUE if value else thrift.FALSE, value)),
    st.tuples(st.just(thrift.BYTE), st.integers(0, 255)),
    st.tuples(st.sampled_from([thrift.I16, thrift.I32, thrift.I64]), INTEGERS),
    st.tuples(st.just(thrift.DOUBLE), st.floats(allow_nan=False)),
    st.tuples(st.just(thrift.BINARY), st.binary(max_size=300)),
    st.tuples(
        st.just(thrift.LIST), st.tuples(st.just(thrift.I64), st.lists(INTEGERS, max_size=40))
    ),
)
STRUCTS = st.recursive(
    fields(SCALARS),
    lambda inner: fields(
        SCALARS
        | st.tuples(st.just(thrift.STRUCT), inner)
        | st.tuples(
            st.just(thrift.LIST), st.tuples(st.just(thrift.STRUCT), st.lists(inner, max_size=20))
        )
    ),
    max_leaves=8,
)


def written(struct):
    writer = Writer()
    writer.struct(struct)
    return bytes(writer.data)


@given(STRUCTS)
def test_what_is_written_is_read_back(struct):
    assert Reader(memoryview(written(struct))).struct() == struct


@pytest.mark.parametrize(
    ("struct", "text"),
    [
        ({}, "00"),
        ({1: (thrift.I32, 2)}, "150400"),
        ({1: (thrift.I32, -1)}, "150100"),
        ({1: (thrift.I64, 300)}, "16d80400"),
        ({20: (thrift.TRUE, True)}, "012800"),
        ({2: (thrift.FALSE, False)}, "2200"),
        ({4: (thrift.BINARY, b"ab")}, "4802616200"),
        ({15: (thrift.I32, 2)}, "f50400"),
        ({16: (thrift.I32, 2)}, "05200400"),
        ({2: (thrift.I32, 1), 1: (thrift.I32, 1)}, "250205020200"),
        ({1: (thrift.LIST, (thrift.TRUE, [1, 2, 1]))}, "193101020100"),
        ({1: (thrift.LIST, (thrift.I32, [0] * 14))}, "19e5" + "00" * 14 + "00"),
        ({1: (thrift.LIST, (thrift.I32, [0] * 15))}, "19f50f" + "00" * 15 + "00"),
        ({1: (thrift.DOUBLE, 1.0)}, "17000000000000f03f00"),
    ],
)
def test_the_bytes_are_those_of_the_compact_protocol(struct, text):
    assert written(struct) == bytes.fromhex(text)
    assert Reader(memoryview(bytes.fromhex(text))).struct() == struct


def test_a_type_that_no_footer_has_is_refused():
    with pytest.raises(KeyError):
        Reader(memoryview(bytes([0x10 | thrift.MAP, 0]))).struct()


@pytest.mark.parametrize(
    ("number", "data"),
    [(0, "00"), (127, "7f"), (128, "8001"), (300, "ac02"), (2**64 - 1, "ff" * 9 + "01")],
)
def test_numbers_that_are_not_negative(number, data):
    assert varint(number).hex() == data


@pytest.mark.parametrize(
    ("number", "data"),
    [(0, "00"), (-1, "01"), (1, "02"), (-64, "7f"), (64, "8001"), (-(2**63), "ff" * 9 + "01")],
)
def test_numbers_of_either_sign(number, data):
    assert zigzag(number).hex() == data
