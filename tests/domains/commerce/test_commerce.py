"""company and product."""

from collections import Counter

import pytest
from smelt_datagen_domains.commerce import companies, product
from smelt_datagen_domains.data.reading import table as table_of
from smelt_datagen_domains.people.names import in_ascii
from smelt_datagen_domains.selection.locales import LOCALES

from ...laws import check_here
from ..agreement import different
from ..made import problem, table


@pytest.mark.parametrize("field", companies.FIELDS)
def test_every_field_of_a_company_keeps_the_laws(field):
    generator = {"type": "company", "field": field, "locale": {"de_DE": 1, "ja_JP": 1}}
    check_here(generator, rows=4000, independent_of={"column"})


@pytest.mark.parametrize("field", product.FIELDS)
def test_every_field_of_a_product_keeps_the_laws(field):
    check_here({"type": "product", "field": field}, rows=4000, independent_of={"column"})


@pytest.mark.parametrize("locale", LOCALES)
def test_all_facts_of_a_company_agree(locale):
    columns = {
        field: {"type": "company", "field": field, "locale": locale} for field in companies.FIELDS
    }
    made = table(columns, 20_000)
    forms = table_of("commerce")["legal_forms"][locale]
    for name, form, domain in different(made, "name", "legal_form", "domain"):
        assert form in forms
        families = name.removesuffix(form).strip().split(" & ")
        assert domain == "-".join(in_ascii(one, locale) for one in families) + ".example"
    departments = table_of("commerce")["departments"]
    for department, title in different(made, "department", "job_title"):
        assert title in departments[department]["titles"]
    industries = Counter(made.column("industry").to_pylist())
    assert industries.most_common(1)[0][0] == "Manufacturing"


def test_all_facts_of_a_product_agree():
    columns = {field: {"type": "product", "field": field} for field in product.FIELDS}
    made = table(columns, 20_000)
    known = table_of("commerce")["products"]
    for name, category, sku, price in different(made, "name", "category", "sku", "price"):
        one = known[category]
        assert any(name.startswith(word) for word in one["adjectives"])
        assert any(name.endswith(word) for word in one["nouns"])
        assert sku[:4] == f"{category[:3].upper()}-"
        assert len(sku) == 10
        assert one["prices"][0] <= price < one["prices"][1]
        assert f"{price:.2f}"[-2:] in {"99", "95", "00", "49"}
    endings = Counter(f"{price:.2f}"[-2:] for price in made.column("price").to_pylist())
    assert abs(endings["99"] - 12_000) < 5 * (20_000 * 0.6 * 0.4) ** 0.5


def test_prices_are_the_shortest_decimals():
    made = table({"price": {"type": "product", "field": "price"}}, 5000)
    assert all(price == round(price, 2) for price in made.column("price").to_pylist())


def test_errors():
    assert problem("company", field="nam")[0] == "field"
    assert problem("company", field="name", locale="en_UK")[0] == "locale"
    assert problem("product", field="cost")[0] == "field"
