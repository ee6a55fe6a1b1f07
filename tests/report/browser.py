"""A browser that opens pages: Debian's chromium, through selenium."""

import contextlib
import os
import pathlib
import shutil

import pytest

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
AXE = "SMELT_DATAGEN_AXE"
"""Environment variable: where axe.min.js of npm's axe-core lies."""


def needed():
    """Skip the test, saying what is missing, or return chromium, chromedriver and axe's text."""
    pytest.importorskip("selenium", reason="needs the dependency group 'browser'")
    programs = {name: shutil.which(name) for name in ("chromium", "chromedriver")}
    if missing := [name for name, path in programs.items() if path is None]:
        pytest.skip(f"needs {' and '.join(missing)} of the system")
    axe = pathlib.Path(os.environ.get(AXE, "node_modules/axe-core/axe.min.js"))
    if not axe.is_file():
        pytest.skip(f"needs axe-core: npm install axe-core, and {AXE} as the path of axe.min.js")
    return (*programs.values(), axe.read_text(encoding="utf-8"))


@contextlib.contextmanager
def browser(folder):
    """Open a browser with an empty profile in a folder."""
    from selenium import webdriver  # noqa: PLC0415 (a group of its own)
    from selenium.webdriver.chrome.service import Service  # noqa: PLC0415

    chromium, chromedriver, _ = needed()
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in (*FLAGS, f"--user-data-dir={folder / 'profile'}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(chromedriver))
    try:
        yield driver
    finally:
        driver.quit()


def show(driver, page, *, width=1280, height=900, dark=False):
    """Load a page in a window of this size and colour scheme."""
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
    driver.get(page.as_uri())
