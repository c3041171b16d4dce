"""What sources disagree on."""

from typing import Any

from api.answering.records import Conflict


def conflict_out(conflict: Conflict) -> dict[str, Any]:
    """Write the values that contend, the newest first."""
    return {
        "about": conflict.about,
        "values": [
            {
                "value": one.value,
                "citations": list(one.citations),
                "outlets": one.outlets,
                "published_at": one.published_at,
            }
            for one in conflict.values
        ],
    }
