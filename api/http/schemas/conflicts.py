"""What sources disagree on."""

from api.answering.records import Conflict
from api.http.schemas.objects import ConflictOut


def conflict_out(conflict: Conflict) -> ConflictOut:
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
