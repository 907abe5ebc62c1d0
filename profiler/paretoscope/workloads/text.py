"""Where text comes from: a file of the user's, else the packaged one; checked and cut before anything is timed."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from paretoscope.errors import Refused
from paretoscope.models import builtin

MOST = 32 << 20  # B of a text that are read; more is not needed for any evaluation here


def source(given: str, packaged: str, model: Path) -> Path:
    """The user's file, else the packaged text of that name. Raises Refused when there is neither."""
    if given:
        return Path(given).expanduser()
    own = model / "data" / packaged
    found = own if own.is_file() else builtin.data(packaged)
    if found is None:
        raise Refused(f"there is no {packaged} beside the model", "name a file of your own: text=FILE or data=FILE")
    return found


def read_text(path: Path) -> str:
    """A UTF-8 text, at most its first `MOST` bytes.

    Raises:
        Refused: missing, not UTF-8, or empty.
    """
    try:
        with path.open("rb") as stream:
            raw = stream.read(MOST + 1)
    except OSError as error:
        raise Refused(f"cannot read the text {path}: {error.strerror}", "give a text file that can be read") from error
    whole = len(raw) <= MOST
    try:
        text = raw.decode("utf-8") if whole else raw[:MOST].decode("utf-8", errors="ignore")
    except UnicodeDecodeError as error:
        raise Refused(f"{path} is not UTF-8: byte {error.start} cannot be read", "save the text as UTF-8") from error
    if not text.strip():
        raise Refused(f"{path} is empty", "give a text with some thousand words")
    return text


@dataclass(frozen=True)
class Tokens:
    """A tokenized text. `ids` (n,); `spans` (n, 2) character offsets, None when the tokenizer tells none."""

    text: str
    ids: Tensor
    spans: Tensor | None
    tokenizer: Any

    def bytes_of(self, first: int, last: int) -> int:
        """UTF-8 bytes of the text that tokens first .. last - 1 cover."""
        if self.spans is None:
            return len(self.tokenizer.decode(self.ids[first:last]).encode("utf-8"))
        return len(self.text[int(self.spans[first, 0]) : int(self.spans[last - 1, 1])].encode("utf-8"))


def tokenize(text: str, tokenizer: Any) -> Tokens:
    """Token ids of a text without special tokens."""
    fast = bool(getattr(tokenizer, "is_fast", False))
    made = tokenizer(text, add_special_tokens=False, verbose=False, return_offsets_mapping=fast)
    spans = torch.tensor(made["offset_mapping"]) if fast else None
    return Tokens(text, torch.tensor(made["input_ids"], dtype=torch.long), spans, tokenizer)


def need_tokenizer(tokenizer: Any, what: str) -> Any:
    """The tokenizer. Raises Refused when the model has none."""
    if tokenizer is None:
        raise Refused(f"{what} needs a tokenizer, and the model folder has none", "add its tokenizer.json")
    return tokenizer


def window_starts(total: int, length: int, count: int) -> list[int]:
    """Starts of at most `count` windows of `length` tokens that do not overlap, spread over `total` tokens.

    Raises:
        Refused: not even one fits.
    """
    if total < length:
        raise Refused(
            f"the text has {total} tokens, a window needs {length}", "give a longer text, or make context smaller"
        )
    count = min(count, total // length)
    stride = (total - length) / max(1, count - 1)
    return [round(i * stride) for i in range(count)]


def window_places(total: int, length: int, count: int) -> list[int]:
    """As `window_starts`, but the first places stay where they are when more are taken: in an order that is drawn once.

    Raises:
        Refused: not even one fits.
    """
    every = window_starts(total, length, total)
    random.Random(len(every)).shuffle(every)
    return every[:count]


def random_windows(ids: Tensor, length: int, count: int, seed: int) -> Tensor:
    """(count, length) token windows at places drawn by the seed. Raises Refused when the text is too short."""
    if len(ids) < length:
        raise Refused(f"the text has {len(ids)} tokens, {length} are needed", "give a longer text, or fewer tokens")
    draw = torch.Generator().manual_seed(seed)
    starts = torch.randint(0, len(ids) - length + 1, (count,), generator=draw)
    return torch.stack([ids[s : s + length] for s in starts.tolist()])


def json_lines(path: Path, fields: tuple[str, ...]) -> list[dict[str, Any]]:
    """Objects of a .jsonl file, each with the fields. Raises Refused, naming the line."""
    rows = []
    for number, line in enumerate(read_text(path).splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            rows.append({f: row[f] for f in fields})
        except (ValueError, KeyError, TypeError) as error:
            shape = ", ".join(f'"{f}"' for f in fields)
            raise Refused(
                f"{path.name} line {number} cannot be read", f"each line is an object with {shape}"
            ) from error
    return rows


def fields_of(path: Path) -> set[str]:
    """Names in the first object of a .jsonl file; empty when it cannot be read."""
    first = next((line for line in read_text(path).splitlines() if line.strip()), "")
    try:
        return set(json.loads(first))
    except (ValueError, TypeError):
        return set()


def prefix(tokenizer: Any) -> int:
    """The token that stands before a text: beginning-of-text, else end-of-text (lm-eval's prefix_token_id).

    Raises:
        Refused: the tokenizer has neither.
    """
    chosen = next((t for t in (tokenizer.bos_token_id, tokenizer.eos_token_id) if t is not None), None)
    if chosen is None:
        raise Refused("the tokenizer has no token that begins or ends a text", "use protocol=window")
    return int(chosen)


def begin(tokenizer: Any) -> int | None:
    """The beginning-of-text token where the tokenizer puts it before a text by itself, else None."""
    token = tokenizer.bos_token_id
    made = tokenizer("a")["input_ids"]
    return int(token) if token is not None and made and made[0] == token else None
