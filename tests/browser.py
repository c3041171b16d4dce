"""Find Chromium for the browser tests, or install it: ``python -m tests.browser``."""

import os
import shutil
import subprocess
import sys

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def find() -> str | None:
    """Where Chromium is, or None."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


def install() -> None:
    """Install Chromium by the system's packages."""
    if shutil.which("apt-get") is None:
        sys.exit("the browser tests need Chromium: install it so that `chromium` is on the PATH")
    sudo = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update"], ["apt-get", "install", "-y", "chromium"]):
        done = subprocess.run(
            [*sudo, *command], env=environment, stdout=subprocess.DEVNULL, check=False
        )
        if done.returncode:
            sys.exit(f"`{' '.join(command)}` failed; install Chromium by hand and run this again")


if __name__ == "__main__":
    if find() is None:
        install()
