"""Retrieval metrics by ir-measures (trec_eval's definitions)."""

from collections.abc import Mapping

import ir_measures
from ir_measures import RR, R, nDCG

MEASURES = {"nDCG@10": nDCG @ 10, "recall@10": R @ 10, "recall@100": R @ 100, "MRR@10": RR @ 10}


def retrieval_scores(
    judgements: Mapping[str, Mapping[str, int]], run: Mapping[str, Mapping[str, float]]
) -> dict[str, float]:
    """Score a run; a query that the run lacks counts 0.

    Args:
        judgements: grade by query id and document id.
        run: score by query id and document id.
    """
    # trec_eval leaves out queries without a ranking; an empty one counts 0.
    complete = {query: dict(run.get(query, {})) or {"": 0.0} for query in judgements}
    found = ir_measures.calc_aggregate(list(MEASURES.values()), judgements, complete)
    return {name: float(found[measure]) for name, measure in MEASURES.items()}
