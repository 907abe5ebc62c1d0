"""What leaves the machine with a report, which sections it has, and its charts as files of their own."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from paretoscope.analysis.results import Results
from paretoscope.cli import main
from paretoscope.errors import Refused, Unavailable
from paretoscope.report import FORMATS, html_report, printed, render
from paretoscope.report.charts import charts
from paretoscope.report.markdown_report import illustrated
from paretoscope.report.private import Where, shared, signed
from paretoscope.report.sections import SECTIONS, without
from paretoscope.report.standalone import OWN, palette, standalone
from paretoscope.report.svg import figure, tag

ME = Where("mallory", "deep-thought", "/home/mallory", "/home/mallory/studies/one")


@pytest.fixture
def telling(results: Results) -> Results:
    """A study whose texts hold a user's name, a machine's name and paths in every place that takes free text."""
    made = copy.deepcopy(results)
    trial = made.trials[1]
    trial.error = {
        "code": "x",
        "text": "cannot read /home/mallory/models/big/model.safetensors on deep-thought",
        "hint": "",
    }
    trial.warnings = [{"code": "y", "text": "mallory may not read C:\\Users\\Mallory\\x\\notes.txt", "hint": "ask"}]
    trial.changed = [{"technique": "decode.assisted", "values": {"notes": ["draft ~/drafts/tiny was used"]}}]
    trial.outputs = [{"workload": "w", "prompt": "in /opt/data/a.txt", "text": "and /home/mallory/b"}]
    made.health["flags"] = ["\\\\server\\share\\x could not be watched"]
    made.summary.append("Energy: chmod a+r /sys/class/powercap/x/energy_uj makes it readable; 3 token/s, and/or.")
    return made


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_names_user_host_or_path(telling: Results, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Where, "here", classmethod(lambda cls, folder=None: ME))
    told = render(telling, name).decode()
    for secret in ("mallory", "Mallory", "deep-thought", "/models/big", "drafts/", "server"):
        assert secret not in told, secret
    if name != "csv":
        assert "/sys/class/powercap/x/energy" in told.replace("\\", ""), "a hint keeps the system's own paths"
        assert "3 token/s, and/or" in told


def test_what_a_model_wrote_is_left_as_it_is(telling: Results) -> None:
    kept = shared(telling, ME).trials[1].outputs[0]
    assert kept == {"workload": "w", "prompt": "in /opt/data/a.txt", "text": "and ~/b"}
    assert telling.trials[1].outputs[0]["text"] == "and /home/mallory/b", "the study itself is not changed"


def test_asked_for_a_report_says_who_made_it_where(telling: Results) -> None:
    page = render(telling, "html", ME).decode()
    assert "mallory on deep-thought" in page
    assert "/home/mallory/studies/one" in page
    assert "No host name" not in page
    assert "No host name" in render(telling, "html").decode()
    assert "where" not in shared(signed(telling, ME), ME).study, "a signed study can be shared again"


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_left_out_is_in_no_format(results: Results, section: str) -> None:
    made = without(results, [section])
    for name in FORMATS:
        assert render(made, name)
    assert results.trials[0].turns, "the study itself keeps everything"
    if section == "trade-offs":
        assert b'<section id="trade-offs">' not in render(made, "html")
    if section == "claims":
        assert "## Claims" not in render(made, "md").decode()


def test_an_unknown_section_is_refused(results: Results) -> None:
    with pytest.raises(Refused, match="no section 'prices'"):
        without(results, ["prices"])


def test_charts_are_files_with_their_own_looks(results: Results) -> None:
    found = charts(results)
    assert any("against" in name for name in found)
    assert len(found) > 2
    for name, body in found.items():
        assert re.fullmatch(r"[\w-]+", name)
        root = ElementTree.fromstring(body)
        assert float(root.attrib["width"]) > 100
        for element in root.iter():
            assert "class" not in element.attrib
            assert "halo" not in element.attrib
            kind = element.tag.rpartition("}")[2]
            if kind in ("text", "path", "line", "circle", "polygon"):
                assert element.attrib.get("fill") or element.attrib.get("stroke"), (name, kind, element.attrib)
        assert b"var(" not in body


def test_every_colour_of_the_page_is_known_to_the_files() -> None:
    assert {palette()[name] for name in OWN.values()}
    style = html_report._style()
    drawn = set(re.findall(r"\.(c\d|base|lost)\b", style))
    assert drawn <= set(OWN)


def test_a_hatched_mark_brings_its_pattern_and_names_are_escaped() -> None:
    chart = figure(10, 10, "a <b>", "& \x07", tag("circle", cx=1.0, cy=1.0, r=2, class_="mark c1 hatched"))
    body = standalone(chart).decode()
    assert '<pattern id="hatch"' in body
    assert 'fill="url(#hatch)"' in body
    assert "a &lt;b&gt;" in body


def test_a_tool_tip_inside_a_text_is_not_written_out() -> None:
    text = tag("text", tag("title", "the whole name"), "the name", x=1.0, y=2.0, class_="name")
    body = standalone(figure(10, 10, "t", "d", text)).decode()
    assert "the whole name" not in body
    assert body.count(">the name<") == 2, "once as its own ground, once to be read"


def test_the_illustrated_words_name_every_chart_once(results: Results) -> None:
    text, pictures = illustrated(results)
    assert [f"({name})" for name in pictures] == re.findall(r"\(chart:\d+\)", text)
    assert len(pictures) == len(charts(results))
    assert "chart:" not in render(results, "md").decode()


def test_the_command_leaves_out_and_writes_charts(
    results: Results, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "results.json"
    file.write_text(json.dumps(results.to_dict()), encoding="utf-8")
    assert main(["report", str(file), "--format", "json,svg", "--without", "claims,turns"]) == 0
    body = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert body["claims"] == []
    assert all(t["turns"] == [] for t in body["trials"])
    assert list((tmp_path / "charts").glob("*.svg"))
    assert main(["report", str(file), "--without", "prices"]) == 2
    assert main(["report", str(file), "--format", "svg", "--out", "-"]) == 2
    assert "prices" in capsys.readouterr().err


def test_without_the_window_a_pdf_is_refused_with_a_hint(results: Results, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printed.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(Unavailable, match="window's libraries") as told:
        printed.pdf(results)
    assert "paretoscope[gui]" in told.value.hint
