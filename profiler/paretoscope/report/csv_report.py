"""CSV in long form: one line a number, raw SI values, so that any table program can pivot it."""

from __future__ import annotations

import csv
import io

from paretoscope.analysis.results import Results

HEAD = (
    "trial", "recipe", "status", "simulated", "workload", "metric", "value", "unit", "low", "high", "n", "source",
    "why", "definition", "change", "change_kind", "change_low", "change_high", "real",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class CsvReport:
    """Renders one line a number."""

    ending = "csv"

    def render(self, results: Results) -> bytes:
        """UTF-8 with a head line; texts that a table program would take for a formula get a leading apostrophe."""
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow(HEAD)
        for t, workload, name, v, r in results.rows():
            own = (t.id, t.recipe, t.status, " ".join(t.simulated), workload, name)
            value = (v.value, v.unit, v.low, v.high, v.n, v.source, v.why, results.definitions.get(name, ""))
            change = (r.value, r.kind, r.low, r.high, r.real) if r else (None,) * 5
            writer.writerow([_safe(x) for x in (*own, *value, *change)])
        return out.getvalue().encode()


def _safe(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
