"""Train demo-vit on scikit-learn's digits: ``python -m assets.train.vit --minutes 6``.

An 8x8 digit is drawn on 64x64 pixels, so that patches of 4x4 make 256 tokens and token pruning has work to do.
"""

import argparse
import time

import torch
from assets.train.corpus import SEED
from assets.train.optim import Muon
from assets.train.prepare import MODELS
from safetensors.torch import save_file
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch.nn import functional
from transformers import ViTConfig, ViTForImageClassification, ViTImageProcessor

VIT = MODELS / "demo-vit"


def config():
    """Return the architecture: 0.3 M parameters, 257 tokens, ten classes."""
    return ViTConfig(
        image_size=64,
        patch_size=4,
        num_channels=1,
        hidden_size=64,
        num_hidden_layers=6,
        num_attention_heads=4,
        intermediate_size=256,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        num_labels=10,
        initializer_range=0.05,
    )


def digits():
    """Return train and held-out images, uint8 [n, 64, 64], and labels, int64 [n]; equal images stay together."""
    data = load_digits()
    pixels = torch.tensor(data.images, dtype=torch.float32)[:, None] / 16
    big = functional.interpolate(pixels, size=(64, 64), mode="bicubic", align_corners=False).clamp(0, 1)
    big = (big[:, 0] * 255).round().to(torch.uint8)
    train, test = train_test_split(range(len(big)), test_size=360, random_state=SEED, stratify=data.target)
    seen = {data.images[i].tobytes() for i in train}
    test = [i for i in test if data.images[i].tobytes() not in seen]
    labels = torch.tensor(data.target)
    return big[train], labels[train], big[test], labels[test]


def normal(images):
    """Return float pixels in -1 .. 1, [n, 1, 64, 64]: what the stored image processor computes."""
    return images[:, None].float() / 127.5 - 1


def moved(images, generator):
    """Return images turned by up to 10 degrees, scaled by up to 10 % and shifted by up to 6 pixels."""
    angle, size, right, down = (torch.rand(4, len(images), generator=generator) * 2 - 1) * torch.tensor(
        [0.17, 0.1, 0.19, 0.19]
    )[:, None]
    size = 1 + size
    cos, sin = torch.cos(angle) * size, torch.sin(angle) * size
    theta = torch.stack([cos, -sin, right, sin, cos, down], 1).view(-1, 2, 3)
    grid = functional.affine_grid(theta, images.shape, align_corners=False)
    return functional.grid_sample(images + 1, grid, align_corners=False) - 1  # outside lies black


@torch.no_grad()
def accuracy(model, images, labels):
    """Return the share of images whose most likely class is the label."""
    found = [model(normal(part)).logits.argmax(-1) for part in images.split(60)]
    return (torch.cat(found) == labels).float().mean().item()


def logits_of(model, pixels, keep, generator):
    """Return class scores, [n, 10], from ``keep`` of the 256 patches, drawn anew for each batch.

    A quarter of the patches costs a fifth of the time and teaches the same strokes; the end of training sees all.
    """
    tokens = model.vit.embeddings(pixels)
    some = torch.randperm(256, generator=generator)[:keep] + 1
    tokens = torch.cat([tokens[:, :1], tokens[:, some]], 1)
    for layer in model.vit.layers:
        tokens = layer(tokens, None)
    return model.classifier(model.vit.layernorm(tokens)[:, 0])


def optimizers(model):
    """Return Muon for the matrices of the layers and AdamW for everything else."""
    inner = [p for n, p in model.named_parameters() if "layers" in n and p.ndim == 2]
    outer = [p for n, p in model.named_parameters() if not ("layers" in n and p.ndim == 2)]
    return [Muon(inner, lr=0.02), torch.optim.AdamW(outer, lr=3e-3, weight_decay=0.01)]


def train(model, images, labels, minutes, generator):
    """Train; the learning rates and the share of patches follow the share of the minutes spent."""
    opts, begin, step = optimizers(model), time.perf_counter(), 0
    peaks = [o.param_groups[0]["lr"] for o in opts]
    while (share := (time.perf_counter() - begin) / 60 / minutes) < 1:
        pick = torch.randint(len(images), (48,), generator=generator)
        pixels = moved(normal(images[pick]), generator)
        loss = functional.cross_entropy(logits_of(model, pixels, 64 if share < 0.7 else 256, generator), labels[pick])
        loss.backward()
        for opt, peak in zip(opts, peaks, strict=True):
            opt.param_groups[0]["lr"] = peak * min(1, (step + 1) / 30, 1.5 * (1 - share))
            opt.step()
            opt.zero_grad()
        step += 1
        if step % 25 == 0:
            print(step, round(share, 3), round(loss.item(), 3), flush=True)


def main():
    """Train for the minutes that are asked for, then write the model and its data."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=6)
    minutes = parser.parse_args().minutes
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    images, labels, held, truth = digits()
    model = ViTForImageClassification(config())
    train(model.train(), images, labels, minutes, torch.Generator().manual_seed(SEED))
    print("held-out accuracy", accuracy(model.eval(), held, truth), "of", len(held))
    model.save_pretrained(VIT)
    write_data(images, held, truth)


def write_data(images, held, truth):
    """Write the processor, 64 training images to calibrate on, and the held-out images beside the model."""
    processor = ViTImageProcessor(
        do_resize=False,
        size={"height": 64, "width": 64},
        do_rescale=True,
        do_normalize=True,
        image_mean=[0.5],
        image_std=[0.5],
        do_convert_rgb=False,
    )
    processor.save_pretrained(VIT)
    (VIT / "data").mkdir(exist_ok=True)
    save_file({"pixel_values": images[:64].contiguous()}, VIT / "data" / "calibration.safetensors")
    save_file({"pixel_values": held, "labels": truth}, VIT / "data" / "eval.safetensors")


if __name__ == "__main__":
    main()
