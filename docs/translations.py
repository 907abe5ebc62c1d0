"""Keep the window's translations: `python docs/translations.py` after texts were added, changed or translated.

It finds every text in gui/ (`tr`, `mark`, `several`, actions and settings given as data) and in the data that the
window shows (metrics, cards, workloads), brings gui/paretoscope_gui/i18n/de.ts up to date and compiles de.qm from it.
New texts get an empty translation: fill it, with Qt Linguist or any editor, and run this again. `--check` changes
nothing, names what is not translated or no longer used, and ends with 1 if any of it is a text of gui/. Texts of the
backend (metrics, cards, errors) that have no German yet are shown in English; those are told, and no error.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GUI = ROOT / "gui" / "paretoscope_gui"
I18N = GUI / "i18n"
BACKEND = ROOT / "profiler" / "paretoscope"
TELLS = {
    "Refused", "BadModel", "BadStudy", "StorageFull", "TrialFailed", "Unavailable", "ParetoscopeError", "Check",
    "Reason",
}  # fmt: skip
SPEAKING = (
    {f"analysis/{m}" for m in ("explain", "explain_inside", "limits_words", "health", "summary", "claims")}
    | {f"meters/{m}" for m in ("absent", "nvml", "rapl", "watch", "state", "energy")}
    | {"models/inspect", "catalog/rules", "store/folder", "study/room", "study/turns", "commands/_machine_checks"}
)
NOTED = ("ZEROS",)
ALONE = ("slower", "faster")  # single words that are set into sentences
LANGUAGES = ("de",)
CONTEXT, DATA = "Paretoscope", "from the backend"
AS_DATA = {"Spec": (1, 2, 4)}  # constructors with the places of their texts; ParamInfo's are named `help` and `name`


@dataclass(frozen=True, order=True)
class Text:
    """A source text; `about` tells texts apart that are the same in English only, `numerus`: forms by number."""

    source: str
    about: str = ""
    numerus: bool = False


@cache
def own() -> set[Text]:
    """Every text of the window's own code; all of them must be translated."""
    found = (t for file in sorted(GUI.rglob("*.py")) for t in of_code(file.read_text(encoding="utf-8")))
    return {t for t in found if t.source.strip()}


def texts() -> set[Text]:
    """Those, and the texts of the backend that the window shows."""
    backend = {Text(template, "backend") for template in of_backend()}
    return own() | {t for t in backend | set(of_data()) if t.source.strip()}


