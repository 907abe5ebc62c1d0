"""Look at a model folder without torch: config.json, the headers of its safetensors files, what else lies there.

Folders as people have them: plain, sharded, a hub cache's snapshot of links, an adapter on a base, already quantized.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from paretoscope.errors import BadModel
from paretoscope.models.headers import read_header
from paretoscope.models.info import ModelInfo, TensorInfo
from paretoscope.models.tasks import known_types, task_of

_DTYPES = {"F64": "float64", "F32": "float32", "F16": "float16", "BF16": "bfloat16"}
_TOKENIZERS = ("tokenizer.json", "tokenizer.model", "spiece.model", "vocab.txt", "vocab.json")
_PICKLES = ("*.bin", "*.pt", "*.pth", "*.ckpt")


def inspect(path: Path) -> ModelInfo:
    """What a model folder holds.

    Raises:
        BadModel: no folder, nothing in it, no or damaged config, unknown architecture, missing or damaged weights.
    """
    folder = _folder(path)
    if (folder / "adapter_config.json").is_file() and not (folder / "config.json").is_file():
        return _adapter(folder)
    config = read_config(folder)
    names = weight_files(folder)
    tensors = tuple(t for name in names for t in read_header(folder / name))
    pickles = [f.name for pattern in _PICKLES for f in sorted(folder.glob(pattern)) if f.name != "training_args.bin"]
    return _info(folder, config, names, tensors, pickles)


def read_config(folder: Path) -> dict[str, Any]:
    """config.json as data. Raises BadModel when it is missing, no JSON, or of an architecture nobody here knows."""
    config = _json(folder / "config.json")
    kind = config.get("model_type", "")
    if not kind or not (config.get("architectures") or config.get("auto_map")):
        raise BadModel("config.json names no architecture", "a transformers model has `model_type` and `architectures`")
    remote = bool(config.get("auto_map"))
    if not remote and known_types() and kind not in known_types():
        raise BadModel(
            f"the installed transformers knows no model type {kind!r}", "update transformers, or check the folder"
        )
    if not task_of(config):
        name = (config.get("architectures") or ["?"])[0]
        raise BadModel(
            f"{name} is none of the kinds that can be profiled",
            "causal and sequence-to-sequence language models, encoders, text and image classifiers can be",
        )
    return config


def weight_files(folder: Path) -> list[str]:
    """Names of the safetensors files in use, from the index when there is one.

    Raises:
        BadModel: a file that the index names is missing, or lies outside the folder.
    """
    index = folder / "model.safetensors.index.json"
    if not index.is_file():
        single = folder / "model.safetensors"
        if single.is_symlink() and not single.exists():
            raise BadModel("model.safetensors is a link to nowhere", "download the model again: its blob is gone")
        return ["model.safetensors"] if single.is_file() else []
    names = sorted(set(_json(index).get("weight_map", {}).values()))
    for name in names:
        if Path(name).name != name:
            raise BadModel(f"the index names a file outside the folder: {name!r}", "do not use this model")
        if not (folder / name).is_file():
            raise BadModel(f"the shard {name} is missing", "copy or download the model again")
    return names


def _folder(path: Path) -> Path:
    if path.is_file():
        raise BadModel(f"{path.name} is a file, not a model folder", "give the folder that holds config.json")
    if not path.is_dir():
        raise BadModel(f"there is no folder {path}", "check the path")
    snapshots = path / "snapshots"
    if snapshots.is_dir() and not (path / "config.json").exists():
        path = _snapshot(path, snapshots)
    try:
        empty = not any(path.iterdir())
    except OSError as error:
        raise BadModel(f"cannot read the folder {path.name}: {error.strerror}", "check its permissions") from error
    if empty:
        raise BadModel(f"the folder {path.name} is empty", "give the folder that holds config.json")
    return path


def _snapshot(repo: Path, snapshots: Path) -> Path:
    """A hub cache's repository: the snapshot that `main` points to, else the newest."""
    main = repo / "refs" / "main"
    if main.is_file() and (snapshots / main.read_text().strip()).is_dir():
        return snapshots / main.read_text().strip()
    found = sorted((p for p in snapshots.iterdir() if p.is_dir()), key=lambda p: p.stat().st_mtime)
    if not found:
        raise BadModel(f"the cache folder {repo.name} holds no snapshot", "download the model again")
    return found[-1]


