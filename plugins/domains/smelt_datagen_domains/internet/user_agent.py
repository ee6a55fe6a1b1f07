"""What browsers say of themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import attrs
from smelt_datagen.plugin import Column, Generator, GuideTable, Scope, generator, param

from smelt_datagen_domains.data.reading import table
from smelt_datagen_domains.texts.joined import listed

_WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
_TEXTS: Mapping[str, str] = {
    "Chrome": "Mozilla/5.0 ({system}) {webkit} Chrome/{version}.0.0.0{mobile} Safari/537.36",
    "Edge": "Mozilla/5.0 ({system}) {webkit} Chrome/{version}.0.0.0 Safari/537.36 "
    "Edg/{version}.0.0.0",
    "Firefox": "Mozilla/5.0 ({system}; rv:{version}.0) Gecko/20100101 Firefox/{version}.0",
    "Safari": "Mozilla/5.0 ({system}) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/{version}.0{mobile} Safari/605.1.15",
}


@attrs.frozen
class Agent:
    """A browser of one version on one system, and how frequent it is."""

    user_agent: str
    browser: str
    os: str
    device: str
    weight: float


@cache
def agents() -> tuple[Agent, ...]:
    """Return all that there are; newer versions are more frequent."""
    return tuple(_agents(table("web")))


def _agents(web: Mapping[str, Any]) -> Iterator[Agent]:
    browsers = web["browsers"]
    for os, system in web["systems"].items():
        whole = sum(browsers[name]["weight"] for name in system["browsers"])
        for name in system["browsers"]:
            versions = range(browsers[name]["first"], browsers[name]["last"] + 1)
            steps = sum(range(1, len(versions) + 1))
            for step, version in enumerate(versions, 1):
                text = _TEXTS[name].format(
                    system=system["text"].format(version=version),
                    version=version,
                    webkit=_WEBKIT,
                    mobile=_mobile(name, system["device"]),
                )
                weight = system["weight"] * browsers[name]["weight"] / whole * step / steps
                yield Agent(text, name, os, system["device"], weight)


def _mobile(browser: str, device: str) -> str:
    if device != "mobile":
        return ""
    return " Mobile/15E148" if browser == "Safari" else " Mobile"


_FIELDS: Mapping[str, Callable[[Agent], str]] = {
    "user_agent": lambda agent: agent.user_agent,
    "browser": lambda agent: agent.browser,
    "os": lambda agent: agent.os,
    "device": lambda agent: agent.device,
}


@generator("user_agent", example="{ type: user_agent }", output="string", independent_of=["column"])
class UserAgent(Generator):
    """What a browser says of itself; all columns of a row that name the same agent agree.

    Browsers and systems are about as frequent as in the world, newer versions more than older ones.
    """

    field: str = param("user_agent, browser, os or device.", default="user_agent", choices=_FIELDS)
    agent: str = param("Name of the agent, to tell several in one row apart.", default="agent")

    def bind(self, scope: Scope) -> Column:
        """Return a categorical column."""
        stream = scope.own.stream.child("user_agent", self.agent)
        guide = GuideTable([agent.weight for agent in agents()])
        return listed(
            [_FIELDS[self.field](agent) for agent in agents()],
            lambda block: guide.codes(block.on(stream).uint64()),
        )