def of_code(code: str) -> Iterator[Text]:
    """The texts of one module."""
    for node in ast.walk(ast.parse(code)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        named = {k.arg: _constant(k.value) for k in node.keywords if k.arg}
        placed = [_constant(a) for a in node.args]
        if name in ("tr", "mark") and placed and placed[0]:
            yield Text(placed[0], named.get("about") or (placed[1] if len(placed) > 1 else ""))
        elif name == "several" and len(placed) > 2:
            yield Text(placed[2], numerus=True)
        elif name in AS_DATA:
            yield from (Text(placed[i]) for i in AS_DATA[name] if i < len(placed) and placed[i])
        elif name == "ParamInfo" and named.get("name"):
            yield from (Text(named.get("help", "")), _parameter(named["name"]))


def of_data() -> Iterator[Text]:
    """The texts of the data that the window shows: metrics, cards, parameters, workloads."""
    from paretoscope.analysis.metrics import METRICS, metric
    from paretoscope.catalog import packaged
    from paretoscope.plan import WORKLOADS

    for info in METRICS:
        yield from (Text(info.title), Text(info.definition), _unit(info.shown or info.unit))
    for suffix in ("p50", "p90", "p95", "p99", "p999", "early", "before", "gross", "idle", "net"):
        info, base = metric(f"latency.e2e.{suffix}"), metric("latency.e2e")
        yield Text(info.title.removeprefix(f"{base.title} (").removesuffix(")"))
        yield Text(info.definition.removeprefix(base.definition).strip())
    parameters = [p for infos in WORKLOADS.values() for p in infos]
    yield from (Text(kind, "workload") for kind in WORKLOADS)
    for entry in packaged():
        card = entry.card
        yield from map(Text, (card.title, card.promise, card.helps, card.hurts))
        yield from (Text(t) for c in card.conflicts for t in (c.why, c.remedy))
        yield from (Text(e.direction) for e in card.effects if e.direction not in ("up", "down", "same"))
        parameters += entry.parameters
    for info in parameters:
        yield from (_parameter(info.name), Text(info.help), _unit(info.unit))
        yield from (Text(c, "choice") for c in info.choices if c.isalpha())


@cache
def of_backend() -> list[str]:
    """The backend's sentences as templates, {1} {2} ... for their values: errors, and what a few modules say."""
    found: set[str] = set()
    for file in sorted(BACKEND.rglob("*.py")):
        place = file.relative_to(BACKEND).with_suffix("").as_posix()
        tree = ast.parse(file.read_text(encoding="utf-8"))
        if not place.startswith("commands/") or place == "commands/_machine_checks":
            for node in ast.walk(tree):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in TELLS:
                    found |= {_template(a) for a in _said((*node.args, *(k.value for k in node.keywords)))}
        if place.startswith("techniques/"):
            found |= {_template(t) for node in ast.walk(tree) for t in _noted(node)}
            found |= {_template(n.value) for n in ast.walk(tree) if isinstance(n, ast.Assign) and _is_noted(n)}
        if place in SPEAKING:
            inner = {id(v) for n in ast.walk(tree) if isinstance(n, ast.JoinedStr) for v in n.values}
            found |= {_template(n) for n in ast.walk(tree) if id(n) not in inner} - _docstrings(tree)
    told = re.compile("[a-z]{2,} [a-z]{2,}|; [a-z]{4,}")
    return sorted(t for t in found if (told.search(t) or t in ALONE) and not re.search("[{][^0-9]", t))


def _said(nodes: Iterable[ast.expr]) -> Iterator[ast.expr]:
    """What may be said: `this if so else that` says either."""
    for node in nodes:
        yield from _said((node.body, node.orelse)) if isinstance(node, ast.IfExp) else (node,)


def _noted(node: ast.AST) -> Iterable[ast.expr]:
    """What a technique notes of its change: `notes.append(...)`, `notes += [...]`."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "append":
        return node.args if _is_notes(node.func.value) else ()
    if isinstance(node, ast.AugAssign) and _is_notes(node.target) and isinstance(node.value, ast.List):
        return node.value.elts
    return ()


def _is_noted(node: ast.Assign) -> bool:
    """A constant that techniques note by its name."""
    return getattr(node.targets[0], "id", "") in NOTED


def _is_notes(node: ast.expr) -> bool:
    return getattr(node, "attr", getattr(node, "id", "")) == "notes"


def _template(node: ast.AST) -> str:
    """A literal or f-string as a template; empty for anything else."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if not isinstance(node, ast.JoinedStr):
        return ""
    parts, place = [], 0
    for part in node.values:
        place += isinstance(part, ast.FormattedValue)
        parts.append(str(part.value) if isinstance(part, ast.Constant) else f"{{{place}}}")
    return "".join(parts)


def _docstrings(tree: ast.Module) -> set[str]:
    bodies = (n.body for n in ast.walk(tree) if isinstance(n, ast.Module | ast.ClassDef | ast.FunctionDef))
    return {_template(b[0].value) for b in bodies if b and isinstance(b[0], ast.Expr)}


def _unit(unit: str) -> Text:
    """A unit that holds a word; symbols are the same everywhere."""
    return Text(unit if re.search("[a-z]{4}", unit) else "")


def _parameter(name: str) -> Text:
    return Text(name.replace("_", " ").capitalize(), "parameter")


def _constant(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def read(language: str) -> dict[Text, tuple[str, ...]]:
    """The translations of a language; an empty tuple or text where there is none yet."""
    path = I18N / f"{language}.ts"
    found = {}
    for message in ET.parse(path).iter("message") if path.exists() else ():
        forms = message.findall("translation/numerusform")
        said = tuple(f.text or "" for f in forms) or (message.findtext("translation") or "",)
        text = Text(message.findtext("source") or "", message.findtext("comment") or "", "numerus" in message.attrib)
        found[text] = said
    return found


def write(language: str, said: dict[Text, tuple[str, ...]]) -> None:
    """The .ts file, in the order of the texts, and the .qm compiled from it."""
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = CONTEXT
    ours = own()
    for text in sorted(said):
        message = ET.SubElement(context, "message", {"numerus": "yes"} if text.numerus else {})
        ET.SubElement(message, "source").text = text.source
        if text.about:
            ET.SubElement(message, "comment").text = text.about
        if text not in ours:
            ET.SubElement(message, "extracomment").text = DATA
        body = ET.SubElement(message, "translation", {} if all(said[text]) else {"type": "unfinished"})
        for form in said[text] if text.numerus else ():
            ET.SubElement(body, "numerusform").text = form
        body.text = None if text.numerus else said[text][0]
    ET.indent(root, space=" ")
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    path = I18N / f"{language}.ts"
    path.write_text(head + ET.tostring(root, encoding="unicode") + "\n", encoding="utf-8")
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    made = path.with_suffix(".new.qm")  # a window that runs maps the old one: written in place it would be cut under it
    subprocess.run([tool, "-silent", path, "-qm", made], check=True)
    made.replace(path.with_suffix(".qm"))


def troubles(language: str) -> list[str]:
    """What of the window's own texts is missing or left over in a language, one line each."""
    said, wanted = read(language), own()
    missing = [t for t in sorted(wanted) if not all(said.get(t, ("",)))]
    stale = sorted(set(said) - texts() - lent(language))
    named = (("not translated", missing), ("no longer used", stale))
    return [f"{language}: {what}: {t.source!r} {t.about}".strip() for what, found in named for t in found]


def lent(language: str) -> set[Text]:
    """The translated texts that came from the backend."""
    found = (m for m in ET.parse(I18N / f"{language}.ts").iter("message") if m.findtext("extracomment") == DATA)
    return {Text(m.findtext("source") or "", m.findtext("comment") or "", "numerus" in m.attrib) for m in found}


def untold(language: str) -> list[str]:
    """Texts of the backend that are shown in English in a language."""
    said = read(language)
    return sorted(t.source for t in texts() - own() if not all(said.get(t, ("",))))


def main() -> int:
    """Update the files, or check them."""
    if "--check" not in sys.argv:
        (I18N / "backend.json").write_text(json.dumps(of_backend(), indent=0) + "\n", encoding="utf-8")
        for language in LANGUAGES:
            old = read(language)
            empty = {t: ("", "") if t.numerus else ("",) for t in texts()}
            write(language, {t: old.get(t, none) for t, none in empty.items()})
    found = [line for language in LANGUAGES for line in troubles(language)]
    for language in LANGUAGES:
        print("".join(f"{language}: still in English: {text!r}\n" for text in untold(language)), end="")
    print("\n".join(found) or "every text of the window is translated")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
