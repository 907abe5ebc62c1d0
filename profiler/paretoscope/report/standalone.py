"""A chart of the page as an SVG file of its own: every class of the style sheet written out, in light colours.

A page's charts take their looks from its style sheet. A file has none, and neither Qt, Inkscape nor LaTeX reads CSS
variables; plain attributes are read by all of them.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from xml.etree import ElementTree as ET

SVG = "http://www.w3.org/2000/svg"
FONT = "Inter, 'Noto Sans', 'DejaVu Sans', Helvetica, Arial, sans-serif"
TEXT = {"": ("ink", "12"), "tick": ("soft", "11"), "label": ("soft", "12"), "name": ("soft", "11.5"),
        "strong": ("ink", "12")}  # fmt: skip
LINES = {"grid": ("rule", "1"), "axis": ("faint", "1"), "zero": ("faint", "1")}
OWN = {"base": "ink", "lost": "faint", "better": "good", "worse": "bad", "same": "faint",
       **{f"c{i}": f"c{i}" for i in range(7)}}  # fmt: skip
HATCH = (
    f'<defs xmlns="{SVG}"><pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="4" stroke="{soft}" stroke-width="2"/></pattern>'
    "</defs>"
)


def standalone(chart: str) -> bytes:
    """The chart as a file: UTF-8, with a size, a white ground, and no class left.

    Args:
        chart: an `<svg>` element as `report.svg.figure` makes it.
    """
    ET.register_namespace("", SVG)
    root = ET.fromstring(re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", chart))  # escaped where it was made
    _, _, width, height = root.attrib["viewBox"].split()
    root.set("width", width)
    root.set("height", height)
    root.set("font-family", FONT)
    for text in root.iter(f"{{{SVG}}}text"):
        _flatten(text)
    hatched = any("hatched" in e.attrib.get("class", "").split() for e in root.iter())
    _dress(root, palette()["ink"])
    heads = [e for e in root if e.tag in (f"{{{SVG}}}title", f"{{{SVG}}}desc")]
    ground = ET.Element(f"{{{SVG}}}rect", {"width": width, "height": height, "fill": palette()["card"]})
    root.insert(len(heads), ground)
    if hatched:
        root.insert(len(heads), ET.fromstring(HATCH.format(soft=palette()["soft"])))
    body: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return body + b"\n"


@cache
def palette() -> dict[str, str]:
    """The light colours by their names in the page's style sheet."""
    style = files("paretoscope.report").joinpath("templates/style.css").read_text(encoding="utf-8")
    return dict(re.findall(r"--([\w-]+): (#[0-9a-fA-F]+)", style.split("}", 1)[0]))


def _flatten(text: ET.Element) -> None:
    """A text without the tool tip inside it, which some readers would write out."""
    text.text = (text.text or "") + "".join(child.tail or "" for child in text)
    for child in list(text):
        text.remove(child)


def _dress(element: ET.Element, own: str) -> None:
    """Write the looks of an element and of what is in it; `own` is the colour that its group has."""
    classes = element.attrib.pop("class", "").split()
    colours = [palette()[OWN[c]] for c in classes if c in OWN]
    own = colours[-1] if colours else own
    kind = element.tag.removeprefix(f"{{{SVG}}}")
    _look(element, kind, classes, own)
    for child in list(element):
        _dress(child, own)
    for place, child in reversed(list(enumerate(element))):
        if child.attrib.pop("halo", ""):
            element.insert(place, _halo(child))
    if "bar" in classes:
        for child in element:
            if child.tag == f"{{{SVG}}}line":
                child.attrib.update({"stroke": own, "stroke-width": "1.5", "opacity": "0.7"})


def _look(element: ET.Element, kind: str, classes: list[str], own: str) -> None:
    colours, looks = palette(), element.attrib
    if kind == "text":
        ink, size = next((TEXT[c] for c in ("strong", "name", "tick", "label") if c in classes), TEXT[""])
        looks.update({"fill": colours[ink], "font-size": size})
        if "strong" in classes:
            looks["font-weight"] = "600"
        if {"name", "strong"} & set(classes):
            looks["halo"] = "1"
    elif any(c in LINES for c in classes):
        ink, width = next(LINES[c] for c in classes if c in LINES)
        looks.update({"stroke": colours[ink], "stroke-width": width})
    elif "stripe" in classes:
        looks["fill"] = colours["stripe"]
    elif "front" in classes:
        looks.update({"fill": "none", "stroke": colours["faint"], "stroke-width": "1.5", "stroke-dasharray": "5 4"})
    elif "line" in classes:
        strong = "base" in classes
        looks.update({"fill": "none", "stroke": own, "stroke-width": "2.5" if strong else "1.25",
                      "opacity": "0.5" if strong else "0.85"})  # fmt: skip
    elif "mark" in classes:
        looks.update(_mark(classes, own))


def _mark(classes: list[str], own: str) -> dict[str, str]:
    """Filled; hollow for what is simulated, hatched for what is estimated."""
    paper = palette()["card"]
    if "hollow" in classes:
        return {"fill": paper, "stroke": own, "stroke-width": "1.75"}
    if "hatched" in classes:
        return {"fill": "url(#hatch)", "stroke": own, "stroke-width": "1.5"}
    return {"fill": own, "stroke": paper, "stroke-width": "1"}


def _halo(text: ET.Element) -> ET.Element:
    """A ground under a name, so that lines do not run through it; `paint-order` is not known to every reader."""
    made = ET.Element(text.tag, {**text.attrib, "stroke": palette()["card"], "stroke-width": "3",
                                 "stroke-linejoin": "round", "aria-hidden": "true"})  # fmt: skip
    made.text = text.text
    return made
