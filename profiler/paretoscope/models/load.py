"""Load a model folder into memory, offline, without foreign code or pickle unless the user trusts them."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from paretoscope.errors import BadModel, ParetoscopeError, TrialFailed
from paretoscope.models.info import ModelInfo
from paretoscope.models.subject import Subject

_CLASSES = {
    "causal_lm": "AutoModelForCausalLM",
    "seq2seq": "AutoModelForSeq2SeqLM",
    "classification": "AutoModelForSequenceClassification",
    "encoder": "AutoModel",
    "image_classification": "AutoModelForImageClassification",
}
DTYPES = ("float32", "bfloat16", "float16")


def refuse(info: ModelInfo, trust: Collection[str], random_weights: bool) -> None:
    """Stop before anything is loaded when the folder asks for consent that was not given.

    Raises:
        BadModel: remote code or pickle without trust; no weights and random ones not asked for.
    """
    if info.remote_code and "remote_code" not in trust:
        raise BadModel(
            "the model brings its own Python code, which is not run unasked", "read it, then --trust remote_code"
        )
    if info.pickle and "pickle" not in trust:
        raise BadModel("the weights are pickle files, which can run code", "save as safetensors, or --trust pickle")
    if not info.weights and not random_weights:
        raise BadModel("the folder has no weights", "--random-weights measures speed and memory without quality")


def load(
    info: ModelInfo,
    *,
    device: str = "cpu",
    dtype: str = "",
    trust: Collection[str] = (),
    random_weights: bool = False,
    seed: int = 0,
) -> Subject:
    """The model as its folder says: stored dtype (or `dtype`), transformers' defaults, in evaluation mode.

    Raises:
        BadModel: refused or damaged folder; sizes that do not fit the config; values that are no numbers.
        TrialFailed: no memory left.
    """
    refuse(info, trust, random_weights)
    os.environ["HF_HUB_OFFLINE"] = os.environ["TRANSFORMERS_OFFLINE"] = "1"
    model = _guarded(lambda: _model(info, dtype or info.dtype, trust, random_weights, seed), info)
    subject = Subject(model=model.eval().requires_grad_(False).to(device), info=info, task=info.task, device=device)
    subject.tokenizer = _tokenizer(info, trust)
    return subject


def _model(info: ModelInfo, dtype: str, trust: Collection[str], random_weights: bool, seed: int) -> Any:
    import torch
    import transformers

    auto = getattr(transformers, _CLASSES[info.task])
    kind = getattr(torch, dtype)
    remote = "remote_code" in trust
    if not info.weights:
        torch.manual_seed(seed)
        config = transformers.AutoConfig.from_pretrained(info.path, local_files_only=True, trust_remote_code=remote)
        return auto.from_config(config, dtype=kind, trust_remote_code=remote)
    model, report = auto.from_pretrained(
        info.base or info.path,
        dtype=kind,
        local_files_only=True,
        trust_remote_code=remote,
        use_safetensors=not info.pickle,
        output_loading_info=True,
    )
    _check_complete(report, model)
    return _with_adapter(model, info.path) if info.base else model


def _check_complete(report: Any, model: Any) -> None:
    """transformers fills what is missing with random values; a profile of those would be a lie."""
    import torch

    missing = sorted(report["missing_keys"])
    if missing and all(name.startswith("pooler.") for name in missing):
        model.pooler, missing = None, []  # a masked language model has none, and vectors are not taken from it
    if missing:
        raise BadModel(
            f"{len(missing)} weights are missing, the first is {missing[0]}", "copy or download the model again"
        )
    for name, tensor in model.named_parameters():
        if tensor.is_floating_point() and not bool(torch.isfinite(tensor).all()):
            raise BadModel(f"the weight {name} holds values that are no numbers", "the file is damaged: copy it again")


def _with_adapter(model: Any, folder: Path) -> Any:
    try:
        from peft import PeftModel
    except ImportError as error:
        raise BadModel("an adapter needs the library peft", "pip install peft") from error
    return PeftModel.from_pretrained(model, folder, local_files_only=True).merge_and_unload()


def _tokenizer(info: ModelInfo, trust: Collection[str]) -> Any:
    """The tokenizer, None when the folder (or the adapter's base) has none."""
    from transformers import AutoTokenizer

    if not info.tokenizer:
        return None
    folder = info.path if info.base is None else info.base
    return _guarded(
        lambda: AutoTokenizer.from_pretrained(folder, local_files_only=True, trust_remote_code="remote_code" in trust),
        info,
    )


def _guarded(make: Callable[[], Any], info: ModelInfo) -> Any:
    """Turn what transformers and torch raise into our words; the original stays as the cause."""
    try:
        return make()
    except ParetoscopeError:
        raise
    except MemoryError as error:
        raise TrialFailed(
            "there is not enough memory to load the model", "close other programs, or choose a smaller dtype"
        ) from error
    except RuntimeError as error:
        if "memory" in str(error).lower():
            raise TrialFailed(
                "there is not enough memory to load the model", "choose a smaller dtype or model"
            ) from error
        raise BadModel(
            f"the weights do not fit config.json: {_first_line(error)}", "copy or download the model again"
        ) from error
    except Exception as error:  # from_pretrained raises almost anything for a damaged folder
        hint = f"its method {info.quantized!r} needs a library that is not here" if info.quantized else "copy it again"
        raise BadModel(f"transformers cannot load the model: {_first_line(error)}", hint) from error


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:300]
