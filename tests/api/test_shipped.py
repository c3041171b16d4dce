"""From end to end with the default model: the question of the README, and many at once."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx

from tests.api.support import ARTICLES, sample_questions

SEED = "when does the coalition leave Iraq?"
DEADLINE = "with a 12-month deadline"

# Ends the process when anything but a loopback or local socket is touched, then runs commands.
GUARDED = """
import ipaddress, json, os, sys

def watch(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.bind", "socket.sendmsg"):
        address = arguments[1]
        if isinstance(address, tuple) and not ipaddress.ip_address(address[0]).is_loopback:
            stop(event, address)
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        if arguments[0] not in (None, "localhost", "127.0.0.1", "::1"):
            stop(event, arguments[0])

def stop(event, address):
    os.write(2, f"{event} {address}\\n".encode())
    os._exit(99)

sys.addaudithook(watch)
from api import cli
for arguments in json.loads(sys.argv[1]):
    sys.argv = ["dateline", *arguments]
    try:
        cli.main()
    except SystemExit as end:
        if end.code:
            raise
    sys.stdout.flush()
"""


def guarded(folder: Path, *commands: list[str]) -> subprocess.CompletedProcess[str]:
    """Run commands in one process that may not reach beyond this machine."""
    environment = {name: os.environ[name] for name in os.environ if "DATELINE" not in name}
    return subprocess.run(
        [sys.executable, "-c", GUARDED, json.dumps(commands)],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def assert_seed_answered(answer: dict[str, Any]) -> None:
    assert answer["status"] == "answered"
    assert answer["understood"]["type"] == "when"
    cited = answer["citations"][0]
    assert DEADLINE in cited["text"]
    assert cited["published_at"] == "2025-02-09"
    assert cited["publisher"] == "Shafaq News"
    assert cited["document_id"].startswith("2025-02-09-coalition-withdrawal")
    assert answer["answer"] in cited["text"]


def test_the_guard_sees_what_leaves(tmp_path: Path) -> None:
    script = GUARDED.replace(
        "from api import cli", "import socket; socket.create_connection(('example.com', 80))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "[]"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (99, "socket.getaddrinfo example.com\n")


def test_index_and_ask_in_a_shell_without_a_network(tmp_path: Path) -> None:
    articles = [str(path) for path in ARTICLES.glob("2025-0[24]-*")]
    done = guarded(tmp_path, ["index", *articles, "--json"], ["ask", SEED, "--json"])
    assert done.returncode == 0, done.stderr
    report, answer = done.stdout.splitlines()
    assert json.loads(report)["added"] == len(articles) > 1
    assert_seed_answered(json.loads(answer))
    assert done.stderr == ""


def test_the_seed_question_over_http(shipped_address: str) -> None:
    answer = httpx.post(f"{shipped_address}/v1/ask", json={"question": SEED}).json()
    assert_seed_answered(answer)
    for cited in answer["citations"]:
        address = f"{shipped_address}/v1/documents/{cited['document_id']}"
        document = httpx.get(address).json()
        assert document["text"][cited["start"] : cited["end"]] == cited["text"]
        assert document["version"] == cited["version"]


def test_before_the_seed_article_nobody_knew(shipped_address: str) -> None:
    body = {"question": SEED, "as_of": "2025-02-08"}
    answer = httpx.post(f"{shipped_address}/v1/ask", json=body).json()
    shown = answer["citations"] + answer["leads"]
    assert shown
    assert all(passage["published_at"][:10] <= "2025-02-08" for passage in shown)


def test_32_questions_at_once_get_the_answers_that_they_get_alone(shipped_address: str) -> None:
    questions = sample_questions()[:32]
    assert len(questions) == 32

    with httpx.Client(base_url=shipped_address, timeout=120) as client:

        def ask(question: str) -> dict[str, Any]:
            answer: dict[str, Any] = client.post("/v1/ask", json={"question": question}).json()
            return {name: answer[name] for name in answer.keys() - {"id", "timings_ms"}}

        alone = [ask(question) for question in questions]
        with ThreadPoolExecutor(32) as threads:
            together = list(threads.map(ask, questions))
    assert together == alone
    assert {answer["question"] for answer in together} == set(questions)


def test_two_voices_of_the_seed_article_disagree(shipped_address: str) -> None:
    body = {"question": "is the withdrawal timeline final?"}
    answer = httpx.post(f"{shipped_address}/v1/ask", json=body).json()
    assert (answer["status"], answer["understood"]["type"]) == ("conflicting", "yes_no")
    said = {one["said_by"]["name"]: one["text"] for one in answer["citations"]}
    assert set(said) == {"Sabah Al-Numan", "Sarmad Al-Bayati"}
    assert "are not final" in said["Sarmad Al-Bayati"]
    assert answer["answer"] in [one["text"] for one in answer["citations"]]
