"""The JSON Schema by which an editor completes and checks `labels.yaml`."""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from workbench.scheme.file import SchemeFile


def json_schema() -> str:
    """The schema of the file's shape, as JSON (draft-07, which editors know best).

    What the entries say of each other it cannot hold; `workbench scheme check` does.
    """
    schema = SchemeFile.model_json_schema(ref_template="#/definitions/{model}", schema_generator=_Plain)
    schema["definitions"] = schema.pop("$defs")
    schema = {"$schema": "http://json-schema.org/draft-07/schema#", **schema}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


class _Plain(GenerateJsonSchema):
    """Without what an editor would only repeat: titles that are names of classes, defaults that say "nothing"."""

    def model_schema(self, schema: Any) -> dict[str, Any]:
        return {key: value for key, value in super().model_schema(schema).items() if key != "title"}

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def default_schema(self, schema: Any) -> dict[str, Any]:
        return self.generate_inner(schema["schema"])
