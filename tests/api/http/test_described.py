import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from jsonschema import Draft202012Validator
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from schemathesis.specs.openapi.schemas import OpenApiSchema

from api.http.described import examples
from api.http.kinds import KINDS
from tests.api.support import index, lines, opened, serving

DOCS = Path(__file__).parents[3] / "docs" / "api.md"
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("described")
    record = {"id": "cat", "text": "The cat ate 12 mice on Monday.", "published_at": "2025-02-09"}
    with opened(folder / "home", strictness="open") as engine:
        index(engine, lines(folder / "a.jsonl", record))
        with serving(engine) as address:
            yield address


@pytest.fixture(scope="module")
def described(address: str) -> dict[str, Any]:
    found: dict[str, Any] = httpx.get(f"{address}/openapi.json").json()
    return found


@pytest.fixture(scope="module")
def api(address: str) -> OpenApiSchema:
    return schemathesis.openapi.from_url(f"{address}/openapi.json")


def operations(described: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def test_every_route_has_examples_that_fit(described: dict[str, Any]) -> None:
    named = dict(operations(described))
    assert named.keys() == examples().keys()
    for name, operation in named.items():
        done = [one for status, one in operation["responses"].items() if status.startswith("2")]
        contents = [*done[0]["content"].items()]
        if "requestBody" in operation:
            assert "request" in examples()[name], name
            body = operation["requestBody"]["content"]
            contents += [("application/json", body["application/json"])]
        for kind, content in contents:
            assert "example" in content, (name, kind)
            schema = content["schema"] | {"components": described["components"]}
            Draft202012Validator(schema).validate(content["example"])


def test_every_route_says_what_errors_look_like(described: dict[str, Any]) -> None:
    for name, operation in operations(described):
        for status in ("4XX", "5XX"):
            content = operation["responses"][status]["content"]
            assert [*content] == ["application/problem+json"], name


def test_every_problem_is_documented() -> None:
    text = DOCS.read_text("utf-8")
    rows = dict(re.findall(r"^\| `/problems/([\w-]+)` \| (\d+) \|", text, re.MULTILINE))
    assert rows == {kind: str(known.status) for kind, known in KINDS.items()}


def steady(count: int) -> settings:
    return settings(
        max_examples=count,
        deadline=None,
        suppress_health_check=[*HealthCheck],
        phases=[Phase.generate],
        derandomize=True,
        database=None,
    )


def try_everything(api: OpenApiSchema, count: int) -> None:
    """Send made-up requests to every route: nothing breaks, and all answers are as described."""
    tried = []
    for found in api.get_all_operations():
        operation = cast(Ok[Any], found).ok()
        for mode in GenerationMode:

            @steady(count)
            @given(operation.as_strategy(generation_mode=mode))
            def send(case: schemathesis.Case[Any]) -> None:
                case.call_and_validate(checks=CHECKS, timeout=60)

            with suppress(Unsatisfiable):
                send()
        tried.append(operation.label)
    assert len(tried) == len(examples())


def test_nothing_breaks_and_all_answers_fit(api: OpenApiSchema) -> None:
    try_everything(api, 4)


@pytest.mark.bench
def test_nothing_breaks_at_length(api: OpenApiSchema) -> None:
    try_everything(api, 200)
