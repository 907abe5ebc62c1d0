"""Write a checkpoint as a Hugging Face folder: ``python -m assets.train.export lm|draft [FOLDER]``."""

import json
import shutil
import sys
from pathlib import Path

import torch
from assets.train.corpus import WORK
from assets.train.prepare import LM, MODELS
from transformers import GenerationConfig, LlamaForCausalLM


def model_of(name):
    """Return the model of checkpoint ``lm.pt`` or ``draft.pt``; random weights where there is none yet."""
    from assets.train import draft, lm

    model = LlamaForCausalLM({"lm": lm, "draft": draft}[name].config())
    if (WORK / f"{name}.pt").exists():
        model.load_state_dict(torch.load(WORK / f"{name}.pt")["model"])
    return model.eval()


def write(model, folder):
    """Write weights in bfloat16, config, generation config and tokenizer; data and card are left alone."""
    model.config.use_cache = True
    model.generation_config = GenerationConfig(bos_token_id=0, eos_token_id=0, pad_token_id=1, do_sample=False)
    model.to(torch.bfloat16).save_pretrained(folder)
    (folder / "model.safetensors").chmod(0o644)
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copyfile(LM / name, folder / name)
    name_for_all(folder)


def name_for_all(folder):
    """Say rope base and tokenizer class as transformers 4 reads them too; it would take 10,000 in silence."""
    config = json.loads((folder / "config.json").read_text("utf-8"))
    config["rope_theta"] = config["rope_parameters"]["rope_theta"]
    (folder / "config.json").write_text(json.dumps(config, indent=2, sort_keys=True) + "\n", "utf-8")
    words = json.loads((folder / "tokenizer_config.json").read_text("utf-8"))
    words["tokenizer_class"] = "PreTrainedTokenizerFast"
    (folder / "tokenizer_config.json").write_text(json.dumps(words, indent=2, sort_keys=True) + "\n", "utf-8")


def main():
    """Write the model that the command line names into its folder, or into the one that is given."""
    name = sys.argv[1]
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else MODELS / f"demo-{name}"
    fresh = folder.with_name(folder.name + ".new")  # a reader sees the old folder or the new one, never a half
    shutil.copytree(MODELS / f"demo-{name}", fresh, dirs_exist_ok=True)
    write(model_of(name), fresh)
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)


if __name__ == "__main__":
    main()