def _adapter(folder: Path) -> ModelInfo:
    """An adapter: the base model's facts, with this folder's path, and `base` where the base lies."""
    name = str(_json(folder / "adapter_config.json").get("base_model_name_or_path") or "")
    candidates = [Path(name), folder / name, folder.parent / Path(name).name]
    base = next((c for c in candidates if name and (c / "config.json").is_file()), None)
    if base is None:
        raise BadModel(
            f"this is an adapter; its base model {name!r} is not on this machine",
            "put the base model's folder beside the adapter's",
        )
    info = inspect(base)
    names = sorted(f.name for f in folder.glob("*.safetensors"))
    own = tuple(t for n in names for t in read_header(folder / n))
    if not own:
        raise BadModel("the adapter has no safetensors weights", "save it again with safetensors; pickle is refused")
    files = ("adapter_config.json", *names)
    return replace(info, path=folder, base=base.resolve(), tensors=info.tensors + own, files=files)


def _info(
    folder: Path, config: dict[str, Any], names: list[str], tensors: tuple[TensorInfo, ...], pickles: list[str]
) -> ModelInfo:
    text = config.get("text_config") if isinstance(config.get("text_config"), dict) else config
    heads = _number(text, "num_attention_heads", "n_head", "num_heads")
    pickle = bool(pickles) and not names
    return ModelInfo(
        path=folder,
        architecture=next(iter(config.get("architectures") or ("?",))),
        model_type=config["model_type"],
        task=task_of(config),
        dtype=_dtype(config, tensors),
        config=config,
        tensors=tensors,
        weights=bool(names or pickles),
        layers=_number(text, "num_hidden_layers", "n_layer", "num_layers"),
        hidden=_number(text, "hidden_size", "n_embd", "d_model"),
        heads=heads,
        kv_heads=_number(text, "num_key_value_heads") or heads,
        ffn=_number(text, "intermediate_size", "n_inner", "d_ff"),
        vocabulary=_number(text, "vocab_size"),
        context=_number(text, "max_position_embeddings", "n_positions"),
        tokenizer=any((folder / n).is_file() for n in _TOKENIZERS),
        processor=(folder / "preprocessor_config.json").is_file(),
        files=_files(folder, [*names, *(pickles if pickle else ())]),
        warnings=tuple(_warnings(folder, config, names, pickles)),
        remote_code=bool(config.get("auto_map")),
        pickle=pickle,
        quantized=str((config.get("quantization_config") or {}).get("quant_method", "")),
    )  # fmt: skip


def _files(folder: Path, weights: list[str]) -> tuple[str, ...]:
    """Names of the files that make the model what it is."""
    return tuple(n for n in ("config.json", *weights, *_TOKENIZERS) if (folder / n).is_file())


def _warnings(folder: Path, config: dict[str, Any], names: list[str], pickles: list[str]) -> list[str]:
    found = []
    if not names and not pickles:
        found.append("there are no weights - the architecture can be profiled with random ones, without quality")
    if pickles and not names:
        found.append("the weights are pickle files, which can run code - refused unless you trust them")
    if config.get("auto_map"):
        found.append("the model brings its own Python code - refused unless you trust it")
    if task_of(config) != "image_classification" and not any((folder / n).is_file() for n in _TOKENIZERS):
        found.append("there is no tokenizer - text cannot be scored; put tokenizer.json into the folder")
    return found


def _dtype(config: dict[str, Any], tensors: tuple[TensorInfo, ...]) -> str:
    """The dtype that most stored elements have, in torch's words."""
    sizes: dict[str, int] = {}
    for t in tensors:
        sizes[t.dtype] = sizes.get(t.dtype, 0) + t.count
    most = max(sizes, key=lambda d: sizes[d], default="")
    return _DTYPES.get(most, str(config.get("dtype") or config.get("torch_dtype") or "float32"))


def _number(config: Any, *names: str) -> int:
    found = next((config[n] for n in names if isinstance(config.get(n), int)), 0)
    return int(found)


def _json(file: Path) -> dict[str, Any]:
    try:
        body = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise BadModel(
            f"there is no {file.name} in {file.parent.name}", "give the folder that holds config.json"
        ) from error
    except (OSError, ValueError) as error:
        raise BadModel(f"{file.name} cannot be read: {error}", "copy or download the model again") from error
    if not isinstance(body, dict):
        raise BadModel(f"{file.name} is no table", "copy or download the model again")
    return body
