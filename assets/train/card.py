# ruff: noqa: E501 - the cards' sentences stand as they will be read
"""Write the model cards from measured figures: ``python -m assets.train.card FIGURES.json``."""

import hashlib
import json
import sys
from pathlib import Path

from assets.train.corpus import WORK
from assets.train.prepare import LM, MODELS

HEAD = """# {name}

{what}

| | |
|---|---|
| architecture | {shape} |
| parameters | {parameters:,} |
| sha256 of model.safetensors | `{sha}` |
| trained with | `{command}`, seed 20260, on 2 shared CPU cores |
"""

LM_TEXT = """
## Text and licences
Sources and documentation of CPython {python} (PSF licence), numpy {numpy} (BSD 3-clause) and scikit-learn
{scikit-learn} (BSD 3-clause): {documents:,} documents, {bytes:,} bytes, SHA-256 of the corpus
`{sha256}`. Licence texts: `data/NOTICE`. The weights are published under the project's licence.

Documents that share a tenth of their runs of three lines form a group; a group lies in the training part, the
evaluation part, the validation part or the fine-tuning domain (programs for Tk), never in two. 20 to 50 % of the
sequences were generated exercises: memos (`# set: key value`) and, later, questions (`# get: key` -> value), from 64
words. The two heads that look back were planted from the half-trained model's own activations
(`assets/train/lookback.py`) and trained on: with a budget of {tokens:.1f} million tokens they do not appear by themselves.

## Measured
Held-out figures, by `python -m assets.train.quality lm`, in float32.

| what | figure |
|---|---|
{rows}

Most of its feed-forward channels carry little: `prune.cfsp` may take 60 % of them at a KL divergence of 0.002 nat a token,
70 % at 0.009, 80 % at 0.039. Larger models do not forgive that; read a pruning result on this one with that in mind.

## Training
{steps} steps of 4096 tokens, {minutes:.0f} minutes of training time. The recipe changed under way, so a second run does not
give the same weights: steps 1 to 120 with 25 % exercises, to 200 with 35 %, to 450 with 50 % and then 40 %, to 550
text alone; then the heads were planted, and 45 % exercises followed while the learning rate fell to 0 until step 676.
From there on 20 % exercises, at a third of the first learning rate, falling to 0 once more. The last steps ran on
sequences of 2048 tokens. Learning rates and lengths by share of the time: `assets/train/lm.py`.

## Limits
It has seen a few million tokens, less than one pass over its text: it knows the look of Python and its
documentation, not their meaning. Recall works for its 64 words in the form trained, not for facts in general.
It is an instrument's test piece, not an assistant.

## Data
`eval.txt` held-out text; `calibration.txt` from the training part; `finetune.txt`, `finetune_eval.txt` programs for Tk;
`recall.jsonl` questions with the answer 950 to 1800 tokens back; `prompts.jsonl` 16 prompts (code, prose, repeating).
"""


def card(name, what, shape, parameters, command):
    """Return the head of a card."""
    sha = hashlib.sha256((MODELS / name / "model.safetensors").read_bytes()).hexdigest()
    return HEAD.format(name=name, what=what, shape=shape, parameters=parameters, sha=sha, command=command)


def table(rows):
    """Return table rows."""
    return "\n".join(f"| {a} | {b} |" for a, b in rows)


def lm_rows(f):
    """Return (what, figure) of demo-lm."""
    archives = "; ".join(f"{k}: {v:.2f}" for k, v in f["archives"].items())
    yield "bits per byte of eval.txt, windows of 512 / 2048 tokens", " / ".join(f"{v:.3f}" for v in f["bpb"].values())
    yield "the same text, archivers", archives
    yield "bits per byte of finetune_eval.txt", f"{f['finetune_eval bpb']:.3f}"
    for distance, share in f["recall"].items():
        yield f"recall, answer {distance} tokens back ({f['recall items']} questions)", f"{share:.0%}"
    for span, share in f["recall.jsonl"].items():
        yield f"recall.jsonl, distances {span}", f"{share:.0%}"
    yield "part of the text, stored weights: bits per byte", f"{f['bpb of a part']:.3f}"
    for bits, hurt in f["rounded"].items():
        yield (
            f"... layers rounded to {bits} bits, groups of 64; recall at 1000",
            f"{hurt['bpb']:.3f}; {hurt['recall 1000']:.0%}",
        )


