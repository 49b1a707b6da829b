"""The table of what the report tells. A new measure is a function of a group and a label, and a row here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from workbench.agreement import beyond_chance, categorized, f1, unitized
from workbench.agreement.arrays import Array
from workbench.agreement.cells import Coding
from workbench.agreement.distance import jaccard, masi
from workbench.agreement.groups import Group, Label
from workbench.agreement.intervals import Tally, mean_of
from workbench.agreement.measure import Count, Family, Measure, Rows
from workbench.agreement.prevalence import prevalence
from workbench.errors import Undefined


def over_pairs(count: Count) -> Count:
    """The mean over every two annotators; pairs in which it is undefined are left out."""

    def mean(group: Group, label: Label) -> Tally:
        if len(group.names) == 2:
            return count(group, label)
        pairs = [pair for pair in group.pairs if pair.n_articles]
        return mean_of([count(pair, label) for pair in pairs], [pair.rows for pair in pairs], group.n_articles)

    return mean


def of_units(count: Callable[[Coding], Tally]) -> Count:
    """Of what annotators said of each unit."""
    return lambda group, label: count(group.coding(label))


def of_values(count: Callable[[Coding, int], Tally]) -> Count:
    """The same, where chance depends on how many values were offered: of all labels together each and none, or more."""
    return lambda group, label: count(
        coding := group.coding(label), max(len(coding.values), len(group.labels) + 1 if label is None else 2)
    )


def gamma(group: Group, label: Label) -> Tally:
    """γ of disorders that have been found before: see `Group.disorders`. Raises Undefined where they have not."""
    if label not in group.disorders:
        raise Undefined("γ was not computed")
    return group.disorders[label].tally()


def _f1(matches: f1.Matches) -> Count:
    return over_pairs(partial(f1.f1, matches))


def _alpha(distance: Callable[[Sequence[frozenset[int]]], Array]) -> Count:
    return of_units(partial(beyond_chance.alpha, distance=distance))


_F1_PAPER = "Hripcsak and Rothschild 2005"
_2016 = "Krippendorff, Mathet, Bouvry and Widlöcher 2016"

PREVALENCE = Measure(
    name="prevalence",
    title="marked",
    heading="",
    count=prevalence,
    source="",
    answers="how much of the text is marked at all?",
    formula="marked units / units, each reading of a unit counting once",
    misleads="is no agreement; but κ and α cannot be read without it",
    of_units=True,
)
MEASURES = (
    Measure(
        name="f1_exact",
        title="exact F1",
        heading="F1\nexact",
        count=_f1(f1.exact),
        source=_F1_PAPER,
        answers="how much of what either marked did both mark, to the character?",
        formula="2M / (A + B), M: label and all segments are equal",
        misleads="a missed full stop counts like a missed quotation",
    ),
    Measure(
        name="f1_iou",
        title="F1 at half the text",
        heading="F1\nIoU ≥ ½",
        count=_f1(f1.half),
        source=_F1_PAPER,
        answers="… at the same place, more or less?",
        formula="F1, M: the largest one-to-one matching of annotations with half their union or more in common",
        misleads="one word off is nothing in a long annotation, and a miss in a short one",
    ),
    Measure(
        name="krippendorff_alpha",
        title="Krippendorff's α",
        heading="Kripp.'s\nα",
        count=_alpha(beyond_chance.nominal_sets),
        source="Krippendorff 2011",
        answers="how much better than chance do any number of annotators agree on each unit, some values missing?",
        formula="1 − Dₒ/Dₑ, Dₑ from everybody's units together",
        misleads="where little (or nearly all) is marked it is low although people agree; long annotations weigh more",
        of_units=True,
        judged=True,
    ),
    Measure(
        name="gamma",
        title="γ",
        heading="\nγ",
        count=gamma,
        source="Mathet, Widlöcher and Métivier 2015",
        answers="how much better than chance do places and labels agree, annotations taken as wholes?",
        formula="1 − the cost of the best alignment / that of annotations moved at random",
        misleads="mixes place and label; is drawn at random (see its error); has no thresholds",
        pairs=False,
    ),
    Measure(
        name="gamma_cat",
        title="γ-cat",
        heading="\nγ-cat",
        count=categorized.gamma_cat,
        source="Mathet 2017",
        answers="… do labels agree on what is aligned best?",
        formula="1 − Dₒ/Dₑ of labels of aligned annotations, near ones weighing more",
        misleads="says nothing of what only one marked; dense noise is above 0, since labels help to align",
        family=Family.ALIGNED,
        pairs=False,
        rows=Rows.TOGETHER,
    ),
    Measure(
        name="gamma_k",
        title="γ-k",
        heading="\nγ-k",
        count=categorized.gamma_k,
        source="Mathet 2017",
        answers="… does this label agree on what is aligned best?",
        formula="γ-cat of pairs of which one or both have the label",
        misleads="as γ-cat",
        family=Family.ALIGNED,
        pairs=False,
        rows=Rows.EACH,
    ),
    Measure(
        name="f1_overlap",
        title="overlap F1",
        heading="F1\noverlap",
        count=_f1(f1.overlap),
        source=_F1_PAPER,
        answers="… do they share any text?",
        formula="F1, M: the largest one-to-one matching of annotations that share text",
        misleads="long annotations match easily",
        family=Family.F1,
    ),
    Measure(
        name="f1_partial",
        title="F1 with partial credit",
        heading="F1\npartial",
        count=_f1(f1.partial_credit),
        source="Chinchor and Sundheim 1993",
        answers="… with half a point for what only overlaps?",
        formula="F1, M: equal segments count 1, shared text ½, matched so that the sum is the greatest",
        misleads="one letter in common and one letter off are worth the same",
        family=Family.F1,
    ),
    Measure(
        name="f1_soft",
        title="soft F1",
        heading="F1\nsoft",
        count=_f1(f1.soft),
        source=_F1_PAPER,
        answers="… each pair counting by the text in common?",
        formula="F1, M: the greatest sum of intersection / union that a one-to-one matching has",
        misleads="does not say whether much is a little off, or little is far off",
        family=Family.F1,
    ),
    Measure(
        name="f1_token",
        title="F1 of units",
        heading="F1\n{unit}s",
        count=over_pairs(f1.token),
        source="Dice 1945",
        answers="how much of the text that either marked did both mark?",
        formula="F1, M: units marked by both, A and B: by each",
        misleads="long annotations weigh more; two short ones and a long one over both are the same",
        family=Family.F1,
        of_units=True,
    ),
    Measure(
        name="percent",
        title="percent agreement",
        heading="\npercent",
        count=of_units(beyond_chance.percent),
        source="",
        answers="of how many units do two annotators say the same?",
        formula="the mean over units of the pairs of annotators that agree",
        misleads="rises with all text that nobody marks",
        family=Family.CHANCE,
        of_units=True,
    ),
    Measure(
        name="cohen_kappa",
        title="Cohen's κ",
        heading="Cohen's\nκ",
        count=over_pairs(of_units(beyond_chance.cohen)),
        source="Cohen 1960",
        answers="how much better than two people with these habits would agree by chance?",
        formula="1 − Dₒ/Dₑ, Dₑ from each one's own share of marked units; the mean over pairs",
        misleads="as α; and annotators with different habits are rewarded",
        family=Family.CHANCE,
        of_units=True,
    ),
    Measure(
        name="scott_pi",
        title="Scott's π",
        heading="Scott's\nπ",
        count=over_pairs(of_units(beyond_chance.fleiss)),
        source="Scott 1955",
        answers="… than two people with the habits of both together?",
        formula="1 − Dₒ/Dₑ, Dₑ from the units of both together; the mean over pairs",
        misleads="as α",
        family=Family.CHANCE,
        of_units=True,
    ),
    Measure(
        name="fleiss_kappa",
        title="Fleiss' κ",
        heading="Fleiss'\nκ",
        count=of_units(beyond_chance.fleiss),
        source="Fleiss 1971",
        answers="… than many people with the habits of all together?",
        formula="π of many annotators: a unit weighs the same however many have read it",
        misleads="as α",
        family=Family.CHANCE,
        of_units=True,
        least=3,
    ),
    Measure(
        name="conger_kappa",
        title="Conger's κ",
        heading="Conger's\nκ",
        count=of_units(beyond_chance.conger),
        source="Conger 1980",
        answers="… than many people, each with their own habits?",
        formula="κ of many annotators",
        misleads="as Cohen's κ",
        family=Family.CHANCE,
        of_units=True,
        least=3,
    ),
    Measure(
        name="bennett_s",
        title="Bennett's S",
        heading="Bennett's\nS",
        count=of_values(beyond_chance.bennett),
        source="Bennett, Alpert and Goldstein 1954",
        answers="… than people who choose any value equally often?",
        formula="1 − Dₒ/(1 − 1/q), q: values that were offered",
        misleads="nobody marks half of a text by chance: it is high for all rare labels",
        family=Family.CHANCE,
        of_units=True,
    ),
    Measure(
        name="gwet_ac1",
        title="Gwet's AC1",
        heading="Gwet's\nAC1",
        count=of_values(beyond_chance.gwet),
        source="Gwet 2008",
        answers="… than people who guess only where a unit is hard?",
        formula="1 − Dₒ/Dₑ, 1 − Dₑ = Σ π(1 − π) / (q − 1)",
        misleads="high for rare labels, where text without labels dominates",
        family=Family.CHANCE,
        of_units=True,
    ),
    Measure(
        name="alpha_jaccard",
        title="α with Jaccard's distance",
        heading="α\nJaccard",
        count=_alpha(jaccard),
        source="Krippendorff 2011",
        answers="α of all labels together, where sets of labels may be partly the same",
        formula="α, the distance of two sets being 1 − intersection / union",
        misleads="as α",
        family=Family.CHANCE,
        of_units=True,
        rows=Rows.TOGETHER,
        judged=True,
    ),
    Measure(
        name="alpha_masi",
        title="α with MASI",
        heading="α\nMASI",
        count=_alpha(masi),
        source="Passonneau 2006",
        answers="the same, where a set within the other is nearer than one that only shares a label",
        formula="α, the distance being 1 − J·M, J: intersection / union; M: 1, ⅔, ⅓, 0",
        misleads="as α",
        family=Family.CHANCE,
        of_units=True,
        rows=Rows.TOGETHER,
        judged=True,
    ),
    Measure(
        name="u_alpha",
        title="uα",
        heading="\nuα",
        count=unitized.u_alpha,
        source=_2016,
        answers="how much better than chance do annotators find the same stretches of text, and label them alike?",
        formula="1 − Dₒ/Dₑ of code points, chance moving whole annotations",
        misleads="long annotations weigh more; of all labels together it needs a layer without overlaps",
        family=Family.UNITIZING,
        pairs=False,
        judged=True,
    ),
    Measure(
        name="u_alpha_blind",
        title="|uα",
        heading="\n|uα",
        count=unitized.blind_u_alpha,
        source=_2016,
        answers="… find the same stretches, whatever the label?",
        formula="uα of marked and not marked",
        misleads="as uα",
        family=Family.UNITIZING,
        pairs=False,
        rows=Rows.TOGETHER,
    ),
    Measure(
        name="cu_alpha",
        title="cuα",
        heading="\ncuα",
        count=over_pairs(unitized.cu_alpha),
        source=_2016,
        answers="… label alike what both have marked?",
        formula="uα of text that both marked; the mean over pairs",
        misleads="says nothing of what only one marked",
        family=Family.UNITIZING,
        pairs=False,
        rows=Rows.TOGETHER,
    ),
    Measure(
        name="ku_alpha",
        title="(k)uα",
        heading="\n(k)uα",
        count=over_pairs(unitized.ku_alpha),
        source=_2016,
        answers="… give this label to the same of what both have marked?",
        formula="cuα of one label; the mean over pairs",
        misleads="as cuα",
        family=Family.UNITIZING,
        pairs=False,
        rows=Rows.EACH,
    ),
    Measure(
        name="alpha_1995",
        title="α of 1995",
        heading="α of\n1995",
        count=unitized.older_alpha,
        source="Krippendorff 1995",
        answers="how far are annotations of a label off, squared?",
        formula="1 − Dₒ/Dₑ of squared distances of starts and ends",
        misleads="depends on the unit of length; a slip may raise it a little; its authors replaced it in 2016",
        family=Family.UNITIZING,
        pairs=False,
    ),
    Measure(
        name="boundary_similarity",
        title="boundary similarity",
        heading="\nB",
        count=over_pairs(unitized.boundaries),
        source="Fournier 2013",
        answers="how near are the places where annotations start and end?",
        formula="1 − edits / (edits + matches); a boundary one unit off is half an edit",
        misleads="does not know which start belongs to which end; only words or larger units make sense",
        family=Family.UNITIZING,
        pairs=False,
        of_units=True,
    ),
)
