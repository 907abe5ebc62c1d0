"""Tokenizer, token streams and the data files beside the model, all from ``corpus.json``.

Run ``python -m assets.train.prepare`` after ``assets.train.corpus``.
"""

import json
import random
from pathlib import Path

import numpy as np
from assets.train.corpus import SEED, WORK
from assets.train.recall import Recall
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import AutoTokenizer, PreTrainedTokenizerFast

MODELS = Path(__file__).parents[1] / "models"
LM = MODELS / "demo-lm"
END, PAD, VOCABULARY = "<|endoftext|>", "<|pad|>", 8192
CLIP = 12_000  # characters of one document in the data files, so that no single file rules a measure


def train_tokenizer(texts):
    """Return a byte-level BPE tokenizer: any text is encoded without loss."""
    bpe = Tokenizer(models.BPE())
    bpe.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    bpe.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    bpe.train_from_iterator(
        texts,
        trainers.BpeTrainer(
            vocab_size=VOCABULARY, special_tokens=[END, PAD], initial_alphabet=alphabet, show_progress=False
        ),
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=bpe,
        bos_token=END,
        eos_token=END,
        pad_token=PAD,
        model_max_length=2048,
        clean_up_tokenization_spaces=False,
    )


def stream(tokenizer, documents):
    """Return all documents as one uint16 array, each closed by the end token."""
    ids = tokenizer([text for _, text in documents], add_special_tokens=False)["input_ids"]
    return np.concatenate([np.array([*doc, tokenizer.eos_token_id], np.uint16) for doc in ids])


def excerpt(documents, size, seed=SEED):
    """Return about ``size`` characters: whole lines from the top of documents in random order."""
    order, out = random.Random(seed).sample(documents, len(documents)), []
    for _, text in order:
        if sum(map(len, out)) < size:
            out.append(text[:CLIP].rsplit("\n", 1)[0] + "\n")
    return "\n\n".join(out)


def recall_items(tokenizer, ids, count=100):
    """Return {"context", "answer", "distance"} rows; the filler is held-out text, distances 950 to 1800."""
    recall, rng, rows = Recall(tokenizer), random.Random(SEED), []
    while len(rows) < count:
        distance = 950 + 850 * len(rows) // (count - 1)
        context, answer = recall.item(distance, 6, filler(ids, rng), rng)
        text = tokenizer.decode(context)
        if tokenizer.encode(text) == context:  # a cut inside a word may tokenize otherwise: draw again
            rows.append({"context": text, "answer": tokenizer.decode([answer]), "distance": distance})
    return rows


def filler(ids, rng):
    """Return a function that draws ``n`` running tokens."""

    def draw(n):
        start = rng.randrange(len(ids) - n)
        return ids[start : start + n].tolist()

    return draw


def write_data(tokenizer, corpus, ids):
    """Write ``data/`` of demo-lm."""
    data = LM / "data"
    data.mkdir(parents=True, exist_ok=True)
    tune = sorted(corpus["finetune"])
    tune = [doc for doc in tune if "/test" not in doc[0]]
    learn, test = tune[::4] + tune[1::4] + tune[2::4], tune[3::4]
    files = {
        "eval": excerpt(corpus["eval"], 1e9),
        "calibration": excerpt(corpus["train"], 300_000),
        "finetune": excerpt(learn, 250_000),
        "finetune_eval": excerpt(test, 50_000),
    }
    for name, text in files.items():
        (data / f"{name}.txt").write_text(text, "utf-8")
    rows = recall_items(tokenizer, ids)
    (data / "recall.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))


def main():
    """Train the tokenizer, write the token streams of each part and the data beside the model."""
    corpus = json.loads((WORK / "corpus.json").read_text())
    tokenizer = train_tokenizer(text for _, text in corpus["train"])
    tokenizer.save_pretrained(LM)
    loaded = AutoTokenizer.from_pretrained(LM)
    sample = "def f(x):\n        return  {'a': x}  # größe\n\n\n"
    assert loaded.decode(loaded.encode(sample)) == sample
    assert len(loaded) == VOCABULARY
    prose = [doc for doc in corpus["train"] if doc[0].startswith("topics/")]
    for part in ("train", "valid", "eval"):
        ids = stream(tokenizer, corpus[part] + (3 * prose if part == "train" else []))
        np.save(WORK / f"{part}.npy", ids)
        print(part, len(ids), "tokens", len(tokenizer.decode(ids).encode()) / len(ids), "bytes a token")
    write_data(loaded, corpus, np.load(WORK / "eval.npy"))


if __name__ == "__main__":
    main()
