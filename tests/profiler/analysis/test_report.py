"""Every format says the same numbers, escapes what it shows, and stands by itself."""

from __future__ import annotations

import copy
import csv
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest

from paretoscope.analysis.metrics import METRICS, metric
from paretoscope.analysis.results import Results
from paretoscope.cli import main
from paretoscope.errors import Refused
from paretoscope.report import FORMATS, render, renderer, view
from paretoscope.report.svg import Scale, nice, spanning, tag
from paretoscope.schemas import schema

HOSTILE = '<script>alert("x")</script> | & \' ` [a](b) */'
GOLDEN = Path(__file__).with_name("golden.md")
_VOID = {"meta", "link", "br", "img", "hr", "input"}


class Page(HTMLParser):
    """Collects what a browser would load or run, ids and links, and whether tags close in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in _VOID:
            self.open.append(tag)
        for key, value in attrs:
            assert not key.startswith("on"), f"a handler: {key}"
            if key in ("src", "srcset", "data", "action") or (tag == "link" and key == "href"):
                self.loads.append(value or "")
            if key == "id":
                self.ids.append(value or "")
            if tag == "a" and key == "href":
                self.links.append(value or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def hostile(results: Results) -> Results:
    """The same study with markup in every text that a model, a file or a user may bring."""
    found = copy.deepcopy(results)
    found.study["name"] = found.model["name"] = found.machine["processor"] = HOSTILE
    found.identity[HOSTILE] = HOSTILE
    found.summary.append(HOSTILE)
    for trial in found.trials:
        trial.title, trial.recipe = HOSTILE, f"a\n\n{HOSTILE}"  # which would end a code span
        trial.words.append(HOSTILE)
        trial.outputs = [{"workload": HOSTILE, "prompt": HOSTILE, "text": HOSTILE}]
        trial.warnings = [{"code": "x", "text": HOSTILE, "hint": HOSTILE}]
        trial.changed = [{"technique": HOSTILE, "values": {"notes": [HOSTILE], "modules": HOSTILE}}]
        trial.error = {"code": "x", "text": HOSTILE, "hint": HOSTILE}
    return found


def test_the_page_is_whole_and_loads_nothing(results: Results) -> None:
    page = Page(render(results, "html").decode())
    assert page.open == []
    assert not page.loads
    assert not {"script", "iframe", "object", "link"} & set(page.tags)
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    assert all(link.startswith(("#", "https://arxiv.org/", "https://doi.org/")) for link in page.links)


def test_hostile_text_stays_text(results: Results) -> None:
    found = hostile(results)
    html = render(found, "html").decode()
    assert "script" not in Page(html).tags
    assert "&lt;script&gt;" in html
    markdown = render(found, "md").decode()
    assert "<script" not in re.sub(r"`[^`\n]*`", "", markdown)  # inside of a code span markup is text
    cells = {line.replace("\\|", "").count("|") for line in markdown.splitlines() if line.startswith("| ")}
    heads = {line.count("---|") + 1 for line in markdown.splitlines() if line.startswith("|---")}
    assert cells == heads
    rows = list(csv.DictReader(io.StringIO(render(found, "csv").decode())))
    assert {r["recipe"] for r in rows} == {f"a\n\n{HOSTILE}"}


def test_a_formula_is_defused_in_csv(results: Results) -> None:
    found = copy.deepcopy(results)
    found.trials[1].recipe = '=HYPERLINK("http://x")'
    rows = csv.DictReader(io.StringIO(render(found, "csv").decode()))
    assert any(r["recipe"].startswith("'=") for r in rows)


def test_every_chart_has_a_name_a_description_and_a_table(results: Results) -> None:
    html = render(results, "html").decode()
    figures = re.findall(r"<figure.*?</figure>", html, re.S)
    assert len(figures) >= 5
    for figure in figures:
        svg = ElementTree.fromstring(re.search(r"<svg.*?</svg>", figure, re.S).group())  # type: ignore[union-attr]
        names = [child.tag.split("}")[1] for child in svg[:2]]
        assert names == ["title", "desc"]
        assert all(child.text for child in svg[:2])
        assert figure.count("<tbody>") == 1


def test_all_formats_say_the_same(results: Results) -> None:
    html, markdown = (render(results, f).decode() for f in ("html", "md"))
    rows = {
        (r["trial"], r["workload"], r["metric"]): r
        for r in csv.DictReader(io.StringIO(render(results, "csv").decode()))
    }
    body = json.loads(render(results, "json"))
    for trial in body["trials"]:
        for workload, table in trial["metrics"].items():
            for name, value in table.items():
                row = rows[trial["id"], workload, name]
                assert row["value"] == ("" if value["value"] is None else str(value["value"]))
                ratio = trial["ratios"].get(workload, {}).get(name)
                assert row["real"] == (str(ratio["real"]) if ratio else "")
    columns = view.main_columns(results)
    for row_ in view.rows(results, columns):
        for cell in row_.cells:
            assert cell.text in html
            assert cell.ratio in markdown
            assert cell.ratio in html


def test_json_is_what_its_schema_says(results: Results) -> None:
    jsonschema.validate(json.loads(render(results, "json")), schema("results"))


def test_an_estimate_is_marked_wherever_it_stands(results: Results) -> None:
    found = copy.deepcopy(results)
    trial = found.trials[1]
    workload = next(iter(found.trials[1].metrics))
    for name in ("throughput.decode", "memory.peak"):
        table = next(t for t in trial.metrics.values() if name in t)
        table[name] = type(table[name])(**{**vars(table[name]), "source": "estimated", "why": "8 W assumed"})
    assert workload is not None
    html = render(found, "html").decode()
    assert "estimated" in html
    assert "hatched" in html
    assert "estimated" in render(found, "csv").decode()


def test_simulated_and_failed_trials_are_marked(results: Results) -> None:
    html = render(results, "html").decode()
    assert "simulated memory and speed" in html
    assert '<small class="state">failed</small>' in html
    assert "mark c2 hollow" in html or "hollow" in html


def test_energy_says_why_there_is_none(results: Results) -> None:
    for name in ("html", "md"):
        assert "No energy is shown: no energy counter" in render(results, name).decode()


def test_a_preliminary_study_says_so(measure: object) -> None:
    html = render(measure("glance"), "html").decode()  # type: ignore[operator]
    assert "Preliminary" in html


def test_an_empty_study_can_be_reported() -> None:
    for name in FORMATS:
        assert render(Results(), name)


def test_golden_markdown(results: Results) -> None:
    """The whole report of the simulated study, held word by word; write it anew when a wording changes on purpose."""
    assert render(results, "md").decode() == GOLDEN.read_text(encoding="utf-8")


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(Refused, match="unknown format"):
        renderer("docx")


def test_the_command_writes_every_format(
    results: Results, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    file = tmp_path / "results.json"
    file.write_bytes(render(results, "json"))
    assert main(["report", str(file), "--format", ",".join(FORMATS), "--out", str(tmp_path / "out")]) == 0
    assert {p.suffix[1:] for p in (tmp_path / "out").iterdir()} == set(FORMATS)
    capsysbinary.readouterr()
    assert main(["report", str(file), "--format", "md", "--out", "-"]) == 0
    assert capsysbinary.readouterr().out == render(results, "md")
    assert main(["report", str(file), "--format", "docx"]) == 2
    assert main(["report", str(tmp_path / "none")]) == 2
    (tmp_path / "taken").write_text("")
    assert main(["report", str(file), "--out", str(tmp_path / "taken" / "r.html")]) == 4


def test_every_metric_has_a_definition_and_an_order() -> None:
    for m in METRICS:
        assert m.title
        assert m.definition.endswith(".")
        assert m.better in ("up", "down", "")
    assert metric("latency.ttft.p90").title == "Time to first token (90th percentile)"
    assert metric("quality.perplexity.window512").title == "Perplexity (window512)"
    assert metric("something.new").title == "something new"
    assert metric("memory.peak").text(587202560) == "560 MiB"


def test_scales_and_ticks() -> None:
    scale = Scale(0, 10, 100, 200)
    assert (scale(0), scale(10), scale(5), scale(99)) == (100, 200, 150, 200)
    assert scale.ticks(5) == [0, 2, 4, 6, 8, 10]
    assert [nice(v) for v in (0.9, 1.1, 2.2, 3, 7)] == [1, 2, 2.5, 5, 10]
    log = spanning([1.0, 1000.0], 0, 100)
    assert log.log
    assert log.ticks() == [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]
    assert tag("text", "<b>", class_="a", stroke_width=2.0) == '<text class="a" stroke-width="2">&lt;b&gt;</text>'
