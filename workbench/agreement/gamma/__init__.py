"""γ, the agreement of annotators who choose both places and labels: alignment, expected disorder, γ-cat and γ-k."""

from workbench.agreement.gamma.alignment import Alignment, Unitary, best_alignment
from workbench.agreement.gamma.categories import gamma_cat, gamma_k
from workbench.agreement.gamma.corpus import Gamma, corpus_gamma, label_layer, text_gamma
from workbench.agreement.gamma.dissimilarity import Dissimilarity
from workbench.agreement.gamma.drawing import Chance
from workbench.agreement.gamma.sampling import shifted, shuffled, statistical

__all__ = [
    "Alignment",
    "Chance",
    "Dissimilarity",
    "Gamma",
    "Unitary",
    "best_alignment",
    "corpus_gamma",
    "gamma_cat",
    "gamma_k",
    "label_layer",
    "shifted",
    "shuffled",
    "statistical",
    "text_gamma",
]
