"""How many items are needed, against a simulation of evaluations (papers seed:427 and seed:625)."""

from __future__ import annotations

import dataclasses
import json
import random
from pathlib import Path

import pytest

from paretoscope.analysis.damage import ClassDamage, Damage
from paretoscope.analysis.evaluation_size import (
    flip_spread,
    lasting,
    needed,
    reliability,
    sizes,
    sureness,
    verdict,
    visible,
)
from paretoscope.analysis.results import Results
from paretoscope.cli import main
from paretoscope.report.html_report import HtmlReport
from paretoscope.report.markdown_report import MarkdownReport


def test_so_many_items_see_the_difference_as_often_as_promised() -> None:
    """2000 evaluations with the number that 80 % asks for, and with half of it."""
    rng, spread, wanted = random.Random(1), 0.05, 0.01
    n = needed(spread, wanted)
    assert n == 197  # ((1.95996 + 0.84162) x 5)^2 = 196.2
    for size, low, high in ((n, 0.77, 0.83), (n // 2, 0.45, 0.55)):
        seen = sum(verdict([rng.gauss(wanted, spread) for _ in range(size)]) == 1 for _ in range(2000)) / 2000
        assert low < seen < high
        assert sureness(spread, wanted, size) == pytest.approx(seen, abs=0.03)


def test_visible_and_needed_are_inverse() -> None:
    assert visible(0.05, needed(0.05, 0.01)) == pytest.approx(0.01, rel=0.01)
    assert needed(0.0, 0.01) == 2
    assert sureness(0.0, 0.01, 5) == 1.0


def test_right_and_wrong_answers_spread_as_their_flips() -> None:
    """5 % of the answers flip, 3 % break and 2 % are mended: the sample's own spread."""
    values = [-1.0] * 30 + [1.0] * 20 + [0.0] * 950
    mean = sum(values) / 1000
    sample = (sum((v - mean) ** 2 for v in values) / 1000) ** 0.5
    assert flip_spread(0.05, 0.01) == pytest.approx(sample)
    assert needed(flip_spread(0.05), 0.01) == 3925


def test_a_cheap_evaluation_is_reliable_when_its_verdicts_last() -> None:
    rng = random.Random(2)
    clear = [rng.gauss(0.5, 1) for _ in range(400)]
    assert reliability(clear, 200) > 0.95
    assert reliability(clear, 10) < 0.7
    assert reliability(clear, 400) == 1.0


def test_every_quality_of_a_study_says_what_it_could_see(results: Results) -> None:
    found = sizes(results, {"quality.perplexity": 0.5})
    assert {s.metric for s in found} >= {"quality.bits_per_byte", "quality.kl"}
    for size in found:
        assert size.n >= 2
        assert (size.n >= size.needed) == (size.sure >= 0.8)
        assert (size.visible <= size.wanted) == (size.sure >= 0.8)
    assert {s.wanted for s in found if s.metric.startswith("quality.perplexity")} == {0.5}
    told = [s.lasting for s in found if s.n >= 16]
    assert all(share is not None and 0 <= share <= 1 for share in told)
    assert max(share for share in told if share is not None) > 0.95  # pruning's damage shows in any half
    back = Results.from_dict(results.to_dict())
    assert [t.lasting for t in back.trials] == [t.lasting for t in results.trials]


def test_what_lasts_is_not_told_of_too_few_items() -> None:
    assert lasting((0.5,) * 15) is None
    assert lasting(tuple(0.5 + 0.01 * (i % 3) for i in range(16))) == 1.0
    near = lasting(tuple(0.23 + (1.0 if i % 2 else -1.0) for i in range(100)))  # 2.3 standard errors above zero
    assert near is not None
    assert near < 0.9


def test_the_command_tells_before_a_study(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["items", "--difference", "quality.accuracy=0.01", "--flips", "0.05"]) == 0
    said = capsys.readouterr().out
    assert f"{needed(flip_spread(0.05, 0.01), 0.01)} items" in said
    assert "80% probability" in said
    assert main(["items", "--flips", "0.005"]) == 2
    assert "cannot come from" in capsys.readouterr().err
    assert main(["items", "--difference", "quality.accuracy"]) == 2


def test_the_command_tells_after_a_study(results: Results, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "results.json").write_text(json.dumps(results.to_dict()))
    assert main(["items", str(tmp_path / "results.json"), "--difference", "quality.kl=0.001", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {f["wanted"] for f in found if f["metric"] == "quality.kl"} == {0.001}
    assert main(["items", str(tmp_path / "results.json")]) == 0
    said = capsys.readouterr().out
    assert "items needed" in said
    assert "lasts with half" in said


def test_reports_show_flips_classes_and_what_could_be_seen(results: Results) -> None:
    classes = (ClassDamage(label=7, n=20, before=19, after=9, p=0.002, adjusted=0.01),)
    broken = Damage(n=200, broken=(1, 2, 3), mended=(9,), p=0.625, changed=5, classes=classes)
    trials = [
        t if "baseline" in t.marks else dataclasses.replace(t, damage={"classify": broken}) for t in results.trials
    ]
    shown = dataclasses.replace(results, trials=trials)
    for page in (HtmlReport().render(shown).decode(), MarkdownReport().render(shown).decode()):
        for text in (
            "Answers that flipped",
            "Damage by class",
            "What the evaluation could see",
            "Lasts with half",
            "-50%",
            "0.625",
        ):
            assert text in page
    assert "Answers that flipped" not in HtmlReport().render(results).decode()
