"""optimum-benchmark's own scenario, its inline launcher, on the same model folder and lengths."""

from __future__ import annotations

import json
import sys
from typing import Any

from answer import channel, serve


def main() -> None:
    """Answer each request with one whole benchmark of theirs: load, warm up, track."""
    given, say = json.loads(sys.argv[1]), channel()
    from optimum_benchmark import Benchmark, BenchmarkConfig, InferenceConfig, InlineConfig, PyTorchConfig

    backend = PyTorchConfig(
        model=given["model"], device="cpu", task="text-generation", library="transformers",
        torch_dtype=given["dtype"], intra_op_num_threads=given["threads"], no_weights=False,
    )  # fmt: skip

    def answer(request: dict[str, Any]) -> dict[str, Any]:
        scenario = InferenceConfig(
            latency=True, memory=False, energy=False, warmup_runs=given["warm"], duration=request["seconds"],
            iterations=request["count"], input_shapes={"batch_size": 1, "sequence_length": given["prompt"]},
            generate_kwargs={"max_new_tokens": given["new"], "min_new_tokens": given["new"]},
        )  # fmt: skip
        plan = BenchmarkConfig(name="interleaved", launcher=InlineConfig(), scenario=scenario, backend=backend)
        report = Benchmark.launch(plan)
        prefill, decode = report.prefill.latency, report.decode.latency
        return {"ttft": prefill.mean, "tpot": decode.mean / (given["new"] - 1), "calls": len(prefill.values)}

    serve(say, answer)


if __name__ == "__main__":
    main()
