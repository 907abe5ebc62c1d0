"""Bring docs/method.md up to date with the code: `python docs/method_tables.py`.

Filled in between marks: the table of every metric from analysis/metrics.toml, and under each rule the tests that are
named after it. Everything else on the page is written by hand.
"""

from __future__ import annotations

import re
from pathlib import Path

from paretoscope.analysis.metrics import GROUPS, METRICS, MetricInfo

ROOT = Path(__file__).parents[1]
PAGE = Path(__file__).with_name("method.md")
_TEST = re.compile(r"def (test_m\d{2}_\w+)")
_RULE = re.compile(r"^### M(\d+)[ .].*$", re.MULTILINE)
_HELD = "Held by: "


def named_tests(root: Path = ROOT / "tests") -> dict[int, list[tuple[str, str]]]:
    """Number of a rule to the (name, file) of every test that is named after it."""
    found: dict[int, list[tuple[str, str]]] = {}
    for file in sorted(root.rglob("test_*.py")):
        for name in _TEST.findall(file.read_text(encoding="utf-8")):
            found.setdefault(int(name[6:8]), []).append((name, file.relative_to(root.parent).as_posix()))
    return found


def table() -> str:
    """Every metric by group: name, unit, when it is taken, how it is compared, definition."""
    lines: list[str] = []
    for group, title in GROUPS.items():
        known = [m for m in METRICS if m.group == group]
        if known:
            lines += [
                "",
                f"**{title}**",
                "",
                "| metric | unit | window | real from | definition |",
                "|---|---|---|---|---|",
            ]
            lines += [f"| `{m.name}` | {m.unit or '1'} | {m.taken} | {_threshold(m)} | {m.definition} |" for m in known]
    return "\n".join(lines) + "\n"


def _threshold(info: MetricInfo) -> str:
    if info.relative:
        return f"{info.threshold:.1%} of the baseline's"
    if info.compare == "difference":
        return f"{info.threshold:g} {info.unit}".strip() if info.threshold else "any difference"
    return f"{info.threshold:.0%}" if info.threshold else "any change"


def held(number: int, found: dict[int, list[tuple[str, str]]]) -> str:
    """The line under a rule."""
    files: dict[str, list[str]] = {}
    for name, file in found.get(number, []):
        files.setdefault(file, []).append(f"`{name}`")
    words = "; ".join(f"{', '.join(names)} in {file}" for file, names in files.items())
    return f"{_HELD}{words}."


def render(page: str) -> str:
    """The page with its tables and its lines of tests as the code has them now."""
    found = named_tests()
    start, end = "<!-- metrics -->\n", "<!-- end of metrics -->"
    head, rest = page.split(start)
    page = head + start + table() + "\n" + end + rest.split(end)[1]
    parts = re.split(r"(?=^### M\d+)", page, flags=re.MULTILINE)
    return "".join(_with_tests(p, found) if _RULE.match(p) else p for p in parts)


def _with_tests(part: str, found: dict[int, list[tuple[str, str]]]) -> str:
    match = _RULE.match(part)
    assert match is not None
    return re.sub(rf"^{_HELD}.*$", lambda _: held(int(match[1]), found), part, count=1, flags=re.MULTILINE)


if __name__ == "__main__":
    PAGE.write_text(render(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
