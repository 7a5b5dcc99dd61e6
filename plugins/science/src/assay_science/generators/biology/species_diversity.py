"""Diversity of communities."""

from __future__ import annotations

import random
from itertools import combinations

from assay import Draft, generator
from assay_science.working import VERIFIERS, Working

_COMMUNITIES = (
    ("in a beech wood", "trees", ("beech", "oak", "ash", "maple", "hornbeam", "wild cherry")),
    ("in a garden pond", "invertebrates", ("mayfly larvae", "water boatmen", "pond snails", "caddisfly larvae", "water beetles", "leeches")),
    ("in a hay meadow", "plants", ("red clover", "oxeye daisy", "ribwort plantain", "meadow buttercup", "yarrow", "sorrel")),
    ("on a rocky shore", "molluscs", ("limpets", "periwinkles", "dog whelks", "mussels", "topshells", "chitons")),
    ("on a coral reef", "fish", ("damselfish", "parrotfish", "butterflyfish", "surgeonfish", "wrasses", "groupers")),
    ("on a farm", "birds", ("skylarks", "yellowhammers", "linnets", "chaffinches", "whitethroats", "lapwings")),
)  # fmt: skip


@generator("science.species_diversity", verifiers=VERIFIERS, min_step_coverage=1.0)
def species_diversity(rng: random.Random, difficulty: int) -> Draft:
    """Indices of diversity from counts of species.

    1: Simpson's index of three species. 2: Shannon's of three. 3: Simpson's for finite samples, four or five species. 4: evenness.
    5: the effective number of species, of five or six.
    """
    work = Working()
    place, group, species = rng.choice(_COMMUNITIES)
    k = (3, 3, rng.randint(4, 5), 4, rng.randint(5, 6))[difficulty - 1]
    names = rng.sample(species, k)
    counts = [max(2, round(rng.lognormvariate(3.0, 0.9))) for _ in names]
    rows = []
    for i, (count, name) in enumerate(zip(counts, names, strict=True), 1):
        work.given(f"n_{i}", str(count), "", name)
        rows.append(f"| {name} | {{n_{i}}} |")
    numbers = range(1, k + 1)
    total = sum(counts)
    shares = [count / total for count in counts]
    work.step("N", " + ".join(f"n_{i}" for i in numbers), "", "All individuals together are")
    if difficulty == 3:
        work.step("U", " + ".join(f"n_{i} * (n_{i} - 1)" for i in numbers), "", "The sum over the species is")
        work.step("D", "1 - U / (N * (N - 1))", "", "Simpson's index of diversity is")
        pairs = sum(a * b for a, b in combinations(counts, 2))  # pairs of two species
        asked = rng.choice(
            (
                "Calculate Simpson's index of diversity for a finite sample, $D = 1 - \\sum n_i (n_i - 1) / (N (N - 1))$.",
                "What is Simpson's index, $D = 1 - \\sum n_i (n_i - 1) / (N (N - 1))$, for this sample?",
            )
        )
        return work.draft(
            _prompt(rng, rows) + asked,
            "Simpson's index of diversity is",
            second=pairs / (total * (total - 1) / 2),
            texts={"place": place, "group": group},
        )
    for i, name in enumerate(names, 1):
        work.step(f"p_{i}", f"n_{i} / N", "", f"The share of {name} is")
    if difficulty == 1:
        work.step(
            "D",
            "1 - (" + " + ".join(f"p_{i} ** 2" for i in numbers) + ")",
            "",
            "Simpson's index of diversity is",
        )
        second = 2 * sum(a * b for a, b in combinations(shares, 2))
        asked = rng.choice(
            (
                "Calculate Simpson's index of diversity, $D = 1 - \\sum p_i^2$.",
                "What is the probability that two individuals drawn at random (with replacement) are of different species, $1 - \\sum p_i^2$?",
            )
        )
        return work.draft(
            _prompt(rng, rows) + asked,
            "Simpson's index of diversity is",
            second=second,
            texts={"place": place, "group": group},
        )
    from scipy.stats import entropy

    H = float(entropy(counts))
    work.step("H", "-(" + " + ".join(f"p_{i} * ln(p_{i})" for i in numbers) + ")", "", "Shannon's index is")
    if difficulty == 2:
        asked = rng.choice(
            (
                "Calculate Shannon's diversity index H with natural logarithms.",
                "What is Shannon's index, $H = -\\sum p_i \\ln p_i$?",
            )
        )
        closing, second = "Shannon's index is", H
    elif difficulty == 4:
        work.step(
            "J", f"H / ln({k})", "", f"The largest value for {k} species is $\\ln {k}$, so the evenness is"
        )
        asked = rng.choice(
            (
                "What is Pielou's evenness J, Shannon's index divided by its largest value?",
                "Find the evenness $J = H / \\ln S$, with Shannon's index H of natural logarithms.",
            )
        )
        closing, second = "The evenness is", float(entropy(counts, base=k))
    else:
        work.step("S_e", "exp(H)", "", "The effective number of species is")
        asked = rng.choice(
            (
                "How large is the effective number of species $e^H$, with Shannon's index H?",
                "Calculate the true diversity of order 1, the exponential of Shannon's index.",
            )
        )
        closing, second = "The effective number of species is", 1.0
        for share in shares:
            second *= share**-share
    return work.draft(
        _prompt(rng, rows) + asked, closing, second=second, texts={"place": place, "group": group}
    )


def _prompt(rng: random.Random, rows: list[str]) -> str:
    first = rng.choice(
        (
            "A survey of the {group} {place} finds:",
            "A sample of the {group} {place} holds:",
            "Students count the {group} {place}:",
        )
    )
    return first + "\n\n| species or group | individuals |\n|---|---|\n" + "\n".join(rows) + "\n\n"
