"""Every array that a generator returns is held against what its column declares."""

import math

import numpy as np
import pyarrow as pa
import pytest
from smelt_datagen import ConfigError, GeneratorError, to_table
from smelt_datagen.arrays import arrow_array, dictionary_array, numpy_values, string_array
from smelt_datagen.planning.checks import Provenance, undeclared, violation
from smelt_datagen.plugin import (
    Column,
    ColumnType,
    GeneratedColumn,
    Generator,
    UniformReference,
    generator,
)
from smelt_datagen.protocol.scope import BindFailure

from ..helpers import (
    ACME,
    BUILTIN,
    HalfNull,
    dataset,
    plan_of,
    plugins_of,
    problems_of,
)

ORIGIN = "dataset 'users', column 'c': generator 'made' of acme-data 2.1 "
COLUMN = {"name": "c", "generator": {"type": "made"}}


def numbers(count, dtype=np.int64):
    return arrow_array(np.arange(count, dtype=dtype))


def codes(count, dtype=np.int8):
    return np.zeros(count, dtype=dtype)


def made_by(function, *, data_type=None, nullable=False, dictionary=None):
    """Return a generator class that returns what `function` makes of a block."""

    class Made(Generator):
        """A generator for one test."""

        def bind(self, scope):  # noqa: ARG002 (the protocol's)
            kind = ColumnType(data_type or pa.int64(), nullable, dictionary)
            return GeneratedColumn(kind, function)

    return generator("made", example="{ type: made }")(Made)


def table_of(function, *, origin=ACME, start=0, stop=10, **declared):
    plugins = plugins_of(made_by(function, **declared), origin=origin)
    planned = plan_of(dataset(columns=[COLUMN]), plugins=plugins)
    return to_table(planned["users"], start, stop)


def failure(function, **options):
    with pytest.raises(GeneratorError) as error:
        table_of(function, **options)
    assert error.value.exit_code == 1
    return str(error.value)


AB = string_array(["a", "b"])

VIOLATIONS = {
    "too few": (lambda b: numbers(len(b) - 1), {}, "returned 9 values for 10 rows"),
    "too many": (lambda b: numbers(len(b) + 1), {}, "returned 11 values for 10 rows"),
    "narrower": (
        lambda b: numbers(len(b), np.int32),
        {},
        "returned int32, but declares int64",
    ),
    "other type": (
        lambda b: string_array(["a"] * len(b)),
        {},
        "returned string, but declares int64",
    ),
    "undeclared nulls": (
        lambda b: pa.array([None, None, *range(len(b) - 2)], pa.int64()),
        {},
        "returned 2 nulls, but is not declared nullable",
    ),
    "null type": (lambda b: pa.nulls(len(b)), {"nullable": True}, "returned null, but declares"),
    "undeclared dictionary": (
        lambda b: dictionary_array(codes(len(b)), AB),
        {"data_type": pa.utf8()},
        "returned dictionary<values=string, indices=int8, ordered=0>, but declares string",
    ),
    "no dictionary": (
        lambda b: string_array(["a"] * len(b)),
        {"data_type": pa.utf8(), "dictionary": AB},
        "returned string, but declares dictionary<values=string, indices=int8, ordered=0>",
    ),
    "other dictionary": (
        lambda b: dictionary_array(codes(len(b)), string_array(["b", "a"])),
        {"data_type": pa.utf8(), "dictionary": AB},
        "returned an array with another dictionary than it declares",
    ),
    "longer dictionary": (
        lambda b: dictionary_array(codes(len(b)), string_array(["a", "b", "c"])),
        {"data_type": pa.utf8(), "dictionary": AB},
        "returned an array with another dictionary than it declares",
    ),
    "wide codes": (
        lambda b: dictionary_array(codes(len(b), np.int32), AB),
        {"data_type": pa.utf8(), "dictionary": AB},
        "but declares dictionary<values=string, indices=int8, ordered=0>",
    ),
    "nothing": (lambda _b: None, {}, "returned NoneType, not a pyarrow.Array"),
    "NumPy": (lambda b: np.arange(len(b)), {}, "returned ndarray, not a pyarrow.Array"),
    "chunked": (
        lambda b: pa.chunked_array([numbers(len(b))]),
        {},
        "returned ChunkedArray, not a pyarrow.Array",
    ),
    "a list": (lambda b: list(range(len(b))), {}, "returned list, not a pyarrow.Array"),
}


@pytest.mark.parametrize("name", VIOLATIONS)
@pytest.mark.parametrize("origin", [ACME, BUILTIN], ids=["third party", "built-in"])
def test_a_violation_names_place_type_distribution_and_rows(name, origin):
    function, declared, what = VIOLATIONS[name]
    message = failure(function, origin=origin, **declared)
    assert message.startswith(ORIGIN.replace(str(ACME), str(origin)))
    assert what in message
    assert message.endswith("(rows 0 to 9)")


def test_the_rows_of_the_failing_block_are_named():
    assert failure(lambda b: numbers(len(b) + 1), start=3, stop=7).endswith("(rows 3 to 6)")


