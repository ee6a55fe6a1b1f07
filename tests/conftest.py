"""Options of the test run."""


def pytest_addoption(parser):
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="Write the golden digests anew. Any that changes is a new OUTPUT_VERSION.",
    )
