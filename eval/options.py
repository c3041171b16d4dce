"""The options that several commands of `dateline eval` share."""

from pathlib import Path
from typing import Annotated

import typer

Data = Annotated[Path, typer.Option(help="Folder that holds the datasets.")]
Cache = Annotated[Path, typer.Option(help="Folder for the archives made of them.")]
Out = Annotated[Path, typer.Option(help="Folder for the results.")]
Articles = Annotated[
    Path | None, typer.Option(help="What to ask; without it, the shipped articles.")
]
Folds = Annotated[Path, typer.Option(help="Folder of the trained folds.")]
Seed = Annotated[int, typer.Option(help="Of the training; 0: the average that ships.")]

DATA, CACHE, OUT = Path("data"), Path(".cache/eval"), Path("eval/results")
FOLDS = Path(".cache/reader")
