"""A report as one HTML file: everything inline, nothing fetched, readable without a script."""

from __future__ import annotations

import base64
import functools
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from factkit.display import visible
from factkit.model import EvidenceStance, RecordKind
from factkit.reports import words
from factkit.reports.across import Overview
from factkit.reports.content import ClaimReport, RatingCount, Report, Tone, rating_key

if TYPE_CHECKING:
    from jinja2 import Environment

_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
# The light theme's colours once more, for programs that draw SVG without the page's style sheet.
_PAINT = {
    "plain": "#1c1b19",
    Tone.TRUE: "#1a7237",
    Tone.FALSE: "#b42318",
    Tone.MIXED: "#855300",
    Tone.UNKNOWN: "#55606b",
    Tone.DISPUTED: "#6b3fb5",
    Tone.OPEN: "#5f6670",
    Tone.NONE: "#6b675f",
}
_STANCE_SIGNS = {EvidenceStance.SUPPORTS: "✓", EvidenceStance.REFUTES: "✗", EvidenceStance.CONTEXT: "·"}


def page(report: Report, *, markup: Sequence[Mapping[str, Any]] = (), on_paper: bool = False) -> str:
    """Return the report as an HTML document.

    Args:
        markup: JSON-LD documents that the page carries for other programs; each is escaped for a script element.
        on_paper: without a script, and with the style of a paged document.
    """
    return draw(
        "report.html.j2",
        script="" if on_paper else asset("report.js"),
        style="pdf.css" if on_paper else "",
        colors=report.ratings,
        report=report,
        tiles=words.tiles(report),
        states=_states(report.claims),
        parts_of_article=words.about(report),
        method=words.method(report),
        not_checked=[claim for claim in report.claims if claim.decision is None],
        markup=[_for_script_element(data) for data in markup],
    )


def overview_page(found: Overview, *, on_paper: bool = False) -> str:
    """Return the overview as an HTML document, which needs no script."""
    return draw(
        "overview.html.j2",
        script="",
        style="pdf.css" if on_paper else "",
        colors=found.known,
        found=found,
    )


def draw(template: str, *, script: str, colors: Sequence[RatingCount], style: str = "", **values: Any) -> str:
    """Return a page drawn from a packaged template, under a policy that allows its own style and script alone.

    Args:
        colors: what the charts of the page show; each has a class of its own with its colour.
        style: a packaged style sheet that goes after the common one.
    """
    from markupsafe import Markup

    rules = asset("page.css") + (asset(style) if style else "") + _color_rules(colors)
    policy = "; ".join(
        [
            "default-src 'none'",
            f"style-src '{_digest(rules)}'",
            f"script-src '{_digest(script)}'" if script else "script-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
    classes = {each.key: f"r{number}" for number, each in enumerate(colors)}
    return (
        _environment()
        .get_template(template)
        .render(
            style=Markup(rules),
            script=Markup(script),
            policy=Markup(policy),
            classes=classes,
            paint=_PAINT,
            **values,
        )
    )


def asset(name: str) -> str:
    """Return a packaged style sheet or script."""
    return (files("factkit.reports") / "templates" / name).read_text(encoding="utf-8")


def _states(claims: Iterable[ClaimReport]) -> list[tuple[str, int]]:
    counts: dict[str, int] = {}
    for claim in claims:
        for state in words.states_of(claim):
            counts[state] = counts.get(state, 0) + 1
    return sorted(counts.items())


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _color_rules(counts: Sequence[RatingCount]) -> str:
    """Return a class for each thing that a chart shows; what a scale says is a colour is checked to be one."""
    light, dark = [], []
    for number, each in enumerate(counts):
        if _COLOR.fullmatch(each.color):
            bright = _lighter(each.color)
            light.append(f".r{number}{{--c:{each.color};--on:{_ink_on(each.color)}}}")
            dark.append(f".r{number}{{--c:{bright};--on:{_ink_on(bright)}}}")
        else:
            light.append(f".r{number}{{--c:var(--{each.tone});--on:var(--paper)}}")
    return "\n".join(["", *light, "@media (prefers-color-scheme: dark){", *dark, "}", ""])


def _channels(color: str) -> list[int]:
    return [int(color[place : place + 2], 16) for place in (1, 3, 5)]


def _lighter(color: str) -> str:
    return "#" + "".join(f"{round(channel + (255 - channel) * 0.45):02x}" for channel in _channels(color))


def _ink_on(color: str) -> str:
    """Return the ink with the higher contrast on `color`; WCAG 2.2, relative luminance."""
    linear = [c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in _channels(color)]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#fff" if 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05 else "#000"


def _for_script_element(data: Mapping[str, Any]) -> Any:
    """Return JSON that cannot end its script element, in ASCII so that nothing in it is hidden either."""
    from markupsafe import Markup

    text = json.dumps(data, ensure_ascii=True, allow_nan=False)
    for char in "<>&":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)


@functools.cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("factkit.reports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        auto_reload=False,
    )
    filters: dict[str, Callable[..., Any]] = {
        "day": words.day,
        "event": words.event,
        "is_withheld": words.is_withheld,
        "is_language": lambda tag: _LANGUAGE.fullmatch(tag) is not None,
        "is_web": words.is_web,
        "iso": lambda moment: moment.isoformat().replace("+00:00", "Z"),
        "key": rating_key,
        "plural": words.plural,
        "stance_sign": lambda stance: _STANCE_SIGNS[stance],
        "state_words": lambda claim: "|".join(words.states_of(claim)),
    }
    environment.filters |= filters
    return environment


def _shown(value: Any) -> Any:
    """Return what stands in a page for a value: text with nothing in it that a reader cannot see."""
    if isinstance(value, (Tone, RecordKind, EvidenceStance)):
        return value.value
    if isinstance(value, str) and not hasattr(value, "__html__"):
        return visible(value, keep="\n\t\r")
    return value
