"""Folds by article: what a reader is trained on, and what is kept apart to score it."""

import hashlib
from collections.abc import Collection

from eval.training.material import Material

FOLDS = 5


def split(material: Material, folds: Collection[int]) -> tuple[Material, Material]:
    """Part the material by article: what is trained on, and what is kept apart.

    Where nothing is kept apart, both are all of it.
    """
    if not folds:
        return material, material
    apart = {one.id for one in material.passages.values() if fold_of(one.article) in folds}
    return (
        Material(
            {key: one for key, one in material.passages.items() if key not in apart},
            [one for one in material.questions if one.passage not in apart],
        ),
        Material(
            {key: one for key, one in material.passages.items() if key in apart},
            [one for one in material.questions if one.passage in apart],
        ),
    )


def fold_of(article: str) -> int:
    """Say in which fold an article stands."""
    return int.from_bytes(hashlib.sha256(article.encode()).digest()[:4]) % FOLDS
