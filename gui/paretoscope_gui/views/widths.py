"""How wide the columns of a table are: numbers as wide as they need, words share what is left; long heads wrap."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, partial

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHeaderView, QStyleOptionHeader, QTableView

from paretoscope_gui.tables import ArrayTable
from paretoscope_gui.theme import font, grown, theme

WIDE = 1 << 24  # px: of what was not measured
LOOKED_AT = 200  # rows; in longer tables no words wrap
FIRST = 60  # rows of these that say how wide columns are
LINES = 3  # of a cell at most; the tool tip has the rest
PADDING, MARK = 22, 6  # px beside a text: paddings; and around its mark
_REMARK = re.compile(r"\([^()]{1,20}\)")
WORD = 144  # px beyond which a single word is cut after all
NAME = 0.6  # share of what there is for words that a name may have
HEAD = 92  # px from which a head of several words stands in two lines


class Heads(QHeaderView):
    """A head whose long titles stand in two lines, all on one ground line."""

    def __init__(self, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, place: int) -> None:
        """The title in its lines."""
        super().initStyleOptionForIndex(option, place)
        option.text = in_lines(option.text, theme().scale)
        option.textAlignment = option.textAlignment & ~Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignBottom

    def sectionSizeFromContents(self, place: int) -> QSize:
        """As wide as the longest of its lines."""
        lines = in_lines(str(self.model().headerData(place, self.orientation()) or ""), theme().scale).split("\n")
        sizes = _head_font(theme().scale)
        wide = max(sizes.horizontalAdvance(line) for line in lines) + PADDING
        if self.isSortIndicatorShown() and self.sortIndicatorSection() == place:
            wide += grown(12)
        return QSize(wide, sizes.height() * len(lines) + 14)


class Widths(QObject):
    """Keeps columns and rows of a view fitting: call `fit` when its contents have changed; the rest it sees itself.

    Words go on in further lines where their column is narrow, in tables that are not too long.

    Args:
        stretched: the column of words that takes what is left over.
    """

    def __init__(self, view: QTableView, stretched: int = 0) -> None:
        super().__init__(view)
        self._view, self._words, self._stretched = view, dict[int, int](), stretched
        self._measured: dict[int, int] = {}  # by column, px: of the contents as they are, in a view of any width
        self._longest: dict[int, int] = {}  # the same of their longest word
        self._laying, self._own, self._most = False, dict[int, int](), dict[int, int]()
        view.horizontalHeader().sectionResized.connect(self._drawn)
        view.viewport().installEventFilter(self)
        theme().follow(self._later)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The view has another width."""
        if event.type() == QEvent.Type.Resize:
            self._share()
        return False

    def fit(self, words: dict[int, int] | None = None, live: bool = False) -> None:
        """Give every column its width; what a person has drawn stays as it was drawn.

        Args:
            words: the columns of words with the least that each needs, px at the usual size of the text.
            live: values stream in: columns of numbers only grow, so that nothing jumps to and fro.
        """
        if not live:
            self._most = {}
        if words is not None and words != self._words:
            self._words, self._own, self._most = words, {}, {}
        self._measured.clear()
        self._longest.clear()
        self._share()

    def _share(self) -> None:
        self._lay()
        self._wrap()

    def _wrap(self) -> None:
        """Rows as high as their words need; columns that are wide enough for each of theirs are not measured again."""
        if self._words:
            view = self._view
            wrap(view, tuple(i for i in self._words if self._measured.get(i, WIDE) > view.columnWidth(i)))

    def _known(self, place: int, measure: Callable[[int], int]) -> int:
        """A width that was drawn, or what the contents need; measured once."""
        if place not in self._own and place not in self._measured:
            self._measured[place] = measure(place)
        return self._own.get(place) or self._measured[place]

    def _word(self, place: int) -> int:
        """What the longest word of a column needs, measured once."""
        if place not in self._longest:
            self._longest[place] = word(self._view, place)
        return self._longest[place]

    def _lay(self) -> None:
        view, count = self._view, self._view.model().columnCount()
        shown = [i for i in range(count) if not view.isColumnHidden(i)]
        words = [i for i in shown if i in self._words]
        if self._laying or not words:
            return
        wide = {i: self._known(i, self._numbers) for i in shown if i not in words}
        left = view.viewport().width() - sum(wide.values())
        needs = {i: self._known(i, partial(needed, view)) for i in words}
        first = words[0]
        least = {i: self._own.get(i) or max(grown(self._words[i]), self._word(i)) for i in words}
        # the name that a row goes by gives way last, but pushes nothing out of sight
        others = sum(min(needs[i], least[i]) for i in words[1:])
        least[first] = max(least[first], min(round(NAME * left), left - others))
        wide |= shared(needs, least, left, self._stretched)
        self._laying = True
        for place, width in wide.items():
            if view.columnWidth(place) != width:
                view.setColumnWidth(place, width)
        self._laying = False

    def _numbers(self, place: int) -> int:
        now = max(widest(self._view, place), self._view.horizontalHeader().sectionSizeHint(place))
        self._most[place] = max(now, self._most.get(place, 0))
        return self._most[place]

    def _drawn(self, place: int, before: int, width: int) -> None:
        """A person has drawn a column; one that is hidden, or shown again, was resized by nobody."""
        if not self._laying and before > 0 and width > 0 and self._view.isVisible():
            self._own[place] = width
            if place in self._words:
                self._wrap()

    def _later(self) -> None:
        """Another size of the text: widths that were drawn are for the one before."""
        self._own.clear()
        self._most.clear()
        QTimer.singleShot(0, self, self.fit)


