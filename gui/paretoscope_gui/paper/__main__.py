"""`python -m paretoscope_gui.paper RESULTS.json OUT`: a report on paper, in a process of its own and without a screen.

OUT ends with .pdf: the report. Otherwise OUT is a folder: every chart as PNG. The results are taken as they are; who
calls has left out what must not be given away.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QApplication

from paretoscope.analysis.results import Results
from paretoscope.report.charts import charts
from paretoscope.report.facts import title
from paretoscope_gui.paper.charts import CHART, images
from paretoscope_gui.paper.page import lay_out, sheet
from paretoscope_gui.theme import LIGHT, font, theme

DPI = 96  # of the layout's pixels
PATIENCE = 600_000  # letters that are laid out anew to keep headings with their texts
LINE = 24.0  # px that a line of text needs on a page
SIDE, FOOT = 53.0, 34.0  # px: margin of the paper, and room for the line under the text


def main(arguments: list[str]) -> int:
    """Write what was asked for; 0, or 1 with a sentence on stderr."""
    source, out = Path(arguments[0]), Path(arguments[1])
    application = QApplication(sys.argv[:1])
    theme().prepare(application, "light", 1.0)
    try:
        results = Results.from_dict(json.loads(source.read_text(encoding="utf-8")))
        if out.suffix == ".pdf":
            print_pdf(results, out)
        else:
            save_images(results, out)
    except OSError as error:
        print(f"{out.name} could not be written: {error.strerror or error}", file=sys.stderr)
        return 1
    return 0


def print_pdf(results: Results, out: Path) -> None:
    """Lay the report out on A4 and write it. Raises OSError."""
    document = lay_out(sheet(results), cell="caption")
    writer = QPdfWriter(str(out))
    writer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF()))
    writer.setResolution(10 * DPI)
    writer.setTitle(title(results))
    writer.setCreator("Paretoscope")
    paper = QRectF(0, 0, writer.width() / 10, writer.height() / 10)
    text = paper.adjusted(SIDE, SIDE, -SIDE, -SIDE - FOOT)
    fit(document, text.size())
    painter = QPainter()
    if not painter.begin(writer):
        raise OSError(0, "the file cannot be opened for writing", str(out))
    painter.scale(10, 10)
    for page in range(document.pageCount()):
        if page:
            writer.newPage()
        _page(painter, document, page, text, paper)
    painter.end()


def fit(document: QTextDocument, size: QSizeF) -> None:
    """Break the document into pages of that size, with letters spaced as the paper will have them."""
    document.setDocumentMargin(0)
    document.setUseDesignMetrics(True)
    plain = QFont(document.defaultFont())
    plain.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    document.setDefaultFont(plain)
    document.setPageSize(size)
    _keep_heads(document, size.height())


def _keep_heads(document: QTextDocument, tall: float) -> None:
    """No heading, and no line that leads to a chart, is left alone at a page's foot.

    Each break moves what follows, so the pages are laid out anew after it; a long report gives up after a while.
    """
    place, look = document.begin(), QTextBlockFormat()
    look.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
    for _ in range(min(40, PATIENCE // max(1, document.characterCount()))):
        place = _torn(document, place, tall)
        if not place.isValid():
            return
        QTextCursor(place).mergeBlockFormat(look)
        document.markContentsDirty(0, document.characterCount())


def _torn(document: QTextDocument, block: QTextBlock, tall: float) -> QTextBlock:
    """The first block from here on that belongs with what stands on the next page; an invalid one when all is well."""
    while block.isValid():
        last = block
        while last.next().isValid() and _leads(last):
            last = last.next()
        if last != block and _page_of(document, block, tall) != _page_of(document, last, tall):
            return block
        block = last.next() if last != block else block.next()
    return block


def _leads(block: QTextBlock) -> bool:
    """Whether a block belongs with the next one: a heading, or the words over a chart."""
    words = not block.text().startswith(CHART)
    return block.blockFormat().headingLevel() > 0 or (words and block.next().text().startswith(CHART))


def _page_of(document: QTextDocument, block: QTextBlock, tall: float) -> int:
    """The page of a block's first line or chart; the block itself may begin with the gap that it left on a page."""
    box = document.documentLayout().blockBoundingRect(block)
    if block.text().startswith(CHART):
        return int((box.bottom() - 1) // tall)
    return int((box.top() + (0 if block.blockFormat().headingLevel() else LINE)) // tall)


def _page(painter: QPainter, document: QTextDocument, page: int, text: QRectF, paper: QRectF) -> None:
    """One page: its part of the text, and its number."""
    painter.save()
    painter.translate(text.left(), text.top() - page * text.height())
    part = QRectF(0, page * text.height(), text.width(), text.height())
    painter.setClipRect(part)
    document.drawContents(painter, part)
    painter.restore()
    painter.setFont(font("caption"))
    painter.setPen(QColor(LIGHT.dim))
    foot = QRectF(text.left(), paper.bottom() - SIDE - FOOT / 2, text.width(), FOOT)
    painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, "Paretoscope")
    painter.drawText(foot, Qt.AlignmentFlag.AlignRight, f"{page + 1} / {document.pageCount()}")


def save_images(results: Results, folder: Path) -> None:
    """Every chart as PNG into a new folder. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, image in images(charts(results)):
        if not image.save(str(folder / f"{name}.png")):
            raise OSError(0, "a chart could not be encoded", str(folder))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
