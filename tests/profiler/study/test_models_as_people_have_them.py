"""Models that cannot be measured as they lie there: refused before a worker starts, with what would help."""

from __future__ import annotations

import json
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from paretoscope.errors import BadModel, ParetoscopeError, Refused, Unavailable
from paretoscope.models import builtin
from paretoscope.models.inspect import inspect
from paretoscope.models.tasks import RECURRENT, loadable
from paretoscope.plan import Recipe, Study, Workload
from paretoscope.study.checks import check
from paretoscope.study.reading import placed
from paretoscope.study.workloads import check_workload, defaults

SIZES = {
    "hidden_size": 8, "num_hidden_layers": 3, "num_attention_heads": 2, "intermediate_size": 16, "vocab_size": 32,
    "max_position_embeddings": 64,
}  # fmt: skip


def folder(tmp_path: Path, architecture: str, model_type: str, words: int = 32, **more: Any) -> Path:
    """A config, a tokenizer of so many words, and no weights."""
    body = {**SIZES, "architectures": [architecture], "model_type": model_type, **more}
    (tmp_path / "config.json").write_text(json.dumps(body))
    vocabulary = {f"w{i}": i for i in range(words)}
    (tmp_path / "tokenizer.json").write_text(json.dumps({"model": {"type": "BPE", "vocab": vocabulary}}))
    return tmp_path


def refused(place: Path, *recipes: str) -> ParetoscopeError:
    """What a study of recipes on that model is refused with."""
    study = Study(model=str(place), recipes=tuple(Recipe.parse(r) for r in recipes), random_weights=True)
    with pytest.raises((Refused, Unavailable)) as caught:
        check(study, place / "study")
    assert caught.value.hint
    return caught.value


def test_paths_are_taken_from_where_the_user_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers run in the study's folder, where a path that the user gave would lead nowhere."""
    (tmp_path / "mine").mkdir()
    folder(tmp_path / "mine", "LlamaForCausalLM", "llama")
    monkeypatch.chdir(tmp_path)
    recipe = Recipe.parse("decode.assisted:draft=mine")
    done = check(Study(model="mine", recipes=(recipe,), random_weights=True), Path("study"))
    assert Path(done.study.model) == done.info.path == tmp_path / "mine"
    assert done.study.recipes[1].steps[0].params["draft"] == str(tmp_path / "mine")
    assert placed(Study(model="builtin:demo-lm", python="bin/python")).python == str(tmp_path / "bin" / "python")
    assert placed(Study(model="builtin:demo-lm", python="python3")).python == "python3"


def test_a_tokenizer_of_another_vocabulary(tmp_path: Path) -> None:
    why = refused(folder(tmp_path, "LlamaForCausalLM", "llama", words=33))
    assert "33 tokens, the model 32" in why.text
    place = folder(tmp_path, "LlamaForCausalLM", "llama", words=32)
    assert check(Study(model=str(place), random_weights=True), place / "study").info.vocabulary == 32


def test_a_quantized_checkpoint_whose_library_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "paretoscope.study.reading.find_spec", lambda name: None if name == "bitsandbytes" else find_spec(name)
    )
    place = folder(tmp_path, "LlamaForCausalLM", "llama", quantization_config={"quant_method": "bitsandbytes"})
    assert "needs bitsandbytes" in refused(place).text


@pytest.mark.parametrize(
    ("architecture", "model_type", "more"),
    [("WhisperForConditionalGeneration", "whisper", {"is_encoder_decoder": True}), ("CLIPModel", "clip", {}),
     ("ViTModel", "vit", {}), ("Qwen2VLForConditionalGeneration", "qwen2_vl", {})],
)  # fmt: skip
def test_models_of_sound_and_images_are_no_language_models(
    tmp_path: Path, architecture: str, model_type: str, more: dict[str, Any]
) -> None:
    with pytest.raises(BadModel, match="none of the kinds"):
        inspect(folder(tmp_path, architecture, model_type, **more))


def test_what_transformers_loads_for_a_task_is_read_from_its_source() -> None:
    assert {"llama", "gpt2", "mamba", "gemma3_text", "qwen3"} <= loadable("causal_lm")
    assert {"bert", "mpnet", "xlm-roberta", "t5"} <= loadable("encoder")
    assert {"t5", "bart", "encoder-decoder"} <= loadable("seq2seq")
    assert {"vit", "swin"} <= loadable("image_classification")


def test_models_that_keep_a_state_are_known() -> None:
    """transformers marks them, and no draft can be taken back from them."""
    spec = find_spec("transformers")
    assert spec is not None
    assert spec.origin is not None
    files = (Path(spec.origin).parent / "models").glob("*/modeling_*.py")
    marked = {f.parent.name for f in files if re.search(r"_is_stateful = True", f.read_text(encoding="utf-8"))}
    unknown = {name for name in marked & loadable("causal_lm") if not name.startswith(RECURRENT)}
    assert unknown == set()


@pytest.mark.parametrize("recipe", ["decode.prompt_lookup", "decode.assisted"])
def test_a_state_cannot_take_drafts_back(tmp_path: Path, recipe: str) -> None:
    assert refused(folder(tmp_path, "MambaForCausalLM", "mamba"), recipe).text


def test_a_classifier_without_labelled_examples(tmp_path: Path) -> None:
    place = folder(tmp_path, "ViTForImageClassification", "vit")
    why = refused(place)
    assert "labelled images" in why.text
    assert "data=FILE" in why.hint
    info = inspect(builtin.path("demo-vit"))
    assert check_workload(Workload("classify"), info).kind == "classify"


def test_what_trains_needs_a_workload_that_trains() -> None:
    recipe = Recipe.parse("tune.lora")
    with pytest.raises(Refused, match="unless the study trains"):
        check(Study(model="builtin:demo-lm", recipes=(recipe,)), Path("study"))
    works = (Workload("finetune", {"steps": 2}), Workload("generate"))
    check(Study(model="builtin:demo-lm", recipes=(recipe,), workloads=works), Path("study"))


def test_a_context_that_is_too_short_for_anything(tmp_path: Path) -> None:
    info = inspect(folder(tmp_path, "LlamaForCausalLM", "llama", max_position_embeddings=4))
    with pytest.raises(Refused, match="no more than 4 tokens"):
        defaults(info)


def test_a_task_needs_name_folder_and_library(tmp_path: Path) -> None:
    for text in ("task", "task:name=a", f"task:include={tmp_path}", "task:name=a,include=/nowhere"):
        with pytest.raises(Refused) as caught:
            check_workload(Workload.parse(text), None)
        assert caught.value.hint
