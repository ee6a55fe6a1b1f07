"""Places whose parts agree: country, region, city, postcode, street, coordinates, time zone."""
