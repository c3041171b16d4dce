"""A stand-in for curl on machines that have none: as much of it as docs/api.md uses."""

import argparse
import sys

import httpx


def main() -> None:
    """Send one request and print what comes back; end with 22 on an error, as curl does."""
    parser = argparse.ArgumentParser()
    parser.add_argument("-s", "-S", "-N", "--fail", action="store_true")
    parser.add_argument("-H", action="append", default=[])
    parser.add_argument("-d")
    parser.add_argument("url")
    given = parser.parse_args()
    headers = dict(one.split(": ", 1) for one in given.H)
    method = "GET" if given.d is None else "POST"
    with httpx.stream(
        method, f"http://{given.url}", headers=headers, content=given.d, timeout=60
    ) as answer:
        for part in answer.iter_text():
            print(part, end="")
    sys.exit(22 if answer.is_error else 0)


if __name__ == "__main__":
    main()
