"""People, places, companies, money and the internet: a plugin like any other."""
