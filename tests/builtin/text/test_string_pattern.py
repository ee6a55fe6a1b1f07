"""string_pattern."""

import json
import re
import uuid
from collections import Counter

import pytest

from ..make import STRING, assert_shares, data_type, planned, problems, values

COUNT = 50_000
SMALLEST, LARGEST = -(2**63), 2**63 - 1


def pattern(template, rows=1000):
    return values(
        f"{{ type: string_pattern, template: {json.dumps(template, ensure_ascii=False)} }}", rows
    )


def pattern_problem(template):
    (problem,) = problems(
        f"{{ type: string_pattern, template: {json.dumps(template, ensure_ascii=False)} }}"
    )
    assert problem[0] == ("template",)
    return problem[1]


def test_pattern_with_the_row_number():
    found = pattern("user_{sequential_id}@example.com", 12_345)
    assert found == [f"user_{i}@example.com" for i in range(1, 12_346)]
    assert data_type('{ type: string_pattern, template: "{uuid}" }') == STRING


def test_row_numbers_of_all_lengths():
    generator = '{ type: string_pattern, template: "<{sequential_id}>" }'
    dataset = planned(generator, 3_000_000_000).bound
    for power in range(1, 10):
        found = dataset.range(10**power - 3, 10**power + 3).column("value").to_pylist()
        assert found == [f"<{i}>" for i in range(10**power - 2, 10**power + 4)]


def test_pattern_with_a_range_has_every_value_up_to_but_not_max():
    found = Counter(pattern("SKU-{uniform_int:8-12}!", COUNT))
    assert sorted(found) == sorted(f"SKU-{i}!" for i in range(8, 12))
    assert_shares(list(found.values()), [0.25] * 4)


@pytest.mark.parametrize(("low", "high"), [(-5, 5), (-5, -2), (-100_000, 100_000), (0, 1)])
def test_ranges_of_patterns_may_be_negative(low, high):
    found = pattern(f"[{{uniform_int:{low}-{high}}}]", COUNT)
    assert all(re.fullmatch(r"\[(0|-?[1-9][0-9]*)\]", text) for text in found)
    numbers = [int(text[1:-1]) for text in found]
    assert low <= min(numbers)
    assert max(numbers) < high
    kinds = high - low
    eighths = [sum((n - low) * 8 // kinds == i for n in numbers) for i in range(8)]
    shares = [(-(-(i + 1) * kinds // 8) - -(-i * kinds // 8)) / kinds for i in range(8)]
    pairs = [(found, share) for found, share in zip(eighths, shares, strict=True) if share]
    assert_shares([found for found, _ in pairs], [share for _, share in pairs])


def test_pattern_with_choices():
    found = Counter(pattern("{one_of:a,b,,a}", COUNT))
    assert_shares([found["a"], found["b"], found[""]], [0.5, 0.25, 0.25])
    assert set(pattern("{one_of: ä , 🙂}")) == {" ä ", " 🙂"}
    assert set(pattern("{one_of:1:2,3}")) == {"1:2", "3"}


def test_pattern_with_uuids_has_another_one_in_every_place():
    found = [text.split("/") for text in pattern("{uuid}/{uuid}")]
    assert len({part for parts in found for part in parts}) == 2000
    assert all(uuid.UUID(part).version == 4 for parts in found for part in parts)


def test_places_of_a_pattern_are_independent():
    count = 20_000
    found = Counter(pattern("{uniform_int:0-3}{uniform_int:0-3}", count))
    assert_shares([found[f"{i}{j}"] for i in range(3) for j in range(3)], [1 / 9] * 9)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("plain", "plain"),
        ("", ""),
        ("{{sequential_id}}", "{sequential_id}"),
        ("{{{sequential_id}}}", "{1}"),
        ("}}{{", "}{"),
        ("{}", "{}"),
        ("{ d }", "{ d }"),
        ("{1}{-}{a b}", "{1}{-}{a b}"),
        ("{{ uuid }}", "{ uuid }"),
        ("{{uuid", "{uuid"),
        ("uuid}}", "uuid}"),
        ("{uuids_of", "{uuids_of"),
        ("my_uuid}", "my_uuid}"),
        ("{", "{"),
        ("a } b", "a } b"),
        ("🙂{sequential_id}ä", "🙂1ä"),
        ("{sequential_id}{sequential_id}", "11"),
        ("100%\\n\"'", "100%\\n\"'"),
    ],
)
def test_braces_and_other_text_stay(template, text):
    assert pattern(template, 1) == [text]


@pytest.mark.parametrize(
    ("template", "message"),
    [
        (
            "{sequental_id}",
            "there is no placeholder '{sequental_id}', did you mean 'sequential_id'?",
        ),
        ("{uniform_float:0-1}", "there is no placeholder '{uniform_float}'"),
        ("{name}", "there is no placeholder '{name}'"),
        ("{UUID}", "did you mean 'uuid'?"),
        ("{uniform_int}", "{uniform_int:MIN-MAX}"),
        ("{uniform_int:5}", "{uniform_int:MIN-MAX}"),
        ("{uniform_int:1.5-2}", "{uniform_int:MIN-MAX}"),
        ("{uniform_int:9-5}", "found 9-5"),
        ("{uniform_int:5-5}", "found 5-5"),
        ("{one_of}", "{one_of:a,b,c}"),
        ("{one_of:}", "{one_of:a,b,c}"),
        ("{uuid:4}", "takes nothing after its name"),
    ],
)
def test_wrong_placeholder_is_explained(template, message):
    assert message in pattern_problem(template)


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("a { uuid }", "at character 3, '{ uuid }' has spaces, which a placeholder has not;"),
        ("{uuid }", "at character 1, '{uuid }' has spaces, which a placeholder has not;"),
        ("{ uuidd }", "which a placeholder has not, did you mean 'uuid'?;"),
        ("{ uniform_int : 1-5 }", "has spaces, which a placeholder has not;"),
        ("x{uuid-{sequential_id}", "at character 2, the brace before 'uuid' is not closed:"),
        ("{one_of:a,b", "at character 1, the brace before 'one_of' is not closed: '{one_of}';"),
        ("<uuid}", "at character 2, the brace behind 'uuid' was not opened: '{uuid}';"),
        ("{{uuid}", "at character 3, the brace behind 'uuid' was not opened: '{uuid}';"),
        ("column:a}", "the brace behind 'column:a' was not opened: '{column:a}';"),
    ],
)
def test_slips_are_errors_with_their_place(template, message):
    found = pattern_problem(template)
    assert message in found
    assert found.endswith("; a brace that is meant as such is written twice")


@pytest.mark.parametrize("limits", ["0-99999999999999999999", "-99999999999999999999-0"])
def test_ranges_of_patterns_fit_in_64_bits(limits):
    assert "64 bits" in pattern_problem(f"{{uniform_int:{limits}}}")


def test_range_of_a_pattern_may_be_all_of_int64():
    found = pattern(f"{{uniform_int:{SMALLEST}-{LARGEST}}}")
    assert all(SMALLEST <= int(text) < LARGEST and str(int(text)) == text for text in found)
    assert len(set(found)) == 1000
