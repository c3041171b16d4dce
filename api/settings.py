"""One table of settings: the environment first, then dateline.toml, then the default."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, ValidationError

PREFIX = "DATELINE_"
FILE = "dateline.toml"

Strictness = Literal["strict", "balanced", "open"]
Switch = Literal["on", "off"]
Port = Annotated[int, Field(ge=0, le=65_535)]
Several = Annotated[int, Field(ge=1)]


class SettingsError(ValueError):
    """A setting is unknown or has a wrong value; the message shows which."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table."""

    name: str
    type: Any
    default: Any
    help: str


TABLE = (
    Setting("home", Path, Path(".dateline"), "folder that holds the whole archive"),
    Setting("host", str, "127.0.0.1", "address that `dateline serve` listens on"),
    Setting("port", Port, 8000, "port that `dateline serve` listens on"),
    Setting(
        "hosts",
        str,
        "localhost",
        "names that the server answers to, with commas between; localhost and addresses always do",
    ),
    Setting(
        "embedder",
        str,
        "all-MiniLM-L6-v2",
        "sentence-transformers model, by name or path; an archive keeps the one it began with",
    ),
    Setting(
        "reader",
        str,
        "dateline",
        "model that reads what is found: dateline, the one that comes with it; none; or a "
        "question-answering model or cross-encoder, by name or path",
    ),
    Setting(
        "llm",
        Annotated[str, Field(pattern=r"^(https?://[^\s/@?#]+(/[^\s@?#]*)?)?$")],
        "",
        "base URL of an OpenAI-compatible server whose model composes answers, such as "
        "http://127.0.0.1:8080/v1; empty: none is asked",
    ),
    Setting("llm_model", str, "default", "name of the model there"),
    Setting(
        "llm_key",
        Annotated[str, Field(pattern=r"^[!-~]*$")],
        "",
        "key that is sent to it, and shown nowhere",
    ),
    Setting("llm_timeout_s", Several, 60, "seconds that it may take for an answer"),
    Setting("threads", Annotated[int, Field(ge=0)], 0, "threads for a model; 0 takes one a core"),
    Setting("strictness", Strictness, "balanced", "how sure an answer must be to be given"),
    Setting("repair", Switch, "on", "mend lost spaces, broken words and characters: on or off"),
    Setting("max_document_mb", Several, 20, "largest single document that is read, in megabytes"),
    Setting("max_upload_mb", Several, 200, "largest upload over HTTP, in megabytes"),
    Setting("max_question", Several, 2000, "longest question, in characters"),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force."""

    home: Path
    host: str
    port: int
    hosts: str
    embedder: str
    reader: str
    llm: str
    llm_model: str
    llm_key: str = field(repr=False)
    llm_timeout_s: int
    threads: int
    strictness: Strictness
    repair: Switch
    max_document_mb: int
    max_upload_mb: int
    max_question: int


def load_settings(environment: Mapping[str, str], folder: Path) -> Settings:
    """Read the settings, given the environment and the folder that may hold ``dateline.toml``.

    Raises:
        SettingsError: a name is unknown, a value has the wrong type, or the file is not TOML.
    """
    given = _from_file(folder / FILE) | _from_environment(environment)
    known = {row.name: row for row in TABLE}
    values = {row.name: row.default for row in TABLE}
    for name, (value, where) in given.items():
        if name not in known:
            shown = _shown(name, value)
            raise SettingsError(f"{where}: no such setting (it is {shown}); see README, Settings")
        values[name] = _checked(value, known[name], where)
    # The shell opens up a ~ that stands in a command, and nobody one that stands in a file.
    values["home"] = values["home"].expanduser()
    return Settings(**values)


def _checked(value: Any, row: Setting, where: str) -> Any:
    shown = _shown(row.name, value)
    # An empty path would mean the working folder, and True the number 1.
    if (value == "" and row.default != "") or isinstance(value, bool):
        raise SettingsError(f"{where}={shown}: not a value ({row.help})")
    try:
        return TypeAdapter(row.type).validate_python(value)
    except ValidationError as error:
        reason = error.errors()[0]["msg"].lower()
        # What pydantic raised holds the value.
        raise SettingsError(f"{where}={shown}: {reason} ({row.help})") from None


def _shown(name: str, value: Any) -> str:
    """Show a value in a message, unless it may be a key."""
    return "a key" if "key" in name else repr(value)


def _from_environment(environment: Mapping[str, str]) -> dict[str, tuple[Any, str]]:
    return {
        key.removeprefix(PREFIX).lower(): (value, key)
        for key, value in sorted(environment.items())
        if key.startswith(PREFIX)
    }


def _from_file(path: Path) -> dict[str, tuple[Any, str]]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: {error}") from error
    return {name: (value, f"{path}: {name}") for name, value in content.items()}


def settings_table() -> str:
    """Write the table in Markdown, as the README shows it."""
    rows = [f"| `{PREFIX}{row.name.upper()}` | {_default(row)} | {row.help} |" for row in TABLE]
    return "\n".join(["| setting | default | what |", "|---|---|---|", *rows])


def _default(row: Setting) -> str:
    return "empty" if row.default == "" else f"`{row.default}`"


if __name__ == "__main__":
    print(settings_table())
