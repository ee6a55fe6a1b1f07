"""string_pattern without repeats."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from smelt_datagen import ConfigError, loads, plan

from ..make import problems, values


def config(template, unique="true"):
    text = json.dumps(template, ensure_ascii=False)
    return f"{{ type: string_pattern, template: {text}, unique: {unique} }}"


def problem(template):
    ((path, message),) = problems(config(template))
    return *path, message


@pytest.mark.parametrize(
    ("template", "count"),
    [
        ("x{uniform_int:0-1000}", 1000),
        ("{one_of:a,b,c}-{uniform_int:-5-5}", 30),
        ("{uniform_int:1-101:03d}{uniform_int:0-10}", 1000),
        ("{uniform_int:0-7}{one_of:a,b}{uniform_int:0-12}", 168),
        ("{one_of:a,ab}{one_of:c,d}", 4),
        ("{uniform_int:0-20000000:x}", 20_000_000),
        ("fixed", 1),
        ("{one_of:a,b,a}", 2),
    ],
)
def test_as_many_rows_as_there_are_texts_have_them_all(template, count):
    rows = min(count, 30_000)
    assert len(set(values(config(template), rows))) == rows
    if count < 1000:
        text = "text" if count == 1 else "texts"
        assert problem(template) == (
            "unique",
            f"the template makes {count} different {text}, which is too few for 1,000 rows",
        )


def test_ranges_that_together_are_too_many_to_be_counted():
    template = (
        "{uniform_int:0-9223372036854775807}/{uniform_int:-9223372036854775808-9223372036854775807}"
    )
    assert len(set(values(config(template), 2000))) == 2000
    whole = "{uniform_int:-9223372036854775808-0}"
    found = list(map(int, values(config(whole), 2000)))
    assert len(set(found)) == 2000
    assert min(found) < -(2**62) < max(found) < 0


@pytest.mark.parametrize(
    "template",
    [
        "u{sequential_id}@{one_of:a,b}.org",
        "{uuid}{uniform_int:0-100}",
        "{uniform_int:0-100}{sequential_id:09d}",
        "{one_of:a,b}{sequential_id} {uniform_int:0-5}",
    ],
)
def test_what_is_unique_already_stays_as_it_is(template):
    found = values(config(template), 1000)
    assert found == values(config(template, "false"), 1000)
    assert len(set(found)) == 1000


@pytest.mark.parametrize(
    ("template", "message"),
    [
        (
            "{uniform_int:0-100}{uniform_int:0-100}",
            (
                "where the text of '{uniform_int}' ends cannot be told, so different values can "
                "make one text: put a character that it has not beside it, or give it a "
                "width, as 09d"
            ),
        ),
        (
            "{sequential_id}{uniform_int:0-100}",
            (
                "'{sequential_id}' has another value in every row, but beside the other "
                "placeholders it cannot be told where it ends"
            ),
        ),
        (
            "{uniform_int:0-1000000:.0%}",
            "placeholder '{uniform_int}' has a format that writes different numbers as one text",
        ),
        ("{one_of:a,ab}{one_of:c,bc}", "where the text of '{one_of}' ends cannot be told"),
    ],
)
def test_templates_that_could_repeat_are_refused(template, message):
    where, found = problem(template)
    assert where == "unique"
    assert found.startswith(message)


def test_columns_cannot_be_counted():
    columns = "{ name: c, generator: { type: uuid } }, { name: v, generator: GENERATOR }"
    columns = columns.replace("GENERATOR", config("{column:c}-{uniform_int:0-5}"))
    with pytest.raises(ConfigError) as error:
        plan(loads(f"datasets: [{{ name: a, output: a, num_rows: 3, columns: [{columns}] }}]"))
    assert (
        "unique: the values of '{column:…}' cannot be counted: add '{sequential_id}', set apart by "
        "a character"
    ) in str(error.value)


SLOTS = st.one_of(
    st.tuples(
        st.integers(-3, 12), st.integers(1, 15), st.sampled_from(["", ":02d", ":x", ":>3"])
    ).map(lambda one: f"{{uniform_int:{one[0]}-{one[0] + one[1]}{one[2]}}}"),
    st.lists(st.sampled_from(["a", "ab", "b", "1", "", "-1"]), min_size=1, max_size=3).map(
        lambda choices: f"{{one_of:{','.join(choices)},z}}"
    ),
    st.sampled_from(["-", "a", "1", "b1", " "]),
)


@settings(max_examples=150)
@given(st.lists(SLOTS, min_size=1, max_size=4))
def test_what_is_not_refused_does_not_repeat(parts):
    for rows in (40, 5, 2):
        try:
            found = values(config("".join(parts)), rows)
        except ConfigError:
            continue
        assert len(set(found)) == rows
