"""Make paretoscope's papers.json from a catalogue of papers (JSON lines) and ours.toml beside this file.

    python assets/evidence/build.py CATALOG.jsonl

The catalogue's own words are taken (its description of the mechanism, its table of claims), never an abstract's.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TARGET = HERE.parents[1] / "profiler" / "paretoscope" / "evidence" / "papers.json"
STAGES = {
    "data": "data_selection curriculum",
    "tune": "peft_lora peft_adapter peft_prompt peft_side_tuning selective_finetuning distillation lr_schedule "
            "optimizer_memory optimizer_convergence low_precision_training activation_memory progressive_growth",
    "structure": "pruning_structured low_rank merging moe weight_sharing_clustering structured_matrices "
                 "tokenizer_vocab early_exit_depth attention_approx nas_search",
    "weights": "quantization pruning_unstructured binarization activation_sparsity",
    "runtime": "attention_kernel compilation_runtime offload_split distributed_training",
    "cache": "kv_cache",
    "tokens": "token_reduction prompt_compression batching",
    "decode": "speculative_decoding parallel_decoding test_time_compute diffusion_speedup",
}  # fmt: skip
STAGE_OF = {family: stage for stage, families in STAGES.items() for family in families.split()}
WHY_NONE = {
    "D": "nothing to build: no technique that could be applied to a given model",
    "M": "not built: a way of measuring or a law, not a technique",
    "C": "not built: needs training at a scale beyond one machine, or a model made for it",
}


def main(catalogue: Path) -> None:
    """Write papers.json."""
    ours = tomllib.loads((HERE / "ours.toml").read_text(encoding="utf-8"))
    rows = [json.loads(line) for line in catalogue.read_text(encoding="utf-8").splitlines()]
    used = _techniques(ours["techniques"])
    papers = [_added(p, used) for p in ours["paper"]]
    seeds = [_catalogued(r, used, ours["mapped"]) for r in rows]
    papers += _aliases(ours["same"], seeds, used) + seeds
    lines = ",\n".join(json.dumps(p, ensure_ascii=False, separators=(",", ":")) for p in papers)
    TARGET.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    behind = sum(bool(p["techniques"]) for p in papers)
    print(f"{len(papers)} papers, {behind} behind techniques, {TARGET.stat().st_size} B")


def _techniques(table: dict[str, list[str]]) -> dict[str, list[str]]:
    used: dict[str, list[str]] = {}
    for technique, papers in table.items():
        for paper in papers:
            used.setdefault(paper, []).append(technique)
    return used


def _added(body: dict[str, Any], used: dict[str, list[str]]) -> dict[str, Any]:
    return {
        **body,
        "tier": "",
        "claims": body.get("claims", []),
        "techniques": used.get(body["id"], []),
        "why_none": "",
    }


def _aliases(same: dict[str, str], seeds: list[dict[str, Any]], used: dict[str, list[str]]) -> list[dict[str, Any]]:
    """An entry without claims for each other name of a paper, and the link in the paper's own entry."""
    found = []
    for other, id_ in same.items():
        paper = next(p for p in seeds if p["id"] == id_)
        paper["arxiv"] = other.removeprefix("arxiv:")
        text = f"The same paper as {id_}, under its arXiv number."
        found.append({**paper, "id": other, "summary": text, "claims": [], "techniques": used.get(other, [])})
    return found


def _catalogued(row: dict[str, Any], used: dict[str, list[str]], mapped: list[dict[str, Any]]) -> dict[str, Any]:
    id_ = f"seed:{row['id']}"
    claims = [{k: c[k] for k in ("metric", "value", "setting")} for c in row["claims"]]
    for extra in mapped:
        if extra["paper"] == id_:
            claims[extra["claim"]] |= {k: v for k, v in extra.items() if k not in ("paper", "claim")}
    techniques = used.get(id_, [])
    return {
        "id": id_,
        "title": row["title"],
        "summary": re.sub(r"\s*\[[^\]]*(?:detail|background|bg)[^\]]*\]", "", row["mechanism"]).strip(),
        "stage": STAGE_OF.get(row["family"], ""),
        "family": row["family"],
        "tier": row["tier"],
        "claims": claims,
        "techniques": techniques,
        "why_none": "" if techniques else WHY_NONE.get(row["tier"], "not built yet"),
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
