"""Look at a model folder without torch: config.json, the headers of its safetensors files, what else lies there.

Folders as people have them: plain, sharded, a hub cache's snapshot of links, an adapter on a base, already quantized.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from paretoscope.errors import BadModel
from paretoscope.models.config import AGAIN, architecture, number, read_config, read_json, text_part
from paretoscope.models.headers import read_header
from paretoscope.models.info import ModelInfo, TensorInfo
from paretoscope.models.tasks import task_of

_DTYPES = {"F64": "float64", "F32": "float32", "F16": "float16", "BF16": "bfloat16"}
_TOKENIZERS = ("tokenizer.json", "tokenizer.model", "spiece.model", "vocab.txt", "vocab.json")
_SETTINGS = (
    "generation_config.json", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json", "merges.txt",
    "preprocessor_config.json",
)  # fmt: skip
_PICKLES = ("*.bin", "*.pt", "*.pth", "*.ckpt")
HEADS = ("num_attention_heads", "n_head", "num_heads", "n_heads", "decoder_attention_heads", "attention_heads")


def inspect(path: Path) -> ModelInfo:
    """What a model folder holds.

    Raises:
        BadModel: no folder, nothing in it, no or damaged config, unknown architecture, missing or damaged weights.
    """
    try:
        folder = _folder(path)
    except OSError as error:
        raise BadModel(f"cannot read the folder {path.name[:80]}: {error.strerror}", "check the path") from error
    adapter = (folder / "adapter_config.json").is_file()
    if adapter and not (folder / "config.json").is_file():
        return _adapter(folder)
    config = read_config(folder)
    names = weight_files(folder)
    if adapter:  # transformers would load the adapter's base instead, wherever that lies
        raise BadModel("the folder holds a model and an adapter", "give each a folder of its own")
    tensors = tuple(t for name in names for t in read_header(folder / name))
    pickles = [f.name for pattern in _PICKLES for f in sorted(folder.glob(pattern)) if f.name != "training_args.bin"]
    return _info(folder, config, names, tensors, pickles)


def weight_files(folder: Path) -> list[str]:
    """Names of the safetensors files in use: the single one, as transformers does, else those of the index.

    Raises:
        BadModel: a file that the index names is missing, or lies outside the folder.
    """
    index, single = folder / "model.safetensors.index.json", folder / "model.safetensors"
    if single.is_file():
        return [single.name]
    if single.is_symlink():
        raise BadModel(f"{single.name} is a link to nowhere", "download the model again: its blob is gone")
    if not index.is_file():
        return []
    given = read_json(index).get("weight_map")
    if not isinstance(given, dict) or not all(isinstance(name, str) for name in given.values()):
        raise BadModel(f"{index.name} does not say which file holds which weight", AGAIN)
    names = sorted(set(given.values()))
    for name in names:
        if Path(name).name != name:
            raise BadModel(f"the index names a file outside the folder: {name!r}", "do not use this model")
        if not (folder / name).is_file():
            raise BadModel(f"the shard {name} is missing", AGAIN)
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
    name = main.read_text(encoding="utf-8", errors="replace").strip() if main.is_file() else ""
    if name and Path(name).name == name and (snapshots / name).is_dir():
        return snapshots / name
    found = sorted((p for p in snapshots.iterdir() if p.is_dir()), key=lambda p: p.stat().st_mtime)
    if not found:
        raise BadModel(f"the cache folder {repo.name} holds no snapshot", "download the model again")
    return found[-1]


def _adapter(folder: Path) -> ModelInfo:
    """An adapter: the base model's facts, with this folder's path, and `base` where the base lies."""
    name = str(read_json(folder / "adapter_config.json").get("base_model_name_or_path") or "")
    candidates = [Path(name), folder / name, folder.parent / Path(name).name]
    base = next((c for c in candidates if name and _there(c / "config.json")), None)
    if base is None:
        raise BadModel(
            f"this is an adapter; its base model {name[:200]!r} is not on this machine",
            "put the base model's folder beside the adapter's",
        )
    info = inspect(base)
    weights = "adapter_model.safetensors"
    if not (folder / weights).is_file():
        raise BadModel(f"the adapter has no {weights}", "save it again with safetensors; pickle is refused")
    tensors = info.tensors + tuple(read_header(folder / weights))
    return replace(info, path=folder, base=base.resolve(), tensors=tensors, files=("adapter_config.json", weights))


def _there(file: Path) -> bool:
    """Whether it is a file; a name that no file can have is none."""
    try:
        return file.is_file()
    except OSError:
        return False


def _info(
    folder: Path, config: dict[str, Any], names: list[str], tensors: tuple[TensorInfo, ...], pickles: list[str]
) -> ModelInfo:
    text = text_part(config)
    heads = number(text, *HEADS)
    pickle = bool(pickles) and not names
    return ModelInfo(
        path=folder,
        architecture=architecture(config),
        model_type=config["model_type"],
        task=task_of(config),
        dtype=_dtype(config, tensors),
        config=config,
        tensors=tensors,
        weights=bool(names or pickles),
        layers=number(text, "num_hidden_layers", "n_layer", "num_layers", "n_layers", "decoder_layers"),
        hidden=number(text, "hidden_size", "n_embd", "d_model", "dim"),
        heads=heads,
        kv_heads=_kv_heads(text) or heads,
        ffn=number(text, "intermediate_size", "n_inner", "d_ff", "ffn_dim", "decoder_ffn_dim", "hidden_dim"),
        vocabulary=number(text, "vocab_size"),
        context=number(text, "max_position_embeddings", "n_positions", "max_seq_len"),
        tokenizer=any((folder / n).is_file() for n in _TOKENIZERS),
        processor=(folder / "preprocessor_config.json").is_file(),
        files=_files(folder, [*names, *(pickles if pickle else ())]),
        warnings=tuple(_warnings(folder, config, names, pickles)),
        remote_code=bool(config.get("auto_map")),
        pickle=pickle,
        quantized=_quantized(config),
    )  # fmt: skip


def _kv_heads(text: dict[str, Any]) -> int:
    """Heads of keys and values; 0 when the config does not tell, and each head has its own."""
    shared = text.get("multi_query") is True and not text.get("new_decoder_architecture")
    return 1 if shared else number(text, "num_key_value_heads", "num_kv_heads")


def _quantized(config: dict[str, Any]) -> str:
    """The method by which the checkpoint was quantized, "" when it was not."""
    given = config.get("quantization_config")
    return str(given.get("quant_method") or "a method without a name") if isinstance(given, dict) and given else ""


def _files(folder: Path, weights: list[str]) -> tuple[str, ...]:
    """Names of the files that make the model what it is, and of those that say how it is run."""
    code = sorted(f.name for f in folder.glob("*.py"))
    names = ("config.json", *weights, *_TOKENIZERS, *_SETTINGS, *code)
    return tuple(n for n in names if (folder / n).is_file())


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
    told = str(config.get("dtype") or config.get("torch_dtype"))
    return _DTYPES.get(most, told if told in _DTYPES.values() else "float32")
