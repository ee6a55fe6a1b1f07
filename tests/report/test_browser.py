"""The page in a real browser: it renders, stands alone, fits, and can be used by everybody."""

import json

import pytest

from ..command import invoke
from ..docs.markdown import ROOT
from .browser import browser, needed, show
from .hostile import HOSTILE

pytestmark = pytest.mark.browser

EXAMPLES = ("retail_analytics", "web_analytics", "saas_billing")
VIOLATIONS = """
const done = arguments[arguments.length - 1];
axe.run(document).then(found => done(found.violations.map(
    one => [one.impact, one.id, one.nodes.map(node => node.html.slice(0, 200))])));
"""


@pytest.fixture(scope="module")
def driver(tmp_path_factory):
    needed()
    with browser(tmp_path_factory.mktemp("browser")) as opened:
        yield opened


@pytest.fixture(scope="module", params=[*EXAMPLES, "hostile"])
def page(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("page")
    config = ROOT / "examples" / request.param / "datagen.yaml"
    if request.param == "hostile":
        config = folder / "hostile.yaml"
        config.write_text(HOSTILE, encoding="utf-8")
    file = folder / "report.html"
    result = invoke("report", str(config), "-o", str(file), "--scale-factor", "0.02")
    assert result.exit_code == 0, result.output
    return file


def serious_faults(driver):
    """Return impact, rule and places of what axe holds against the page that is shown."""
    driver.execute_script(needed()[2])
    found = driver.execute_async_script(VIOLATIONS)
    return [one for one in found if one[0] in ("serious", "critical")]


def test_it_renders_without_a_word_on_the_console_or_a_request(driver, page):
    driver.get_log("browser"), driver.get_log("performance")
    show(driver, page)
    assert driver.get_log("browser") == []
    asked = [json.loads(one["message"])["message"] for one in driver.get_log("performance")]
    urls = {
        one["params"]["request"]["url"].partition(":")[0]
        for one in asked
        if one["method"] == "Network.requestWillBeSent"
    }
    assert urls <= {"file", "data"}
    charts = driver.execute_script(
        "return [...document.querySelectorAll('svg.chart, svg.diagram')]"
        ".map(one => one.getBoundingClientRect())"
        ".filter(one => one.width * one.height > 2000).length"
    )
    drawn = driver.execute_script("return document.querySelectorAll('svg.chart').length")
    assert charts >= drawn > 0


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_scrolls_sideways(driver, page, width):
    show(driver, page, width=width)
    assert driver.execute_script("return document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_serious(driver, page, dark, width):
    show(driver, page, width=width, dark=dark)
    assert serious_faults(driver) == []


def test_axe_finds_what_is_serious(driver, tmp_path):
    page = tmp_path / "faulty.html"
    page.write_text(
        '<html><title>Faulty</title><body><img src="data:,"><p style="color: #ccc">pale</p>'
        '<div style="overflow: auto; height: 9px"><p style="height: 99px">out of reach</div>',
        encoding="utf-8",
    )
    show(driver, page)
    assert {"color-contrast", "html-has-lang", "image-alt", "scrollable-region-focusable"} <= {
        name for _, name, _ in serious_faults(driver)
    }


def test_the_colours_follow_the_system(driver, page):
    seen = []
    for dark in (False, True):
        show(driver, page, dark=dark)
        seen.append(driver.execute_script("return getComputedStyle(document.body).backgroundColor"))
    assert seen == ["rgb(244, 246, 249)", "rgb(14, 19, 25)"]


def test_the_keyboard_reaches_what_scrolls_and_what_leads_on(driver, page):
    show(driver, page, width=360)
    stops = driver.execute_script(
        "return [...document.querySelectorAll('a[href], [tabindex=\"0\"]')].length"
    )
    scrolling = driver.execute_script(
        "return [...document.querySelectorAll('*')].filter(one => one.scrollWidth > one.clientWidth"
        " && getComputedStyle(one).overflowX === 'auto').map(one => one.tabIndex)"
    )
    assert stops > 3
    assert set(scrolling) == {0}


def test_names_of_a_config_run_nothing(driver, page):
    show(driver, page)
    assert driver.execute_script("return window.hacked === undefined")
    assert (
        driver.execute_script("return document.querySelectorAll('script, img, iframe').length") == 0
    )
