"""Settings of the test run."""

pytest_plugins = ["pytester"]
