"""Write the schema files anew."""

from __future__ import annotations

import json
from pathlib import Path

from paretoscope.schemas.make import events_schema, results_schema, study_schema

for name, body in (("results", results_schema()), ("events", events_schema()), ("study", study_schema())):
    text = json.dumps(body, indent=1, ensure_ascii=False) + "\n"
    (Path(__file__).parent / f"{name}.json").write_text(text, encoding="utf-8")
