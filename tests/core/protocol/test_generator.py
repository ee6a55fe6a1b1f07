"""What `@generator` and `param` demand, and what they make of a class."""

import attrs
import pyarrow as pa
import pytest
from smelt_datagen.errors import ParameterError
from smelt_datagen.plugin import Column, ColumnType, Generator, generator, param
from smelt_datagen.protocol.parameter import parameter_check, parameter_text, parameters


@generator("sample", example="\n    { type: sample }\n    ", output="whatever")
class Sample(Generator):
    """A sample."""

    low: int = param("Smallest value.", ge=0, le=10)
    share: float = param("A share.", default=0.5, gt=0, lt=1)
    mode: str = param("How.", default="fast", choices=["fast", "slow"])
    limit: int | None = param("Or none.", default=None, ge=1)

    data_type = pa.int64()


def declared(type_name="made", base=Generator, doc="Documented.", **members):
    return generator(type_name, example="{}")(type("Made", (base,), {"__doc__": doc, **members}))


# --- the class ---


def test_a_declared_class_knows_its_type_example_and_output():
    found = Sample.declaration
    assert (found.type, found.example, found.output) == ("sample", "{ type: sample }", "whatever")


def test_output_is_optional():
    assert declared().declaration.output is None


def test_a_generator_is_frozen():
    made = Sample(low=1)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        made.low = 2


def test_generators_with_equal_parameters_are_equal():
    assert Sample(low=1) == Sample(low=1, share=0.5)
    assert Sample(low=1) != Sample(low=2)


def test_parameters_are_given_by_name_only():
    with pytest.raises(TypeError):
        Sample(1)


def test_a_required_parameter_may_stand_behind_one_with_a_default():
    class Mixed(Generator):
        """Mixed."""

        first: int = param("First.", default=1)
        second: int = param("Second.")

    made = generator("mixed", example="{}")(Mixed)
    assert made(second=2).first == 1


def test_parameters_keep_their_order_and_texts():
    found = [(field.name, parameter_text(field)) for field in parameters(Sample)]
    assert found == [
        ("low", "Smallest value."),
        ("share", "A share."),
        ("mode", "How."),
        ("limit", "Or none."),
    ]


def test_a_generator_without_bind_is_made_a_column_of_its_type():
    column = Sample(low=1).bind(None)
    assert isinstance(column, Column)
    assert column.type.data_type == pa.int64()
    assert column.reference is None


def test_a_generator_is_no_column():
    assert not issubclass(Generator, Column)


def test_a_data_type_may_say_more_than_arrows():
    kind = ColumnType(pa.int64(), nullable=True)
    assert declared(data_type=kind)().bind(None).type is kind


def test_a_generator_without_generate_says_so():
    column = declared()().bind(None)
    with pytest.raises(NotImplementedError):
        column.generate(None)


@pytest.mark.parametrize("name", ["nullable", "dictionary", "bounds", "array_type", "reference"])
def test_a_fact_of_columns_can_be_the_name_of_a_parameter(name):
    made = declared(**{name: param("A parameter.", default=1), "__annotations__": {name: int}})
    assert getattr(made(), name) == 1


@pytest.mark.parametrize("name", ["a", "iban", "uniform_int", "acme.iban", "a.b.c_1", "x9"])
def test_types_are_words_joined_by_underscores_and_dots(name):
    assert declared(name).declaration.type == name


@pytest.mark.parametrize(
    "name", ["", "Iban", "1a", "_a", "a-b", "a b", "a.", ".a", "a..b", "a.1", "ä", "a\n"]
)
def test_other_types_are_refused(name):
    with pytest.raises(ValueError, match="is no generator type"):
        declared(name)


@pytest.mark.parametrize("doc", [None, "", "   "])
def test_a_class_without_a_docstring_is_refused(doc):
    with pytest.raises(TypeError, match="Made needs a docstring"):
        declared(doc=doc)


def test_a_docstring_is_not_inherited():
    with pytest.raises(TypeError, match="Made needs a docstring"):
        declared(base=Sample, doc=None)


def test_a_class_that_is_no_generator_is_refused():
    with pytest.raises(TypeError, match=r"Made must derive from smelt_datagen\.Generator"):
        declared(base=object)


def test_a_field_that_is_no_param_is_refused():
    class Plain(Generator):
        """Plain."""

        size: int = 5

    with pytest.raises(TypeError, match=r"Plain\.size: declare it with param"):
        generator("plain", example="{}")(Plain)


# --- parameters ---


