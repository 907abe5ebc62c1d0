"""results.json: everything, as analysis.results writes it; its JSON Schema ships in paretoscope/schemas."""

from __future__ import annotations

import json

from paretoscope.analysis.results import Results


class JsonReport:
    """Renders results.json."""

    ending = "json"

    def render(self, results: Results) -> bytes:
        """UTF-8 with one space of indentation. No not-a-number."""
        return (json.dumps(results.to_dict(), indent=1, ensure_ascii=False, allow_nan=False) + "\n").encode()
