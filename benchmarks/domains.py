"""What names, addresses and accounts cost here, in Faker and in Mimesis: nanoseconds a row.

    pip install faker mimesis
    python -m benchmarks.domains

Each on one thread and in one process, the best of some rounds: a million rows here, 2,000 of a
loop in the others.
"""

import time
from collections.abc import Callable, Mapping

import faker
import mimesis
from smelt_datagen import from_values, plan

from .generator_costs import nanoseconds

ROWS, ROUNDS = 2000, 5
FAKER = faker.Faker("en_US")
MIMESIS = mimesis.Generic(mimesis.Locale.EN)
Rival = Callable[[], object] | None
CASES: Mapping[str, tuple[dict[str, str], Rival, Rival]] = {
    "full name": (
        {"type": "person", "field": "full_name"},
        FAKER.name,
        MIMESIS.person.full_name,
    ),
    "e-mail": ({"type": "person", "field": "email"}, FAKER.safe_email, MIMESIS.person.email),
    "phone": (
        {"type": "person", "field": "phone"},
        FAKER.phone_number,
        MIMESIS.person.phone_number,
    ),
    "city": ({"type": "place", "field": "city"}, FAKER.city, MIMESIS.address.city),
    "street": ({"type": "place", "field": "street"}, FAKER.street_address, MIMESIS.address.address),
    "latitude": ({"type": "place", "field": "latitude"}, FAKER.latitude, MIMESIS.address.latitude),
    "company": ({"type": "company", "field": "name"}, FAKER.company, MIMESIS.finance.company),
    "IBAN": ({"type": "iban", "country": "GB"}, FAKER.iban, None),
    "credit card": (
        {"type": "credit_card"},
        FAKER.credit_card_number,
        MIMESIS.payment.credit_card_number,
    ),
    "EAN": ({"type": "ean"}, FAKER.ean13, MIMESIS.code.ean),
    "URL": ({"type": "url"}, FAKER.url, MIMESIS.internet.url),
    "IPv4": ({"type": "ip_address"}, FAKER.ipv4, MIMESIS.internet.ip_v4),
    "user agent": ({"type": "user_agent"}, FAKER.user_agent, MIMESIS.internet.user_agent),
}


def here(generator: dict[str, str]) -> float:
    columns = [{"name": "value", "generator": generator}]
    dataset = {"name": "a", "output": "a", "num_rows": 1_000_000, "columns": columns}
    return nanoseconds(plan(from_values({"datasets": [dataset]}))["a"], "value", rounds=3)


def rival(call: Rival) -> str:
    if call is None:
        return "-"
    best = min(_seconds(call) for _ in range(ROUNDS))
    return f"{best / ROWS * 1e9:,.0f}"


def _seconds(call: Callable[[], object]) -> float:
    began = time.process_time()
    for _ in range(ROWS):
        call()
    return time.process_time() - began


def main() -> None:
    print("| value | here | Faker | Mimesis |\n| :-- | --: | --: | --: |")
    for name, (generator, *rivals) in CASES.items():
        print(f"| {name} | {here(generator):.0f} | {' | '.join(map(rival, rivals))} |")


if __name__ == "__main__":
    main()