def test_what_a_generator_raises_is_named_with_its_place_and_kept_as_the_cause():
    def explode(_block):
        raise LookupError("nothing here")

    with pytest.raises(GeneratorError) as error:
        table_of(explode)
    message = str(error.value)
    assert message.startswith(f"{ORIGIN}raised LookupError: nothing here (test_checks.py:")
    assert message.endswith(", in explode) (rows 0 to 9)")
    assert isinstance(error.value.__cause__, LookupError)


def test_a_write_to_what_others_see_is_named():
    def write(block):
        array = numbers(len(block))
        numpy_values(array)[0] = 7
        return array

    assert "raised ValueError: assignment destination is read-only" in failure(write)


def test_a_second_child_of_one_name_is_named():
    def twins(block):
        return [block.child("inner"), block.child("inner")]

    assert "raised ValueError: second child('inner') of one block" in failure(twins)


@pytest.mark.parametrize("error", [MemoryError, SystemExit, BaseException])
def test_whatever_a_plugin_raises_is_named(error):
    def explode(_block):
        raise error

    assert failure(explode).startswith(f"{ORIGIN}raised {error.__name__} (test_checks.py:")


@pytest.mark.parametrize(
    ("name", "value", "what"),
    [
        ("bounds", (3, 1), r"the bounds \(3, 1\), not two integers"),
        ("bounds", (1,), r"the bounds \(1,\), not two integers"),
        ("bounds", ("a", "b"), r"the bounds \('a', 'b'\), not two integers"),
        ("dictionary", ["a"], "a dictionary that is no Arrow array of int64"),
        ("nullable", "no", "nullable as 'no', not as True or False"),
        ("format", "json", "the format 'json', which int64 cannot have"),
        ("format", "text", "the format 'text', which int64 cannot have"),
        ("format", "iso", "the format 'iso', which int64 cannot have"),
    ],
)
def test_what_a_column_declares_is_looked_at_when_it_is_bound(name, value, what):
    column = GeneratedColumn(ColumnType(pa.int64(), **{name: value}), numbers)
    with pytest.raises(GeneratorError, match=what) as error:
        bound_by(lambda _self, _scope: column)
    assert str(error.value).startswith(ORIGIN)


@pytest.mark.parametrize(
    ("data_type", "declared"),
    [
        (pa.int64(), {"bounds": (3, 3)}),
        (pa.int64(), {"bounds": (-3, 3)}),
        (pa.utf8(), {"format": "json"}),
        (pa.date32(), {"format": "text"}),
        (pa.timestamp("s"), {"format": "text"}),
        (pa.utf8(), {"dictionary": AB}),
    ],
    ids=["one value", "a range", "JSON", "date", "timestamp", "dictionary"],
)
def test_what_a_column_may_declare_is_no_error(data_type, declared):
    assert undeclared(GeneratedColumn(ColumnType(data_type, **declared), numbers)) is None


@pytest.mark.parametrize("unit", ["ms", "us", "ns"])
def test_only_timestamps_of_whole_seconds_are_written_as_text(unit):
    column = GeneratedColumn(ColumnType(pa.timestamp(unit), format="text"), numbers)
    assert undeclared(column) == f"the format 'text', which timestamp[{unit}] cannot have"


def test_binding_may_not_give_up_without_a_word():
    def silent(_self, _scope):
        raise BindFailure

    with pytest.raises(GeneratorError, match=r"'users\.c': .*gave up .* scope\.fail"):
        bound_by(silent)


def test_ctrl_c_in_a_generator_is_not_swallowed():
    def explode(_block):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        table_of(explode)


def test_the_end_of_a_generator_function_is_no_failure():
    with pytest.raises(GeneratorExit), Provenance("nobody").named(lambda: "now"):
        raise GeneratorExit


def test_drawing_twice_without_a_label_is_the_generators_error():
    message = failure(lambda b: [b.uint64(), b.uint64()])
    assert "raised ValueError: second draw without a label" in message


def test_an_inner_generator_is_blamed_and_not_its_wrapper():
    inner = made_by(lambda b: numbers(len(b) - 1))
    column = {"name": "c", "generator": {"type": "half_null", "inner": {"type": "made"}}}
    planned = plan_of(dataset(columns=[column]), plugins=plugins_of(HalfNull, inner))
    with pytest.raises(GeneratorError) as error:
        to_table(planned["users"])
    assert str(error.value).startswith(f"{ORIGIN}returned 9 values")


def test_declared_nulls_are_fine():
    made = table_of(lambda b: pa.nulls(len(b), pa.int64()), nullable=True)
    assert made["c"].null_count == 10


def test_an_equal_dictionary_need_not_be_the_same_object():
    def generate(block):
        return dictionary_array(codes(len(block)), string_array(["a", "b"]))

    made = table_of(generate, data_type=pa.utf8(), dictionary=AB)
    assert made["c"].to_pylist() == ["a"] * 10


def test_a_dictionary_with_nan_is_its_own_equal():
    floats = pa.array([math.nan, 1.0])
    made = table_of(
        lambda b: dictionary_array(codes(len(b)) + np.int8(1), floats),
        data_type=pa.float64(),
        dictionary=floats,
    )
    assert made["c"].to_pylist() == [1.0] * 10


