"""Words that say the opposite of each other, as news uses them."""

from index.words import stem

# Each row: words that say one thing, and words that say the other.
_ROWS = (
    (
        "final fixed settled definite definitive stable firm irrevocable",
        "tentative provisional preliminary unsettled undecided changeable",
    ),
    ("open opened reopen reopened", "closed close shut shuttered"),
    ("alive survived", "dead died killed"),
    (
        "approve approved accept accepted agreed agree endorse endorsed adopted passed ratified",
        "reject rejected refuse refused veto vetoed declined opposed block blocked",
    ),
    ("confirm confirmed acknowledged admitted", "deny denied disputed"),
    (
        "rise rose risen increase grow grew grown climb higher",
        "fall fell fallen decrease drop dropped decline shrink shrank lower",
    ),
    ("win won", "lose lost"),
    ("guilty convicted", "innocent acquitted cleared"),
    ("safe harmless", "unsafe dangerous harmful"),
    ("legal lawful constitutional", "illegal unlawful unconstitutional"),
    ("true correct accurate", "false untrue incorrect inaccurate wrong"),
    (
        "allowed allow permitted permit legalised legalized",
        "banned ban forbidden prohibited barred",
    ),
    ("succeed succeeded success successful pass", "fail failed failure unsuccessful"),
    ("support supported supports back backed favours favors", "oppose opposed opposes"),
    ("kept keep retained retain", "scrapped scrap abandoned abandon cancelled canceled dropped"),
    ("complete completed finished", "incomplete unfinished"),
    ("possible feasible", "impossible unfeasible"),
    ("likely probable", "unlikely improbable"),
    ("ready prepared", "unready unprepared"),
    ("punctual", "delayed postponed late"),
    ("necessary needed essential", "unnecessary needless superfluous"),
    ("effective works", "ineffective useless"),
    ("responsible", "blameless"),
    ("present attended", "absent"),
    ("free released freed", "jailed imprisoned detained"),
    ("stay stayed remain remained", "leave left quit"),
    ("enough sufficient adequate", "insufficient inadequate"),
    ("genuine authentic real", "fake forged hoax"),
    ("sold", "unsold"),
    ("affected", "unaffected"),
    ("damaged", "undamaged intact unharmed"),
    ("hurt injured wounded", "unhurt uninjured unscathed"),
    ("known", "unknown"),
    ("certain sure", "uncertain unsure doubtful"),
    ("clear", "unclear"),
    ("resolved solved", "unresolved unsolved"),
)


def _sides() -> dict[str, dict[int, bool]]:
    found: dict[str, dict[int, bool]] = {}
    for number, row in enumerate(_ROWS):
        for side, listed in zip((True, False), row, strict=True):
            for word in listed.split():
                found.setdefault(stem(word), {}).setdefault(number, side)
    return found


_SIDES = _sides()


def has_opposite(word: str) -> bool:
    """Tell whether there are words that say the opposite of a stem."""
    return word in _SIDES


def same_side(first: str, second: str) -> bool | None:
    """Tell whether two stems say the same or the opposite; None where they say different things."""
    if first == second:
        return True
    here, there = _SIDES.get(first, {}), _SIDES.get(second, {})
    shared = here.keys() & there.keys()
    return here[min(shared)] == there[min(shared)] if shared else None


def opposed_rows() -> tuple[frozenset[str], ...]:
    """Give the stems of each row, those of both sides together."""
    return tuple(frozenset(stem(word) for side in row for word in side.split()) for row in _ROWS)