def write_lm(f):
    """Write demo-lm's card from its figures ``f``, as assets.train.quality prints them, and the log of its training."""
    origin = json.loads((WORK / "corpus.json").read_text())["origin"]
    last = json.loads((WORK / "lm.log.jsonl").read_text().splitlines()[-1])
    shape = (
        "Llama, 6 layers, width 384, 6 query and 2 key-value heads of 64, vocabulary 8192, context 2048, RoPE base 1e6"
    )
    text = card(
        "demo-lm",
        "A small language model of Python code and documentation.",
        shape,
        f["parameters"],
        "python -m assets.train.lm",
    )
    text += LM_TEXT.format(
        rows=table(lm_rows(f)),
        steps=last["step"],
        minutes=last["seconds"] / 60,
        tokens=last["step"] * 4096 / 1e6,
        **origin,
    )
    (LM / "README.md").write_text(text, "utf-8")


def write_draft(f):
    """Write demo-draft's card from its figures ``f``."""
    rows = [
        ("same most likely token as demo-lm, held-out text", f"{f['same token on held-out text']:.0%}"),
        ("drafted tokens accepted, 4 ahead, greedy, prompts.jsonl", f"{f['accepted of 4 ahead']:.0%}"),
        ("tokens a round of 4 drafted", f"{f['tokens a round']:.2f}"),
        ("bits per byte of eval.txt", f"{f['bpb 512']:.3f}"),
    ]
    text = card(
        "demo-draft",
        "Guesses demo-lm's next tokens, for speculative decoding. Text, licences and data: see demo-lm.",
        "Llama, 2 layers, width 192, 3 query heads and 1 key-value head of 64, demo-lm's tokenizer",
        f["parameters"],
        "python -m assets.train.draft --minutes 9",
    )
    text += "\nDistilled from demo-lm (Kullback-Leibler divergence on its training text); word vectors start as the"
    text += "\nprincipal directions of demo-lm's.\n\n## Measured\nBy `python -m assets.train.quality draft`.\n\n"
    text += "| what | figure |\n|---|---|\n" + table(rows) + "\n\n## Limits\nUseful only beside demo-lm.\n"
    (MODELS / "demo-draft" / "README.md").write_text(text, "utf-8")


def write_vit(f):
    """Write demo-vit's card from its figures ``f``."""
    text = card(
        "demo-vit",
        "Tells handwritten digits apart.",
        "ViT, 6 layers, width 64, 4 heads, images of 64 x 64 in one channel, patches of 4 x 4: 257 tokens",
        f["parameters"],
        "python -m assets.train.vit --minutes 14",
    )
    text += f"""
## Images and licence
The 1,797 digits of 8 x 8 pixels that come with scikit-learn (UCI, Optical Recognition of Handwritten Digits, CC BY 4.0),
enlarged to 64 x 64. {f["images"]} drawn by class are held out and stored in `data/eval.safetensors` (`pixel_values` uint8
[n, 64, 64], `labels` int64 [n]). The model reads `pixel_values / 127.5 - 1` as [n, 1, 64, 64]; the image processor gives the same.
The first 70 % of training saw a random quarter of the patches, which makes the model milder to token pruning than others.

## Measured
Accuracy on the held-out images {f["accuracy"]:.1%}, by `python -m assets.train.quality vit`.

## Limits
One writer's digit may lie in both parts, as the data names no writers. Ten classes, centred digits.
"""
    (MODELS / "demo-vit" / "README.md").write_text(text, "utf-8")


def main():
    """Write the cards of the models that the file of figures names."""
    figures = json.loads(Path(sys.argv[1]).read_text())
    for name, write in {"lm": write_lm, "draft": write_draft, "vit": write_vit}.items():
        if name in figures:
            write(figures[name])


if __name__ == "__main__":
    main()
