"""The built-in models are complete, are what their cards say, and do what the measurements need of them."""

import hashlib
import json
import os
import struct
import sys
from pathlib import Path

import pytest

os.environ["HF_HUB_OFFLINE"] = "1"
sys.path.insert(0, str(Path(__file__).parents[2]))  # the training code is no installed package
torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")
quality = pytest.importorskip("assets.train.quality", reason="training code lives only in a checkout")

MODELS = Path(__file__).parents[2] / "assets" / "models"
NAMES = ("demo-lm", "demo-draft", "demo-vit")
DATA = ("eval.txt", "calibration.txt", "finetune.txt", "finetune_eval.txt", "recall.jsonl", "prompts.jsonl", "NOTICE")


def header(name):
    """Return the safetensors header: {tensor: {"dtype", "shape", ...}}."""
    with open(MODELS / name / "model.safetensors", "rb") as file:
        return json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))


def count(name):
    """Return the number of parameters in the weights file."""
    sizes = (torch.Size(entry["shape"]).numel() for key, entry in header(name).items() if key != "__metadata__")
    return sum(sizes)


@pytest.fixture(scope="module")
def tokenizer():
    return transformers.AutoTokenizer.from_pretrained(MODELS / "demo-lm")


@pytest.fixture(scope="module")
def lm():
    return quality.load("demo-lm")


@pytest.mark.parametrize("name", NAMES)
def test_folder_is_complete_and_card_names_the_weights(name):
    folder = MODELS / name
    expected = ["config.json", "model.safetensors", "README.md"]
    expected += (
        ["preprocessor_config.json"]
        if name == "demo-vit"
        else ["tokenizer.json", "tokenizer_config.json", "generation_config.json"]
    )
    assert [f for f in expected if not (folder / f).is_file()] == []
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    assert digest in (folder / "README.md").read_text("utf-8")


def test_data_is_complete():
    assert [f for f in DATA if not (MODELS / "demo-lm" / "data" / f).is_file()] == []


def test_sizes():
    assert 15e6 <= count("demo-lm") <= 40e6
    assert count("demo-draft") <= count("demo-lm") / 3
    assert (MODELS / "demo-lm" / "model.safetensors").stat().st_size <= 80e6
    assert {e["dtype"] for k, e in header("demo-lm").items() if k != "__metadata__"} == {"BF16"}


def test_tokenizer_keeps_every_byte_and_is_shared(tokenizer):
    text = "def f(x):\n\treturn  {'ä': x}   # größe → 語\r\n\n"
    assert tokenizer.decode(tokenizer.encode(text)) == text
    draft = transformers.AutoTokenizer.from_pretrained(MODELS / "demo-draft")
    assert draft.get_vocab() == tokenizer.get_vocab()


def test_text_is_predicted_better_than_by_archivers(lm, tokenizer):
    ids, text = quality.text_ids(tokenizer, "eval", 30_000)
    bits = quality.bits_per_byte(lm, tokenizer, ids, 1024)
    assert bits < 1.7
    assert bits < 0.85 * min(quality.archive_bits(text).values())


def test_recall_over_a_thousand_tokens(lm, tokenizer):
    found = quality.stored_recall(lm, tokenizer, limit=10)
    assert sum(found.values()) / len(found) >= 0.9


def test_vit_on_stored_images():
    assert quality.measure_vit()["accuracy"] >= 0.97


def test_image_processor_gives_the_pixels_of_training():
    image = pytest.importorskip("PIL.Image")
    from assets.train.vit import normal
    from safetensors.torch import load_file

    images = load_file(MODELS / "demo-vit" / "data" / "eval.safetensors")["pixel_values"][:3]
    processor = transformers.AutoImageProcessor.from_pretrained(MODELS / "demo-vit")
    given = processor(images=[image.fromarray(i.numpy()) for i in images], return_tensors="pt")["pixel_values"]
    assert torch.allclose(given, normal(images), atol=1e-5)
