"""People whose parts agree: names, gender, birth date, e-mail address, phone number."""
