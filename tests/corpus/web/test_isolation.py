import subprocess
import sys

CODE = """
import sys
import corpus.sync, corpus.web.visit
print(*({"lxml", "feedparser", "trafilatura", "pypdfium2", "docx"} & sys.modules.keys()))
"""


def test_no_parser_that_can_be_attacked_is_loaded_beside_the_catalog() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
