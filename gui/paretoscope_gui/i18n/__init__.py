"""The window's words in the user's language. Every text that a user sees or hears goes through here.

    tr("Open model folder…")                                  a text
    tr("There is nothing at {path}.", path=name)              with values, set in after translation; never an f-string
    tr("Run", about="page")                                   one word with two meanings: `about` tells them apart
    several(n, "{n} trial", "{n} trials")                     numbers decide the form
    TITLES = {"run": mark("Run")}  ...  tr(TITLES["run"])     a constant: marked where it stands, translated when shown
    inside(tr("Peak memory"))                                 a title in the middle of a sentence
    heading(tr("no effect"))                                  a word of a sentence, standing alone
    plain(typed) in plain(text)                               a text is searched
    tr(metric.title)                                          texts of the backend's data, extracted from that data
    said(error.text)                                          a sentence that the backend has made

Source texts are plain English literals, so that `docs/translations.py` finds them. It keeps de.ts, the file that
translators edit, and compiles de.qm, the one that Qt reads. A test fails on a text that has no German.
"""

from paretoscope_gui.i18n.sentences import said
from paretoscope_gui.i18n.text import CONTEXT, heading, inside, mark, plain, several, tr

__all__ = ["CONTEXT", "heading", "inside", "mark", "plain", "said", "several", "tr"]
