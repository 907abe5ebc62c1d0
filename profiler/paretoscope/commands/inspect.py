"""`paretoscope inspect MODEL`: what a model folder holds and whether it fits, without loading it."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

from paretoscope.plain import amount, filled, plain

if TYPE_CHECKING:
    from paretoscope.models.info import ModelInfo

DTYPES = ("float32", "bfloat16", "float16")
PARTS = {"norms": ("norm", "ln_"), "embedding": ("embed", "wte", "wpe"), "head": ("lm_head", "classifier"),
         "attention": ("attn", "attention"),
         "feed-forward": ("mlp", "ffn", "intermediate", "output.dense", "fc1", "fc2")}  # fmt: skip


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command's arguments."""
    parser = subparsers.add_parser("inspect", help="facts of a model folder; loads nothing, needs no torch")
    parser.add_argument("model", help="folder, or builtin:demo-lm")
    parser.add_argument("--json", action="store_true", help="print the facts as JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read headers and print. Raises BadModel."""
    from paretoscope.models import builtin
    from paretoscope.models.inspect import inspect

    body = facts(inspect(builtin.resolve(args.model)))
    print(json.dumps(body, ensure_ascii=False) if args.json else plain(text(body)))
    return 0


def facts(info: ModelInfo) -> dict[str, Any]:
    """A model as plain data, with where its bytes are and what it needs in memory per dtype."""
    import psutil

    from paretoscope.models.layers import kv_bytes

    free = int(psutil.virtual_memory().available)
    return {
        "name": info.path.name, "architecture": info.architecture, "model_type": info.model_type, "task": info.task,
        "dtype": info.dtype, "parameters": info.parameters, "bytes": info.bytes, "layers": info.layers,
        "hidden": info.hidden, "heads": info.heads, "kv_heads": info.kv_heads, "ffn": info.ffn,
        "vocabulary": info.vocabulary, "context": info.context, "tokenizer": info.tokenizer,
        "processor": info.processor, "weights": info.weights, "quantized": info.quantized,
        "remote_code": info.remote_code, "pickle": info.pickle, "files": list(info.files),
        "where": where(info), "kv_bytes_per_token": kv_bytes(info), "fits": fits(info, free), "free": free,
        "warnings": list(info.warnings),
    }  # fmt: skip


def where(info: ModelInfo) -> dict[str, int]:
    """Bytes by part of the model."""
    found: dict[str, int] = {}
    for tensor in info.tensors:
        part = next((p for p, words in PARTS.items() if any(w in tensor.name for w in words)), "other")
        found[part] = found.get(part, 0) + tensor.bytes
    return dict(sorted(found.items(), key=lambda pair: -pair[1]))


def fits(info: ModelInfo, free: int) -> dict[str, dict[str, Any]]:
    """Per dtype: bytes of weights and of one sequence's cache at full context (at most 32,768 tokens); the predicted
    peak of generating with it, and whether that and loading fit in the free memory."""
    from paretoscope.models.fit import predict
    from paretoscope.plan import Workload

    prompt = max(1, min(info.context or 2048, 32_768) - 64)
    work = Workload("generate", {"prompt": prompt, "new": 64})
    if info.task not in ("causal_lm", "seq2seq"):
        length = min(128, info.context or 128)
        work = Workload("embed", {"length": length}) if info.task == "encoder" else Workload("classify")
    made = {name: predict(info, None, work, name) for name in DTYPES}
    return {
        name: {"weights": fit.parts.get("weights", 0), "cache": fit.parts.get("kv_cache", 0), "peak": fit.total,
               "load": fit.load, "error": fit.error, "parts": fit.parts, "workload": work.text(),
               "fits": fit.fits(round(0.8 * free)), "notes": list(fit.notes)}
        for name, fit in made.items()
    }  # fmt: skip


def text(body: dict[str, Any]) -> str:
    """The facts for people."""
    shape = ", ".join(f"{body[k]} {k.replace('_', ' ')}" for k in
                      ("layers", "hidden", "heads", "kv_heads", "ffn", "vocabulary", "context") if body[k])  # fmt: skip
    lines = [
        f"{body['name']}: {body['architecture']} ({body['model_type']}), {body['task']}",
        f"  {body['parameters'] / 1e6:,.1f} M parameters, {amount(body['bytes'])} in {body['dtype']}",
        f"  {shape}",
        f"  tokenizer {_yes(body['tokenizer'])}, processor {_yes(body['processor'])}, weights {_yes(body['weights'])}"
        + (f", already quantized with {body['quantized']}" if body["quantized"] else ""),
    ]
    total = max(1, body["bytes"])
    lines += ["where the bytes are"] if body["where"] else []
    lines += [f"  {part:<13} {amount(size):>10}  {size / total:4.0%}" for part, size in body["where"].items()]
    work = next(iter(body["fits"].values()))["workload"]
    lines.append(f"in memory ({amount(body['free'])} free; peak of a process predicted for {work})")
    for name, need in body["fits"].items():
        verdict = "fits" if need["fits"] else "does not fit"
        error = need["error"] * (need["peak"] - need["parts"]["floor"])
        numbers = f"weights {amount(need['weights'])}, cache {amount(need['cache'])}, peak {amount(need['peak'])}"
        loading = f"+-{amount(error)}, loading {amount(need['load'])}: {verdict}"
        lines.append(filled(f"  {name:<9} {numbers} {loading}", 12))
    notes = dict.fromkeys(n for need in body["fits"].values() for n in need["notes"])
    lines += [filled(f"note: {note}", 2) for note in notes]
    return "\n".join([*lines, *(f"warning: {w}" for w in body["warnings"])])


def _yes(value: bool) -> str:
    return "yes" if value else "no"
