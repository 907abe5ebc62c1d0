"""The text: what ships with CPython, numpy and scikit-learn, split by groups of near-duplicate documents.

Run ``python -m assets.train.corpus`` to write ``corpus.json`` (kept out of the repository) into $PARETOSCOPE_TRAIN.
"""

import collections
import hashlib
import importlib.metadata
import importlib.util
import itertools
import json
import os
import platform
import random
import sysconfig
from pathlib import Path

WORK = Path(os.environ.get("PARETOSCOPE_TRAIN", "build/train"))
SEED = 20260
LONGEST = 150_000  # characters of one file that are read; above lie mostly tables
GUI = ("idlelib/", "tkinter/", "turtledemo/", "turtle.py", "test/test_tk", "test/test_ttk", "test/test_idle")
SKIP = (
    "site-packages",
    "lib2to3/tests/data",
    "encodings/",
    "cjkencodings",
    "config-3",
    "test/bad",
    "pydoc_data/",
    "ensurepip/",
)


def sources():
    """Yield (name, folder) for every source of text."""
    yield "cpython", Path(sysconfig.get_paths()["stdlib"])
    for package in ("numpy", "sklearn"):
        yield package, Path(importlib.util.find_spec(package).origin).parent


def is_prose_or_code(text):
    """Tell tables and binary dumps (few letters, endless lines, one word over and over) from text."""
    letters = sum(c.isalpha() or c.isspace() for c in text) / max(len(text), 1)
    return (len(text) > 400 and letters > 0.6 and text.isascii()) or (letters > 0.75 and len(text) > 400)


def documents():
    """Return {name: text} of all documents, in sorted order."""
    found = {}
    for source, folder in sources():
        for path in sorted(folder.rglob("*.py")):
            name = path.relative_to(folder).as_posix()
            if (source != "cpython" and "/tests/" in name) or any(s in name for s in SKIP):
                continue
            text = path.read_text("utf-8", errors="ignore")[:LONGEST]
            if is_prose_or_code(text):
                found[f"{source}/{name}"] = text.replace("\r\n", "\n")
    from pydoc_data.topics import topics

    found |= {f"topics/{name}": text for name, text in sorted(topics.items()) if len(text) > 400}
    return found


def shingles(text):
    """Return the set of hashes of every three consecutive non-blank lines."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return {hash_of("\n".join(lines[i : i + 3])) for i in range(max(1, len(lines) - 2))}


def hash_of(text):
    """Return a 64-bit integer that does not change between processes."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


def groups(texts, share=0.1):
    """Return lists of names; two documents that share 10 % of the smaller one's shingles end up in one list."""
    marks = {name: shingles(text) for name, text in texts.items()}
    owners = collections.defaultdict(list)
    for name, marked in marks.items():
        for mark in marked:
            owners[mark].append(name)
    shared = collections.Counter()
    for names in owners.values():
        if 2 <= len(names) <= 30:  # a licence header shared by hundreds makes nobody a near-duplicate
            shared.update(itertools.combinations(sorted(names), 2))
    parent = {name: name for name in texts}

    def root(name):
        while parent[name] != name:
            name = parent[name]
        return name

    for (a, b), count in shared.items():
        if count >= share * min(len(marks[a]), len(marks[b])):
            parent[root(a)] = root(b)
    found = collections.defaultdict(list)
    for name in texts:
        found[root(name)].append(name)
    return list(found.values())


def is_gui(name):
    """Tell whether a document belongs to the fine-tuning domain (Tk programs), which the LM never sees."""
    return name.startswith("cpython/") and any(part in name for part in GUI)


def split(texts):
    """Return {"train" | "valid" | "eval" | "finetune": names}; no group lies in two parts."""
    parts = {"train": [], "valid": [], "eval": [], "finetune": []}
    rooms = {"eval": {"prose": 90_000, "code": 170_000}, "valid": {"prose": 30_000, "code": 90_000}}
    order = groups(texts)
    random.Random(SEED).shuffle(order)
    for group in order:
        parts[part_of(group, texts, rooms)] += sorted(group)
    return parts


def part_of(group, texts, rooms):
    """Choose the part of one group and take its size (at most 12 kB a document counts) from the part's room."""
    if any(is_gui(name) for name in group):
        return "finetune"
    kind = "prose" if all(name.startswith("topics/") for name in group) else "code"
    size = sum(min(len(texts[name]), 12_000) for name in group)
    for part, room in rooms.items():
        if len(group) <= 4 and room[kind] >= size > 0:
            room[kind] -= size
            return part
    return "train"


def origin(texts):
    """Return what a second run must find to be the same corpus."""
    whole = "".join(f"{name}\0{text}\0" for name, text in sorted(texts.items()))
    digest = hashlib.sha256(whole.encode("utf-8", "ignore"))
    versions = {p: importlib.metadata.version(p) for p in ("numpy", "scikit-learn")}
    return {
        "python": platform.python_version(),
        **versions,
        "documents": len(texts),
        "seed": SEED,
        "bytes": sum(len(t.encode("utf-8", "ignore")) for t in texts.values()),
        "sha256": digest.hexdigest(),
    }


def main():
    """Gather the documents, split them, write them with their origin and say how much there is."""
    texts = documents()
    parts = split(texts)
    WORK.mkdir(parents=True, exist_ok=True)
    parted = {part: [[name, texts[name]] for name in names] for part, names in parts.items()}
    (WORK / "corpus.json").write_text(json.dumps({"origin": origin(texts), **parted}))
    print(origin(texts))
    for part, items in parted.items():
        print(part, len(items), "documents", sum(len(t) for _, t in items), "characters")


if __name__ == "__main__":
    main()
