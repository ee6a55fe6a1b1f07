"""The plugin: what `smelt_datagen` finds through the entry point."""

from smelt_datagen.plugin import Deferred, deferred, hookimpl

GENERATORS = (
    ("person", "people.generator:PersonField"),
    ("place", "places.generator:PlaceField"),
    ("point", "places.points:Point"),
    ("company", "commerce.company:CompanyField"),
    ("product", "commerce.product:ProductField"),
    ("iban", "money.iban:Iban"),
    ("bic", "money.bic:Bic"),
    ("credit_card", "money.card:CreditCard"),
    ("currency", "money.currency:Currency"),
    ("ean", "money.ean:Ean"),
    ("url", "internet.url:Url"),
    ("http", "internet.http:Http"),
    ("ip_address", "internet.ip_address:IpAddress"),
    ("mac_address", "internet.mac_address:MacAddress"),
    ("user_agent", "internet.user_agent:UserAgent"),
    ("faker", "catalogue.faker:FakerValue"),
)
"""The types, in the order of the reference, and where their classes are."""


@hookimpl
def smelt_datagen_generators() -> list[Deferred]:
    """Return the generators of the domains."""
    return [deferred(f"{__package__}.{path}", name) for name, path in GENERATORS]
