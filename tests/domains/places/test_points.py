"""point."""

import math

import numpy as np

from ..made import problem, table

BERLIN = {"latitude": 52.52, "longitude": 13.405, "radius_km": 15}
FIJI = {"latitude": -17.0, "longitude": 179.99, "radius_km": 50, "weight": 3}


def points(rows=20_000, **where):
    made = table(
        {field: {"type": "point", "field": field, **where} for field in ("latitude", "longitude")},
        rows,
    )
    return (np.array(made.column(name).to_pylist()) for name in made.column_names)


def distance(latitude, longitude, centre):
    """Return the great-circle distance in kilometres."""
    a, b = np.radians(latitude), math.radians(centre["latitude"])
    turned = np.radians(longitude - centre["longitude"])
    half = np.sin((a - b) / 2) ** 2 + np.cos(a) * math.cos(b) * np.sin(turned / 2) ** 2
    return 2 * 6371 * np.arcsin(np.sqrt(half))


def test_points_lie_evenly_within_a_circle():
    away = distance(*points(centres=[BERLIN]), BERLIN)
    assert away.max() <= 15 * 1.01
    inner = (away < 7.5).sum()  # a quarter of the area
    assert abs(inner - 5000) < 6 * (20_000 * 3 / 16) ** 0.5


def test_a_mix_of_centres_has_its_weights_also_across_the_date_line():
    latitude, longitude = points(centres=[BERLIN, FIJI])
    far = latitude < 0
    assert abs(far.sum() - 15_000) < 5 * (20_000 * 3 / 16) ** 0.5
    assert abs(longitude).max() <= 180
    assert (longitude[far] < 0).any()
    assert distance(latitude[far], longitude[far], FIJI).max() <= 51


def test_points_lie_within_a_box():
    latitude, longitude = points(box={"south": 47, "north": 55, "west": 6, "east": 15})
    assert latitude.min() >= 47
    assert latitude.max() <= 55
    assert longitude.min() >= 6
    assert longitude.max() <= 15
    assert abs(latitude.mean() - 51) < 5 * 8 / 12**0.5 / 20_000**0.5


def test_errors():
    assert problem("point", field="latitude")[1] == "needs either a 'box' or 'centres'"
    box = {"south": 55, "north": 47, "west": 6, "east": 15}
    assert problem("point", field="latitude", box=box) == (
        "box",
        "must go from the lower latitude to the higher one",
    )
    centre = {"latitude": 100, "longitude": 0}
    assert problem("point", field="latitude", centres=[centre])[0] == "centres.0.latitude"
