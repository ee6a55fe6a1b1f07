"""url and user_agent."""

from collections import Counter
from urllib.parse import urlsplit

import pytest
from smelt_datagen_domains.internet import url
from smelt_datagen_domains.internet.user_agent import agents

from ...laws import check_here
from ..agreement import different
from ..made import problem, table

AGENT_FIELDS = ("user_agent", "browser", "os", "device")


@pytest.mark.parametrize("field", url.FIELDS)
def test_every_field_of_a_page_keeps_the_laws(field):
    check_here({"type": "url", "field": field}, rows=4000, independent_of={"column"})


@pytest.mark.parametrize("field", AGENT_FIELDS)
def test_every_field_of_an_agent_keeps_the_laws(field):
    check_here({"type": "user_agent", "field": field}, rows=4000, independent_of={"column"})


def test_the_parts_of_a_page_are_those_of_its_url():
    made = table({field: {"type": "url", "field": field} for field in url.FIELDS}, 20_000)
    for whole, domain, path in different(made, *url.FIELDS):
        parts = urlsplit(whole)
        assert (parts.scheme, parts.netloc, parts.path) == ("https", domain, path)
        assert domain.endswith((".example.com", ".example.net", ".example.org"))


def test_the_facts_of_an_agent_agree_and_have_their_shares():
    made = table({field: {"type": "user_agent", "field": field} for field in AGENT_FIELDS}, 20_000)
    known = {(one.user_agent, one.browser, one.os, one.device) for one in agents()}
    assert different(made, *AGENT_FIELDS) <= known
    assert len({text for text, *_ in known}) == len(known)
    counts = Counter(made.column("device").to_pylist())
    assert abs(counts["mobile"] - 9000) < 5 * (20_000 * 0.45 * 0.55) ** 0.5


def test_requests_are_as_frequent_as_is_usual():
    counts = Counter(table({"s": {"type": "http", "field": "status"}}, 20_000)["s"].to_pylist())
    assert abs(counts[200] - 17_000) < 5 * (20_000 * 0.85 * 0.15) ** 0.5
    methods = table({"m": {"type": "http", "field": "method"}}, 1000)["m"].to_pylist()
    assert {"GET", "POST"} < set(methods)
    check_here({"type": "http", "field": "mime_type"}, rows=4000)


def test_errors():
    assert problem("url", field="host")[0] == "field"
    assert problem("user_agent", field="system")[0] == "field"
