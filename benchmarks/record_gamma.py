"""Record what pygamma-agreement makes of random continua, for the tests of γ: it is no dependency of ours.

In an environment of its own, from the root of the checkout:

    python -m venv throwaway && throwaway/bin/python -m pip install pygamma-agreement==0.5.9 cylp
    throwaway/bin/python -m benchmarks.record_gamma

The continua are made again by the tests (`tests.agreement.continua`); only disorders are kept.
"""

from __future__ import annotations

import json
from importlib import import_module
from importlib.metadata import version
from typing import Any

from tests.agreement.continua import RANDOM, RECORDED, WEIGHTS, random_continuum
from workbench.agreement.continuum import Continuum


def peer_continuum(continuum: Continuum) -> Any:
    """The same as pygamma-agreement has it."""
    segment = import_module("pyannote.core").Segment
    made = import_module("pygamma_agreement").Continuum()
    for number, stretches in enumerate(continuum.annotators):
        made.add_annotator(str(number))
        for start, end, label, *_ in stretches:
            made.add(str(number), segment(start, end), label)
    return made


def peer_measure(alpha: float, beta: float) -> Any:
    """Its dissimilarity of these weights."""
    return import_module("pygamma_agreement").CombinedCategoricalDissimilarity(alpha=alpha, beta=beta, delta_empty=1.0)


def main() -> None:
    measures = [peer_measure(*weights) for weights in WEIGHTS]
    disorders = [
        float(peer_continuum(random_continuum(number)).get_best_alignment(measures[number % len(WEIGHTS)]).disorder)
        for number in range(RANDOM)
    ]
    told = {"by": f"pygamma-agreement {version('pygamma-agreement')}", "disorders": disorders}
    RECORDED.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
