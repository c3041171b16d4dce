"""The forms of English verbs."""

# Past tense and participle, where they are not made with -ed.
_IRREGULAR = {
    "arise": "arose arisen",
    "begin": "began begun",
    "bet": "bet",
    "break": "broke broken",
    "bring": "brought",
    "cast": "cast",
    "choose": "chose chosen",
    "come": "came come",
    "cut": "cut",
    "draw": "drew drawn",
    "dream": "dreamt dreamed",
    "feel": "felt",
    "fight": "fought",
    "find": "found",
    "forbid": "forbade forbidden",
    "foresee": "foresaw foreseen",
    "foretell": "foretold",
    "forget": "forgot forgotten",
    "get": "got gotten",
    "give": "gave given",
    "go": "went gone",
    "hear": "heard",
    "hit": "hit",
    "hold": "held",
    "keep": "kept",
    "know": "knew known",
    "lay": "laid",
    "lead": "led",
    "leave": "left",
    "let": "let",
    "lose": "lost",
    "make": "made",
    "mean": "meant",
    "meet": "met",
    "mislead": "misled",
    "misspeak": "misspoke misspoken",
    "overhear": "overheard",
    "pay": "paid",
    "put": "put",
    "read": "read",
    "run": "ran",
    "say": "said",
    "see": "saw seen",
    "seek": "sought",
    "send": "sent",
    "set": "set",
    "show": "showed shown",
    "speak": "spoke spoken",
    "spell": "spelled spelt",
    "stand": "stood",
    "swear": "swore sworn",
    "take": "took taken",
    "tell": "told",
    "think": "thought",
    "throw": "threw thrown",
    "understand": "understood",
    "win": "won",
    "withdraw": "withdrew withdrawn",
    "write": "wrote written",
}
_MORE_PASTS = frozenset(
    """became began bent bit blew bought built burst caught chose clung crept dealt drank drove ate
    fell fed fled flew froze grew hung hid hurt knelt lent lit lost met rang rode rose sang sank sat
    shook shot shrank shut slept slid sold sought spent sprang stole struck strode stuck swam swung
    taught tore wept woke won wore wound wrote""".split()
)
# The last letter is doubled before -ed and -ing.
_DOUBLED = frozenset(
    """admit quip plan refer prefer rebut slam concur dub rip ban bar chat commit compel defer
    flag fret nod opt pan permit pin plug prod rap snap spin star stop submit sum tap trip vet blog
    regret spot tag tip beg bet get hit put let set cut run forget forbid begin win""".split()
)


def forms(verb: str) -> tuple[str, ...]:
    """Give all forms of a verb: bare, third person, past, participle, and -ing."""
    return (verb, third(verb), *past(verb), _stem(verb, "ing") + "ing")


def third(verb: str) -> str:
    """Give the third person of a verb."""
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def past(verb: str) -> tuple[str, ...]:
    """Give the past tense and the participle of a verb."""
    if verb in _IRREGULAR:
        return tuple(_IRREGULAR[verb].split())
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return (verb[:-1] + "ied",)
    return (_stem(verb, "ed") + "ed",)


def irregular_pasts() -> frozenset[str]:
    """Give the pasts that no ending shows."""
    return frozenset(form for row in _IRREGULAR.values() for form in row.split()) | _MORE_PASTS


def _stem(verb: str, ending: str) -> str:
    if verb in _DOUBLED:
        return verb + verb[-1]
    if ending == "ed" or not verb.endswith(("ee", "oe", "ye")):
        return verb.removesuffix("e")
    return verb