def shared(needs: dict[int, int], least: dict[int, int], left: int, stretched: int) -> dict[int, int]:
    """The width of each column of words, px: what it needs, or, where that is too much, the long ones give way first.

    What is left over goes to `stretched`, or to the first one. Together they are wider than `left` only where they
    cannot even have their least.
    """
    made = dict(needs)
    floor = {i: min(needs[i], least[i]) for i in needs}
    over = sum(made.values()) - left
    while over > 0:
        giving = [i for i in made if made[i] > floor[i]]
        if not giving:
            break
        longest = max(made[i] for i in giving)
        first = [i for i in giving if made[i] == longest]
        next_ = max([floor[i] for i in first] + [made[i] for i in giving if made[i] < longest])
        step = min(longest - next_, -(-over // len(first))) or 1
        for i in first:
            made[i] -= step
        over = sum(made.values()) - left
    if over < 0:
        made[stretched if stretched in made else min(made)] -= over
    return made


def texts(view: QTableView, place: int) -> list[str]:
    """What the first rows of a column say, as they stand."""
    model = view.model()
    most = model.rowCount() if model.rowCount() <= LOOKED_AT else FIRST
    if isinstance(model, ArrayTable):
        return model.texts(place, most)
    return [str(model.index(row, place).data() or "") for row in range(most)]


def needed(view: QTableView, place: int) -> int:
    """Width of a column with all its words in one line, px; its head counts too."""
    longest = max(map(view.fontMetrics().horizontalAdvance, set(texts(view, place))), default=0)
    return max(longest + beside(view, place) + 2, view.horizontalHeader().sectionSizeHint(place))


def widest(view: QTableView, place: int) -> int:
    """Width of a column of numbers, px. Only the cell of the longest text is asked for its size."""
    found = texts(view, place)
    longest = max(set(found), key=view.fontMetrics().horizontalAdvance, default=None)
    return 0 if longest is None else view.sizeHintForIndex(view.model().index(found.index(longest), place)).width()


def word(view: QTableView, place: int) -> int:
    """Width that the longest single word of a column needs, px, up to what one may expect: no word is cut."""
    words = {each for text in set(texts(view, place)) for each in text.split()}
    longest = max(map(view.fontMetrics().horizontalAdvance, words), default=0)
    return min(grown(WORD), longest + beside(view, place) + 2)


def beside(view: QTableView, place: int) -> int:
    """What of a cell's width is no text, px: paddings, and its mark."""
    marked = view.model().rowCount() and view.model().index(0, place).data(Qt.ItemDataRole.DecorationRole) is not None
    return PADDING + (MARK + view.iconSize().width() if marked else 0)


def wrap(view: QTableView, columns: tuple[int, ...]) -> None:
    """Let long words in these columns go on in further lines; in long tables they are elided, which costs nothing."""
    many = view.model().rowCount() > LOOKED_AT
    if view.wordWrap() == many:  # else all would be laid out again
        view.setWordWrap(not many)
    if many:
        return
    wanted = [view.fontMetrics().height()] * view.model().rowCount()
    for place in (c for c in columns if not view.isColumnHidden(c)):
        found = texts(view, place)
        high = {text: tall(view, place, text) for text in set(found)}
        wanted = [max(before, high[text]) for before, text in zip(wanted, found, strict=True)]
    for row, height in enumerate(wanted):
        if view.rowHeight(row) != height + 18:
            view.setRowHeight(row, height + 18)


def tall(view: QTableView, place: int, text: str) -> int:
    """Height of a text in a column, wrapped where it is longer, in at most LINES lines, px."""
    sizes, room = view.fontMetrics(), max(40, view.columnWidth(place) - beside(view, place))
    high = sizes.boundingRect(QRect(0, 0, room, 10_000), Qt.TextFlag.TextWordWrap, text).height()
    return min(high, LINES * sizes.lineSpacing())


def unbroken(text: str) -> str:
    """A name whose short remarks in brackets, such as (bits 4), go into the next line whole."""
    return _REMARK.sub(lambda found: found[0].replace(" ", "\u00a0"), text)


@lru_cache(maxsize=512)
def in_lines(title: str, scale: float) -> str:
    """A title of several words in two lines of about the same length, where it is long."""
    sizes, words = _head_font(scale), title.split(" ")
    if len(words) < 2 or sizes.horizontalAdvance(title) <= HEAD * scale:
        return title
    cuts = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    return "\n".join(min(cuts, key=lambda pair: max(map(sizes.horizontalAdvance, pair))))


@lru_cache(maxsize=16)
def _head_font(scale: float) -> QFontMetrics:
    made = font("caption")
    made.setWeight(made.Weight.DemiBold)
    return QFontMetrics(made)
