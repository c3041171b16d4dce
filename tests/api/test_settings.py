import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from api.settings import TABLE, Settings, SettingsError, load_settings, settings_table

README = Path(__file__).parents[2] / "README.md"


def test_defaults_hold_where_nothing_is_given(tmp_path: Path) -> None:
    settings = load_settings({"PATH": "/bin"}, tmp_path)
    assert {row.name: getattr(settings, row.name) for row in TABLE} == {
        row.name: row.default for row in TABLE
    }


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    (tmp_path / "dateline.toml").write_text('port = 1\nhost = "::1"\n')
    settings = load_settings({"DATELINE_PORT": "2"}, tmp_path)
    assert (settings.port, settings.host) == (2, "::1")


def test_values_become_their_types(tmp_path: Path) -> None:
    given = {"DATELINE_HOME": "/x/y", "DATELINE_THREADS": "3", "DATELINE_STRICTNESS": "open"}
    settings = load_settings(given, tmp_path)
    assert (settings.home, settings.threads, settings.strictness) == (Path("/x/y"), 3, "open")


def test_a_home_in_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "dateline.toml").write_text('home = "~/news"\n')
    assert load_settings({}, tmp_path).home == tmp_path / "news"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "abc"),
        ("PORT", "65536"),
        ("PORT", ""),
        ("HOME", ""),
        ("THREADS", "-1"),
        ("STRICTNESS", "loose"),
        ("MAX_QUESTION", "0"),
        ("MAX_DOCUMENT_MB", "1.5"),
        ("LLM", "localhost:8080"),
        ("LLM", "http://user:word@localhost/v1"),
        ("LLM_MODEL", ""),
        ("LLM_TIMEOUT_S", "0"),
    ],
)
def test_a_wrong_value_is_named_with_its_place(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingsError) as error:
        load_settings({f"DATELINE_{name}": value}, tmp_path)
    assert f"DATELINE_{name}={value!r}" in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("line", ['port = "x"', "port = true", "home = 5", "strictness = []"])
def test_a_wrong_value_in_the_file_is_named_with_its_place(tmp_path: Path, line: str) -> None:
    path = tmp_path / "dateline.toml"
    path.write_text(line)
    with pytest.raises(SettingsError, match=re.escape(f"{path}: {line.split()[0]}=")):
        load_settings({}, tmp_path)


def test_an_empty_value_switches_the_language_model_off(tmp_path: Path) -> None:
    (tmp_path / "dateline.toml").write_text('llm = "http://127.0.0.1:8080/v1"')
    assert load_settings({}, tmp_path).llm == "http://127.0.0.1:8080/v1"
    assert load_settings({"DATELINE_LLM": ""}, tmp_path).llm == ""


def test_a_key_is_shown_nowhere(tmp_path: Path) -> None:
    assert "sk-1" not in repr(load_settings({"DATELINE_LLM_KEY": "sk-1"}, tmp_path))
    for name, value in (("LLM_KEY", "sk-1\n"), ("LLM_KEY", "sk-1 é"), ("LLM_KEYS", "sk-1")):
        with pytest.raises(SettingsError) as error:
            load_settings({f"DATELINE_{name}": value}, tmp_path)
        assert "sk-1" not in str(error.value)
        assert error.value.__cause__ is None


def test_an_unknown_name_in_the_environment_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"DATELINE_COLOUR: no such setting .*'red'"):
        load_settings({"DATELINE_COLOUR": "red"}, tmp_path)


def test_an_unknown_name_in_the_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "dateline.toml").write_text("colour = 1\n")
    with pytest.raises(SettingsError, match=r"dateline\.toml: colour: no such setting"):
        load_settings({}, tmp_path)


@pytest.mark.parametrize("content", [b"= 1", b"port = ", b'host = "\xff"'])
def test_a_file_that_is_no_toml_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "dateline.toml").write_bytes(content)
    with pytest.raises(SettingsError, match=r"dateline\.toml: "):
        load_settings({}, tmp_path)


def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "dateline.toml").mkdir()
    with pytest.raises(SettingsError, match="directory"):
        load_settings({}, tmp_path)


def test_the_table_is_short_and_whole() -> None:
    assert len(TABLE) < 25
    assert [row.name for row in TABLE] == [field.name for field in fields(Settings)]
    assert all(row.help and not row.help.endswith(".") for row in TABLE)


def test_the_readme_shows_the_table() -> None:
    found = re.search(
        r"<!-- settings -->\n+(.*?)\n+<!-- /settings -->", README.read_text("utf-8"), re.DOTALL
    )
    assert found, "README.md needs <!-- settings --> ... <!-- /settings -->"
    assert found[1] == settings_table(), "put the output of `python -m api.settings` there"


def test_the_module_prints_the_table() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "api.settings"], capture_output=True, text=True, check=True
    )
    assert done.stdout == settings_table() + "\n"
