"""Reports on paper: charts keep their place in the text, pages hold what belongs together, the command writes a PDF."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QColor, QImage, QPainter, QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from paretoscope.analysis.results import Results
from paretoscope.cli import main
from paretoscope_gui.paper import Sheet, chart_at, images, lay_out, sheet
from paretoscope_gui.paper.__main__ import fit
from paretoscope_gui.paper.charts import CHART
from paretoscope_gui.views.preview import Preview

RED = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 100" width="400" height="100">'
    b'<rect width="400" height="100" fill="#ff0000"/></svg>'
)


def test_every_chart_stands_in_the_text(qapp: QApplication, finished: Results) -> None:
    made = sheet(finished)
    text = lay_out(made).toPlainText()
    assert text.count(CHART) == len(made.charts) > 2
    assert "chart:" not in text


def test_a_chart_is_drawn_where_it_stands_and_is_found_there(qapp: QApplication) -> None:
    document = lay_out(Sheet("before\n\n![a](chart:0)\n\nafter\n", {"chart:0": RED}))
    document.setTextWidth(300)
    picture = QImage(300, 300, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    document.drawContents(painter)
    painter.end()
    rows = [y for y in range(300) if picture.pixelColor(150, y) == QColor("red")]
    assert 60 < len(rows) < 80, "narrower paper makes it smaller, in its own proportions"
    cursor = QTextCursor(document)
    cursor.setPosition(document.toPlainText().index(CHART))
    assert chart_at(cursor) == "chart:0"
    cursor.setPosition(0)
    assert chart_at(cursor) == ""


def test_no_heading_is_left_at_a_pages_foot(qapp: QApplication) -> None:
    words = "".join(f"# Part {i}\n\n" + "one line\n\n" * (3 + i % 4) for i in range(40))
    document = lay_out(Sheet(words, {}))
    fit(document, QSizeF(400, 300))
    block, layout = document.begin(), document.documentLayout()
    assert document.pageCount() > 8
    while block.isValid():
        if block.blockFormat().headingLevel():
            here, after = (layout.blockBoundingRect(b).top() + 2 for b in (block, block.next()))
            assert int(here // 300) == int(after // 300), block.text()
        block = block.next()


def test_images_of_charts_are_twice_as_sharp(qapp: QApplication) -> None:
    ((name, image),) = images({"a": RED})
    assert (name, image.width(), image.height()) == ("a", 800, 200)
    assert image.pixelColor(5, 5) == QColor("red")


def test_the_command_writes_a_pdf_that_names_nobody(finished: Results, tmp_path: Path) -> None:
    file = tmp_path / "results.json"
    file.write_text(json.dumps(finished.to_dict()), encoding="utf-8")
    assert main(["report", str(file), "--format", "pdf,png", "--without", "turns"]) == 0
    body = (tmp_path / "report.pdf").read_bytes()
    assert body.startswith(b"%PDF-")
    assert str(Path.home()).encode() not in body
    pictures = list((tmp_path / "charts").glob("*.png"))
    assert len(pictures) > 2
    assert QImage(str(pictures[0])).width() > 800


def test_a_long_report_is_cut_on_screen_and_says_so(qtbot: QtBot) -> None:
    shown = Preview()
    qtbot.addWidget(shown)
    made = Sheet("# Title\n\n" + "a line of some words\n\n" * 4000, {})
    shown.show_page(made)
    qtbot.waitUntil(lambda: "The preview ends here" in shown.toPlainText())
    whole = len(shown.toPlainText())
    shown.show_page(made, live=True)
    qtbot.waitUntil(lambda: len(shown.toPlainText()) < whole / 3)  # what is drawn anew every round is kept short
    shown.show_page(made)
    shown.show_page(Sheet("# Title\n\nshort\n", {}))
    qtbot.waitUntil(lambda: "short" in shown.toPlainText())
    assert "ends here" not in shown.toPlainText()


def test_the_place_that_was_being_read_stays(qtbot: QtBot) -> None:
    shown = Preview()
    qtbot.addWidget(shown)
    shown.resize(400, 300)
    shown.show()
    bar = shown.verticalScrollBar()
    for last in ("first", "second"):
        shown.show_page(Sheet("# Title\n\n" + "a line of some words\n\n" * 400 + last, {}))
        qtbot.waitUntil(lambda last=last: last in shown.toPlainText() and bar.maximum() > 6000)
        if last == "first":
            bar.setValue(6000)
    qtbot.waitUntil(lambda: bar.value() == 6000)


def test_columns_on_paper_cut_neither_words_nor_numbers_from_their_units(qapp: QApplication) -> None:
    heads = ["Recipe", "Decode throughput", "Time to first token", "Peak memory", "Weights", "Perplexity (window384)"]
    cells = ["CFSP channel pruning (sparsity 0.7)", "1.15× (93.9 t/s)", "125 ms", "469 MiB", "30.0 MiB", "+1.6 (80.7)"]
    lines = ["| " + " | ".join(each) + " |" for each in (heads, ["---"] * 6, cells, cells)]
    document = lay_out(Sheet("\n".join(lines) + "\n", {}))
    document.setTextWidth(680)
    assert document.size().width() <= 680
    block, seen = document.begin(), 0
    while block.isValid():
        broken = [block.layout().lineAt(i) for i in range(1, block.layout().lineCount())]
        assert all(block.text()[line.textStart() - 1] == " " for line in broken), block.text()
        assert not (broken and block.text() in cells[2:5]), block.text()
        seen += block.text() in (*heads, *cells)
        block = block.next()
    assert seen == 18