@pytest.mark.parametrize(
    ("values", "parameter", "message"),
    [
        ({"low": -1}, "low", "must be at least 0 (found -1)"),
        ({"low": 11}, "low", "must be at most 10 (found 11)"),
        ({"low": 1, "share": 0}, "share", "must be greater than 0 (found 0)"),
        ({"low": 1, "share": 1.0}, "share", "must be less than 1 (found 1.0)"),
        ({"low": 1, "share": float("nan")}, "share", "must be finite (found .nan)"),
        ({"low": 1, "share": float("inf")}, "share", "must be finite (found .inf)"),
        ({"low": 1, "limit": 0}, "limit", "must be at least 1 (found 0)"),
        (
            {"low": 1, "mode": "fas"},
            "mode",
            'must be one of "fast", "slow" (found "fas"), did you mean \'fast\'?',
        ),
    ],
)
def test_a_value_out_of_bounds_names_the_parameter(values, parameter, message):
    with pytest.raises(ParameterError) as error:
        Sample(**values)
    assert (error.value.parameter, error.value.message) == (parameter, message)
    assert str(error.value) == f"{parameter}: {message}"


@pytest.mark.parametrize(
    "values",
    [
        {"low": 0},
        {"low": 10, "share": 5e-324},
        {"low": 5, "share": 1 - 2**-53},
        {"low": 5, "mode": "slow"},
        {"low": 5, "limit": None},
        {"low": 5, "limit": 1},
    ],
)
def test_values_within_bounds_are_taken(values):
    made = Sample(**values)
    assert {name: getattr(made, name) for name in values} == values


def test_a_missing_parameter_is_an_error():
    with pytest.raises(TypeError, match="low"):
        Sample()


def test_a_parameters_check_says_what_is_wrong():
    check = parameter_check(parameters(Sample)[0])
    assert check(5) is None
    assert check(None) is None
    assert check(11) == "must be at most 10 (found 11)"


@pytest.mark.parametrize("name", ["type", "bind", "declaration", "data_type", "generate"])
def test_a_parameter_cannot_have_a_name_with_a_meaning_of_its_own(name):
    class Odd(Generator):
        """Odd."""

        __annotations__ = {name: int}

    setattr(Odd, name, param("A number."))
    with pytest.raises(TypeError, match=rf"Odd\.{name}: the name has a meaning of its own"):
        generator("odd", example="{}")(Odd)


def test_a_default_must_lie_within_the_bounds():
    with pytest.raises(ValueError, match=r"the default must be at least 10 \(found 5\)"):
        param("A number.", default=5, ge=10)


# --- what `param` refuses to be told ---


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"text": 5}, "a parameter's text is a string, not 5"),
        ({"ge": "1"}, "ge is a number, not '1'"),
        ({"lt": True}, "lt is a number, not True"),
        ({"choices": "abc"}, "choices is a list of values, not 'abc'"),
        ({"choices": 5}, "choices is a list of values, not 5"),
        (
            {"choices": [object]},
            "a choice is a string, a number, true, false or a date: not <class",
        ),
        ({"choices": [["a"]]}, r"not \['a'\]"),
        ({"factory": []}, r"factory makes the default when it is called: \[\] cannot be"),
    ],
)
def test_an_argument_of_the_wrong_kind_is_a_type_error(arguments, message):
    with pytest.raises(TypeError, match=message):
        param(**{"text": "A text.", **arguments})


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"ge": float("nan")}, "ge is a finite number, not nan"),
        ({"ge": 1, "gt": 1}, "give ge or gt, not both"),
        ({"le": 1, "lt": 1}, "give le or lt, not both"),
        ({"ge": 3, "le": 2}, "no number is within these bounds: ge=3, le=2"),
        ({"gt": 2, "le": 2}, "no number is within these bounds: gt=2, le=2"),
        ({"choices": []}, "there is no value to choose"),
        ({"default": 1, "factory": list}, "give default or factory, not both"),
        ({"default": []}, "all would share a list as default: use factory=list"),
        ({"default": {"a": 1}}, "all would share a dict as default: use factory=lambda"),
    ],
)
def test_arguments_that_do_not_go_together_are_a_value_error(arguments, message):
    with pytest.raises(ValueError, match=message):
        param("A text.", **arguments)


def test_choices_keep_their_order_and_a_set_is_sorted():
    assert 'one of "b", "a"' in parameter_check_of(["b", "a"])
    assert 'one of "a", "b"' in parameter_check_of({"b", "a"})


def parameter_check_of(choices):
    made = attrs.make_class("Made", {"value": param("A text.", choices=choices)})
    return parameter_check(parameters(made)[0])("c")
