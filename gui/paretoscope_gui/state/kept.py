"""What is kept of a tab between sessions and over crashes: model, plan, study folder and page. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from paretoscope.errors import ParetoscopeError
from paretoscope.plan import Recipe, Study
from paretoscope_gui.state.draft import Draft
from paretoscope_gui.state.files import read_json, remove, write_json

SCHEMA, FILE = 1, "session.json"


@dataclass(frozen=True)
class Kept:
    """One tab.

    Attributes:
        folder: the study that was open in it, "" for a plan alone.
        page: the page in front; trial: the one that was looked at, "" for none.
        arranged: how each page was left, by its name and the names of its parts.
    """

    model: str = ""
    draft: Draft = field(default_factory=Draft)
    folder: str = ""
    page: str = ""
    trial: str = ""
    arranged: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def blank(self) -> bool:
        """Nothing worth keeping: no model, no study, no recipe."""
        draft = self.draft
        return not (self.model or self.folder or draft.recipe.steps or len(draft.trials) > 1)

    @property
    def name(self) -> str:
        """What a reader knows it by: the study's name, its folder's, or the model's; "" when there is none."""
        return self.draft.name or Path(self.folder or self.model.removeprefix("builtin:")).name

    def body(self) -> dict[str, Any]:
        """Plain data."""
        study = self.draft.study(self.model).to_dict()
        return {
            "study": study, "recipe": self.draft.recipe.text(), "folder": self.folder, "page": self.page,
            "trial": self.trial, "arranged": self.arranged,
        }  # fmt: skip


def read_kept(body: Any) -> Kept | None:
    """A tab from plain data; None when it cannot be used."""
    try:
        study = Study.from_dict(body["study"])
        recipe = Recipe.parse(str(body.get("recipe", "")))
        folder, page, trial = (str(body.get(name, "")) for name in ("folder", "page", "trial"))
        arranged = body.get("arranged")
    except (ParetoscopeError, KeyError, TypeError, AttributeError):
        return None
    pages = arranged.items() if isinstance(arranged, dict) else ()
    left = {name: parts for name, parts in pages if isinstance(parts, dict)}
    return Kept(study.model, replace(Draft.of(study), recipe=recipe), folder, page, trial, left)


@dataclass(frozen=True)
class Session:
    """The tabs of a window that was closed in order, and which was in front."""

    tabs: tuple[Kept, ...] = ()
    current: int = 0

    def save(self, folder: Path) -> str:
        """Keep it beside the settings; empty when it worked, else why not."""
        body = {"schema": SCHEMA, "current": self.current, "tabs": [t.body() for t in self.tabs]}
        return write_json(folder / FILE, body)

    @staticmethod
    def forget(folder: Path) -> None:
        """Take it away once its tabs are open again, so that a second window beside this one begins blank."""
        remove(folder / FILE)

    def beside(self, other: Session) -> Session:
        """These tabs, and those of a window that was closed a moment ago; the one in front stays in front."""
        more = tuple(t for t in other.tabs if t not in self.tabs)
        return replace(self, tabs=(*self.tabs, *more))

    @classmethod
    def read(cls, folder: Path) -> Session:
        """The last session, blank when there is none that can be used."""
        body = read_json(folder / FILE)
        if not isinstance(body, dict) or body.get("schema") != SCHEMA or not isinstance(body.get("tabs"), list):
            return cls()
        found = tuple(k for k in map(read_kept, body["tabs"]) if k is not None and not k.blank)
        wanted = body.get("current")
        return cls(found, wanted if isinstance(wanted, int) and 0 <= wanted < len(found) else 0)
