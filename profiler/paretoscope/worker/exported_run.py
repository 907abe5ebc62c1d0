"""Load the model of this folder as it was measured, and run it: `python run.py "The prompt"`.

Needs torch, transformers and paretoscope. For a language model it prints the continuation, else the scores of an input.
"""

import sys
from pathlib import Path

import torch

from paretoscope.worker.export import reload
from paretoscope.workloads import running

subject = reload(Path(__file__).parent)
prompt = " ".join(sys.argv[1:]) or "The quick brown fox"
if subject.tokenizer is not None and subject.task in ("causal_lm", "seq2seq"):
    ids = subject.tokenizer(prompt, return_tensors="pt")["input_ids"]
    made = running.generate(subject, ids, running.settings(subject, 64, stop=True))
    print(subject.tokenizer.decode(made.sequences[0], skip_special_tokens=True))
elif subject.tokenizer is not None:
    print(subject.model(**subject.tokenizer(prompt, return_tensors="pt")))
else:
    size, channels = subject.info.config["image_size"], subject.info.config.get("num_channels", 3)
    print(subject.model(torch.zeros(1, channels, size, size).to(next(subject.model.parameters()).dtype)).logits)
