"""lm-eval's rolling log-likelihood of a text, on the same model folder: its sum and the number of tokens."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from answer import channel, serve


def main() -> None:
    """Load, answer."""
    given, say = json.loads(sys.argv[1]), channel()
    import torch
    from lm_eval.api.instance import Instance
    from lm_eval.models.huggingface import HFLM

    torch.set_num_threads(given["threads"])
    model = HFLM(
        pretrained=given["model"], device="cpu", dtype=given["dtype"], batch_size=1, max_length=given["context"]
    )

    def answer(request: dict[str, Any]) -> dict[str, Any]:
        text = Path(request["text"]).read_text(encoding="utf-8")
        asked = Instance(request_type="loglikelihood_rolling", doc={}, arguments=(text,), idx=0)
        (found,) = model.loglikelihood_rolling([asked])
        return {"nll": -float(found), "tokens": len(model.tok_encode(text))}

    serve(say, answer)


if __name__ == "__main__":
    main()
