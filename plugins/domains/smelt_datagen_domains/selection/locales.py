"""The locales that people and places are of, each with the country where they live."""

from __future__ import annotations

from smelt_datagen_domains.selection.selected import Known

LOCALES = (
    "en_US",
    "en_GB",
    "de_DE",
    "fr_FR",
    "es_ES",
    "it_IT",
    "pt_BR",
    "nl_NL",
    "pl_PL",
    "sv_SE",
    "ja_JP",
    "zh_CN",
)

_NAMES = {
    "US": ("USA", "United States", "United States of America"),
    "GB": ("GBR", "UK", "United Kingdom"),
    "DE": ("DEU", "Germany", "Deutschland"),
    "FR": ("FRA", "France"),
    "ES": ("ESP", "Spain", "España"),
    "IT": ("ITA", "Italy", "Italia"),
    "BR": ("BRA", "Brazil", "Brasil"),
    "NL": ("NLD", "Netherlands", "Nederland"),
    "PL": ("POL", "Poland", "Polska"),
    "SE": ("SWE", "Sweden", "Sverige"),
    "JP": ("JPN", "Japan", "日本"),
    "CN": ("CHN", "China", "中国"),
}
"""What a column may have in place of two letters: three (ISO 3166), and names."""

COUNTRIES = {locale[-2:]: locale for locale in LOCALES}
"""The locale of each country."""

ISO3 = {country: names[0] for country, names in _NAMES.items()}
ENGLISH = {country: names[1] for country, names in _NAMES.items()}

_SPELLED = {name: country for country, names in _NAMES.items() for name in names}

KNOWN_COUNTRIES = Known(
    "country", tuple(COUNTRIES), {**_SPELLED, **{locale: locale[-2:] for locale in LOCALES}}
)
KNOWN_LOCALES = Known(
    "locale",
    LOCALES,
    {**{name: COUNTRIES[country] for name, country in _SPELLED.items()}, **COUNTRIES},
)

STREAM, MIX = "person", "country"
"""What the stream of a person, and of the place with the same name, is called; and the draw of a
mix there: a person is of the country of their place, if both have the same weights."""
