"""Write what the techniques say of themselves: the packaged catalogue, and a docs page for each.

`python -m paretoscope.techniques.export_catalog [--docs]`, from a checkout. A test fails when a file is stale.
"""

from __future__ import annotations

import argparse
import inspect
import json
from collections.abc import Iterator
from pathlib import Path

from paretoscope.catalog import Entry, Need
from paretoscope.techniques import all_techniques
from paretoscope.techniques.base import Technique

PACKAGE = Path(__file__).resolve().parents[1]
CATALOG = PACKAGE / "catalog" / "techniques.json"
PAGES = PACKAGE.parents[1] / "docs" / "techniques"


def own() -> dict[str, type[Technique]]:
    """The techniques of this package by id; third parties' have their own pages."""
    return {i: t for i, t in all_techniques().items() if t.__module__.startswith("paretoscope.")}


def catalog_text() -> str:
    """The catalogue as it ships: one technique a line, so that a change shows as one line."""
    lines = (json.dumps(t.entry().to_dict(), ensure_ascii=False) for t in own().values())
    return "[\n" + ",\n".join(lines) + "\n]\n"


def page(technique: type[Technique]) -> str:
    """The docs page of one technique, Markdown."""
    entry = technique.entry()
    parts = [
        f"# {entry.card.title} (`{entry.id}`)",
        entry.card.promise,
        "\n".join(_facts(entry)),
        "## Parameters",
        _table(entry) if entry.parameters else "None.",
        *_conflicts(entry),
        "## How it works",
        _description(technique),
        "## Try it",
        f"```sh\nparetoscope run builtin:{_model(entry)} --recipe '{entry.id}'{_workload(entry)} --protocol quick\n```",
        "_Generated from the technique's card and source by `python -m paretoscope.techniques.export_catalog --docs`._",
    ]
    return "\n\n".join(p for p in parts if p) + "\n"


def index() -> str:
    """The list of all pages, Markdown."""
    rows = [f"| [`{i}`]({i}.md) | {t.card.title} | {t.card.stage} | {t.card.promise} |" for i, t in own().items()]
    head = "# Techniques\n\n| id | title | stage | promise |\n|---|---|---|---|\n"
    return head + "\n".join(rows) + "\n"


def files(docs: bool) -> dict[Path, str]:
    """Every generated file and what it must hold."""
    found = {CATALOG: catalog_text()}
    if docs:
        found |= {PAGES / f"{i}.md": page(t) for i, t in own().items()}
        found[PAGES / "README.md"] = index()
    return found


def main() -> None:
    """Write the files, and say which changed."""
    options = argparse.ArgumentParser(prog="python -m paretoscope.techniques.export_catalog", description=__doc__)
    options.add_argument("--docs", action="store_true", help="write docs/techniques/*.md too")
    for file, text in files(options.parse_args().docs).items():
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
            print(f"wrote {file}")


def _facts(entry: Entry) -> Iterator[str]:
    card = entry.card
    named = {
        "Stage": card.stage,
        "Tasks": ", ".join(card.tasks),
        "Helps": card.helps,
        "Hurts": card.hurts,
        "Needs": ", ".join(str(n).replace("_", " ") for n in card.needs),
        "Libraries": ", ".join(f"{lib.module} (`pip install '{lib.requirement}'`)" for lib in card.libraries),
        "Models": ", ".join(card.models),
        "Devices": ", ".join(card.devices),
        "Promised effects": "; ".join(f"`{e.metric}` {e.direction} (`{e.workload}`)" for e in card.effects),
        "Simulated": f"{' and '.join(card.simulated)}: nothing of it is saved by itself" if card.simulated else "",
        "Outputs": "stay identical" if card.lossless else "",
        "Stored in the weights": "yes, exports and the artefact cache hold it" if card.persistent else "no",
        "Papers": ", ".join(card.papers),
    }
    return (f"- **{name}**: {value}" for name, value in named.items() if value)


def _table(entry: Entry) -> str:
    head = "| name | type | default | unit | allowed | worth sweeping | meaning |\n|---|---|---|---|---|---|---|\n"
    rows = (
        f"| `{p.name}` | {p.type} | `{p.default!r}` | {p.unit} | {p.range_text} | "
        f"{', '.join(map(str, p.sweep))} | {p.help.replace('|', '/')} |"
        for p in entry.parameters
    )
    return head + "\n".join(rows)


def _conflicts(entry: Entry) -> list[str]:
    if not entry.card.conflicts:
        return []
    rows = (f"- `{c.other}`: {c.why}" + (f" ({c.remedy})" if c.remedy else "") for c in entry.card.conflicts)
    return ["## Cannot stand with", "\n".join(rows)]


def _description(technique: type[Technique]) -> str:
    module = inspect.getmodule(technique)
    own_doc = inspect.getdoc(module) or ""
    return own_doc.partition("\n")[2].strip() or inspect.getdoc(technique) or ""


def _model(entry: Entry) -> str:
    return "demo-lm" if "causal_lm" in entry.card.tasks else "demo-vit"


def _workload(entry: Entry) -> str:
    return " --workload finetune" if Need.TRAINING_DATA in entry.card.needs else ""


if __name__ == "__main__":
    main()