@pytest.mark.parametrize(("start", "count"), [(1, 2), (0, 3), (0, 1)])
def test_another_piece_of_the_same_memory_is_another_dictionary(start, count):
    letters = string_array(["a", "b", "c"])
    kind = ColumnType.categorical(letters.slice(0, 2))
    found = dictionary_array(codes(4), letters.slice(start, count))
    assert violation(kind, found, 4) == "returned an array with another dictionary than it declares"


def test_an_empty_block_is_checked_too():
    kind = ColumnType(pa.int64())
    assert violation(kind, numbers(0), 0) is None
    assert violation(kind, string_array([]), 0) == "returned string, but declares int64"
    assert violation(kind, numbers(1), 0) == "returned 1 values for 0 rows"


def test_the_checked_column_says_what_the_column_says():
    class Bound(Generator):
        """Binds to a column that says much."""

        def bind(self, scope):
            column = GeneratedColumn(ColumnType(pa.int64(), nullable=True, bounds=(1, 5)), numbers)
            object.__setattr__(column, "reference", UniformReference(scope.own, "c"))
            bound.append(column)
            return column

    bound = []
    plugins = plugins_of(generator("made", example="{}")(Bound))
    planned = plan_of(dataset(columns=[COLUMN]), plugins=plugins)["users"]
    column = planned.bound.members["c"].column
    assert (column.type, column.reference) == (bound[0].type, bound[0].reference)


# --- what `bind` does wrong ---


def bound_by(function, *, origin=ACME):
    """Plan a column whose generator's `bind` is `function`."""

    class Made(Generator):
        """A generator for one test."""

        data_type = pa.int64()

        def bind(self, scope):
            return function(self, scope)

    cls = generator("made", example="{ type: made }")(Made)
    return plan_of(dataset(columns=[COLUMN]), plugins=plugins_of(cls, origin=origin))


def raising(_self, _scope):
    raise LookupError("no table")


def test_an_exception_while_binding_names_the_generator():
    with pytest.raises(GeneratorError, match=r"raised LookupError: no table") as error:
        bound_by(raising)
    assert str(error.value).startswith(ORIGIN)
    assert str(error.value).endswith("(while it was bound)")
    assert error.value.exit_code == 1


def test_bind_must_return_a_column():
    with pytest.raises(GeneratorError) as error:
        bound_by(lambda _self, _scope: None)
    assert str(error.value) == f"{ORIGIN}returned NoneType from bind, not a Column"


def test_a_column_must_declare_its_type():
    with pytest.raises(GeneratorError) as error:
        bound_by(lambda _self, _scope: Column())
    assert str(error.value) == f"{ORIGIN}declares its type as NoneType, not as ColumnType"


def test_a_generator_without_bind_must_declare_its_type():
    with pytest.raises(GeneratorError) as error:
        bound_by(lambda _self, scope: HalfBound().bind(scope))
    assert str(error.value) == f"{ORIGIN}declares no data_type, or none of Arrow's"


class HalfBound(Generator):
    """Says nothing of its values."""


REFUSED = {
    "null": pa.null(),
    "dictionary<values=string, indices=int8, ordered=0>": pa.dictionary(pa.int8(), pa.utf8()),
    "string_view": pa.string_view(),
    "month_day_nano_interval": pa.month_day_nano_interval(),
    "halffloat": pa.float16(),
    "list<item: null>": pa.list_(pa.null()),
    "fixed_size_list<item: int64>": pa.list_(pa.int64(), 2),
    "struct<a: string_view>": pa.struct([("a", pa.string_view())]),
    "map<string, int64>": pa.map_(pa.utf8(), pa.int64()),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_type_that_no_column_can_have_is_refused_by_the_plan_by_name(name):
    with pytest.raises(ConfigError) as error:
        table_of(numbers, data_type=REFUSED[name])
    (problem,) = problems_of(error)
    assert problem.startswith("datasets[users].columns[c].generator: gives ")
    assert ", which no column can have (it can have bool, int8, " in problem
    assert name.partition("<")[0] in problem or name in problem


@pytest.mark.parametrize("wrap", [lambda kind: kind, pa.list_], ids=["itself", "in a list"])
def test_a_struct_that_may_be_null_cannot_have_fields_that_may_not(wrap):
    data_type = wrap(pa.struct([pa.field("a", pa.int64(), nullable=False)]))
    with pytest.raises(ConfigError) as error:
        table_of(numbers, data_type=data_type, nullable=True)
    assert "which may be null while its field 'a' may not" in problems_of(error)[0]


def test_a_struct_that_is_never_null_can_have_fields_that_are_not():
    data_type = pa.struct([pa.field("a", pa.int64(), nullable=False)])

    def structs(block):
        fields = [pa.field("a", pa.int64(), nullable=False)]
        return pa.StructArray.from_arrays([numbers(len(block))], fields=fields)

    assert table_of(structs, data_type=data_type)["c"].to_pylist()[:2] == [{"a": 0}, {"a": 1}]
