"""The papers behind what is reported, in full, by the short name that measures and docstrings give them."""

from __future__ import annotations

from collections.abc import Iterable

REFERENCES = {
    "Arvesen 1969": (
        "Arvesen, J. N. (1969). Jackknifing U-statistics. Annals of Mathematical Statistics, 40(6), 2076–2100."
    ),
    "Bennett, Alpert and Goldstein 1954": (
        "Bennett, E. M., Alpert, R., & Goldstein, A. C. (1954). Communications through limited-response questioning. "
        "Public Opinion Quarterly, 18(3), 303–308."
    ),
    "Chinchor and Sundheim 1993": (
        "Chinchor, N., & Sundheim, B. (1993). MUC-5 evaluation metrics. In Proceedings of the Fifth Message "
        "Understanding Conference (MUC-5), 69–78."
    ),
    "Cohen 1960": (
        "Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological Measurement, "
        "20(1), 37–46."
    ),
    "Conger 1980": (
        "Conger, A. J. (1980). Integration and generalization of kappas for multiple raters. Psychological Bulletin, "
        "88(2), 322–328."
    ),
    "Dice 1945": (
        "Dice, L. R. (1945). Measures of the amount of ecologic association between species. Ecology, 26(3), 297–302."
    ),
    "Efron 1979": (
        "Efron, B. (1979). Bootstrap methods: Another look at the jackknife. Annals of Statistics, 7(1), 1–26."
    ),
    "Fleiss 1971": (
        "Fleiss, J. L. (1971). Measuring nominal scale agreement among many raters. Psychological Bulletin, "
        "76(5), 378–382."
    ),
    "Fournier 2013": (
        "Fournier, C. (2013). Evaluating text segmentation using boundary edit distance. In Proceedings of the 51st "
        "Annual Meeting of the Association for Computational Linguistics, 1702–1712."
    ),
    "Gwet 2008": (
        "Gwet, K. L. (2008). Computing inter-rater reliability and its variance in the presence of high agreement. "
        "British Journal of Mathematical and Statistical Psychology, 61(1), 29–48."
    ),
    "Hripcsak and Rothschild 2005": (
        "Hripcsak, G., & Rothschild, A. S. (2005). Agreement, the F-measure, and reliability in information retrieval. "
        "Journal of the American Medical Informatics Association, 12(3), 296–298."
    ),
    "Krippendorff 1995": (
        "Krippendorff, K. (1995). On the reliability of unitizing continuous data. Sociological Methodology, 25, 47–76."
    ),
    "Krippendorff 2004": (
        "Krippendorff, K. (2004). Content analysis: An introduction to its methodology (2nd ed.). Sage."
    ),
    "Krippendorff 2011": (
        "Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability. Annenberg School for Communication, "
        "University of Pennsylvania."
    ),
    "Krippendorff, Mathet, Bouvry and Widlöcher 2016": (
        "Krippendorff, K., Mathet, Y., Bouvry, S., & Widlöcher, A. (2016). On the reliability of unitizing textual "
        "continua: Further developments. Quality & Quantity, 50(6), 2347–2364."
    ),
    "Mathet 2017": (
        "Mathet, Y. (2017). The agreement measure γcat: A complement to γ focused on categorization of a continuum. "
        "Computational Linguistics, 43(3), 661–681."
    ),
    "Mathet, Widlöcher and Métivier 2015": (
        "Mathet, Y., Widlöcher, A., & Métivier, J.-P. (2015). The unified and holistic method gamma (γ) for "
        "inter-annotator agreement measure and alignment. Computational Linguistics, 41(3), 437–479."
    ),
    "Passonneau 2006": (
        "Passonneau, R. (2006). Measuring agreement on set-valued items (MASI) for semantic and pragmatic annotation. "
        "In Proceedings of the Fifth International Conference on Language Resources and Evaluation (LREC), 831–836."
    ),
    "Scott 1955": (
        "Scott, W. A. (1955). Reliability of content analysis: The case of nominal scale coding. Public Opinion "
        "Quarterly, 19(3), 321–325."
    ),
    "Tukey 1958": (
        "Tukey, J. W. (1958). Bias and confidence in not-quite large samples [Abstract]. Annals of Mathematical "
        "Statistics, 29(2), 614."
    ),
}


def full(sources: Iterable[str]) -> list[str]:
    """The references of these, each once, in the order of a bibliography."""
    return [REFERENCES[source] for source in sorted(set(sources))]
