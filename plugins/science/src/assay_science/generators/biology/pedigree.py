"""Probabilities in families with inherited conditions."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from assay import Draft, generator
from assay_science.working import VERIFIERS, Working

_RECESSIVE = (
    "cystic fibrosis",
    "phenylketonuria",
    "galactosaemia",
    "sickle-cell anaemia",
    "Tay-Sachs disease",
    "oculocutaneous albinism",
    "Wilson disease",
    "homocystinuria",
    "alkaptonuria",
    "beta thalassaemia",
    "Gaucher disease",
    "spinal muscular atrophy",
)
_MILDER = (
    "phenylketonuria",
    "galactosaemia",
    "oculocutaneous albinism",
    "Wilson disease",
    "homocystinuria",
    "alkaptonuria",
)
"""Those with which people become parents."""
_X_LINKED = (
    "haemophilia A",
    "haemophilia B",
    "Duchenne muscular dystrophy",
    "Becker muscular dystrophy",
    "ocular albinism",
    "Lesch-Nyhan syndrome",
    "Hunter syndrome",
    "agammaglobulinaemia of Bruton",
)
_DOMINANT = (("retinoblastoma", 90), ("hereditary pancreatitis", 80), ("split hand", 70))
"""Autosomal dominant conditions, and about how many percent of the carriers they affect."""

Weighted = Iterator[tuple[Fraction, str]]


@generator("science.pedigree", verifiers=VERIFIERS, min_step_coverage=1.0)
def pedigree(rng: random.Random, difficulty: int) -> Draft:
    """The probability that a child is affected, from what is known of its family.

    1: children of two carriers. 2: of the healthy sibling of an affected person. 3: two such parents, or a partner of the
    general population. 4: an X-linked condition, after healthy sons. 5: after healthy children, or incomplete penetrance.
    """
    work = Working()
    return (_carriers, _sibling, _two_siblings, _sons, rng.choice((_after_children, _penetrance)))[
        difficulty - 1
    ](rng, work)


def _child(mother: str, father: str) -> Weighted:
    """Genotypes of a child of two parents, each gamete of one with each of the other."""
    for a, b in product(mother, father):
        yield Fraction(1, 4), "".join(sorted(a + b))


def _affected(mother: str, father: str) -> Fraction:
    return sum((p for p, child in _child(mother, father) if child == "aa"), Fraction(0))


def _healthy_sibling() -> Weighted:
    """Genotypes of a healthy child of two carriers."""
    healthy = [(p, child) for p, child in _child("Aa", "Aa") if child != "aa"]
    total = sum((p for p, _ in healthy), Fraction(0))
    for p, child in healthy:
        yield p / total, child


def _carriers(rng: random.Random, work: Working) -> Draft:
    condition = rng.choice(_RECESSIVE)
    n = rng.randint(3, 6)
    work.given("n", str(n), "", "children")
    work.step("h", "3/4", "", "A child of two carriers is healthy with the probability")
    kind = rng.randrange(3)
    if kind == 0:
        work.step("P", "h ** n", "", "Children are independent, so all are healthy with")
        asked, good = "all {n} children are healthy", range(1)
    elif kind == 1:
        work.step("P", "1 - h ** n", "", "At least one is affected unless all are healthy, so")
        asked, good = "at least one of {n} children is affected", range(1, n + 1)
    else:
        work.step("a", "1 - h", "", "It is affected with")
        work.step("P", "n * a * h ** (n - 1)", "", "Any of the children may be the affected one, so")
        asked, good = "exactly one of {n} children is affected", range(1, 2)
    outcomes = list(product(("AA", "Aa", "Aa", "aa"), repeat=n))
    second = Fraction(sum(family.count("aa") in good for family in outcomes), len(outcomes))
    return work.draft(
        rng.choice(
            (
                "Two healthy carriers of {condition}, an autosomal recessive condition, plan a family. What is the probability, as a decimal, that {asked}?",
                "Both parents carry a recessive allele for {condition} (autosomal). Find the probability that {asked}, as a decimal.",
            )
        ).replace("{asked}", asked),
        "The probability is",
        digits=4,
        second=second,
        texts={"condition": condition},
    )


def _sibling(rng: random.Random, work: Working) -> Draft:
    partner, kind = rng.choice((("who is a known carrier", "Aa"), ("who has the condition", "aa")))
    condition = rng.choice(_RECESSIVE if kind == "Aa" else _MILDER)
    who, whose, partner_is = rng.choice(
        (("man", "brother", "woman"), ("woman", "brother", "man"), ("woman", "sister", "man"))
    )
    work.step(
        "P_1",
        "2/3",
        "",
        "Three of four children of two carriers are healthy, and two of these three carry the allele:",
    )
    work.step("P_2", "1/4" if kind == "Aa" else "1/2", "", "If so, a child of this couple is affected with")
    n = rng.choice((1, 1, 2, 3))
    work.step(
        "P",
        "P_1 * P_2" if n == 1 else f"P_1 * P_2 ** {n}",
        "",
        "So the probability is" if n == 1 else "Each child is, so the probability is",
    )
    second = sum((p * _affected(one, kind) ** n for p, one in _healthy_sibling()), Fraction(0))
    children = ("the first child", "both of the first two children", "all of the first three children")[n - 1]
    return work.draft(
        rng.choice(
            (
                "A healthy {who} has a {whose} with {condition}, which is autosomal recessive; both their parents are healthy. The {who} and a {partner_is} {partner} start a family. What is the probability, as a decimal, that {children} will be affected?",
                "{condition_} is autosomal recessive. A healthy {who}, whose {whose} is affected and whose parents are healthy, and a {partner_is} {partner} start a family. Find the probability, as a decimal, that {children} will be affected.",
            )
        ),
        "The probability is",
        digits=4,
        second=second,
        texts={
            "condition": condition,
            "condition_": condition[0].upper() + condition[1:],
            "who": who,
            "whose": whose,
            "partner_is": partner_is,
            "partner": partner,
            "children": children,
        },
    )


def _two_siblings(rng: random.Random, work: Working) -> Draft:
    condition = rng.choice(_RECESSIVE)
    work.step(
        "P_1", "2/3", "", "The healthy sibling of an affected person, with healthy parents, is a carrier with"
    )
    if rng.random() < 0.5:
        work.step("P_2", "2/3", "", "The same holds for the partner:")
        second = sum(
            (p * q * _affected(a, b) for (p, a), (q, b) in product(list(_healthy_sibling()), repeat=2)),
            Fraction(0),
        )
        story = (
            "whose partner's sister has the condition as well. Nobody else in the two families is affected"
        )
    else:
        k = work.given(
            "k",
            str(rng.choice((*range(20, 42, 2), *range(45, 125, 5)))),
            "",
            "people of whom one is a carrier",
        )
        work.step("P_2", "1 / k", "", "The partner is a carrier with")
        second = Fraction(1, int(k)) * sum(
            (p * _affected(a, "Aa") for p, a in _healthy_sibling()), Fraction(0)
        )
        story = "whose healthy partner is of a population in which 1 in {k} healthy people is a carrier. The parents of both are healthy"
    work.step("P", "P_1 * P_2 * (1/4)", "", "Two carriers have an affected child with 1/4, so")
    return work.draft(
        rng.choice(
            (
                "{condition_} is autosomal recessive. Consider a healthy man with an affected brother, {story}. What is the probability, as a decimal, that the couple's first child is affected?",
                "A couple asks for advice: a healthy woman with a brother who has {condition} (autosomal recessive), {story}. Find the probability, as a decimal, that their first child is affected.",
            )
        ).replace("{story}", story),
        "The probability is",
        digits=4,
        second=second,
        texts={"condition": condition, "condition_": condition[0].upper() + condition[1:]},
    )


def _sons(rng: random.Random, work: Working) -> Draft:
    condition = rng.choice(_X_LINKED)
    n = rng.randint(2, 5)
    work.given("n", str(n), "", "healthy sons")
    work.step(
        "C",
        "1/2 * (1/2) ** n",
        "",
        "That she is a carrier and that none of her sons has the allele has the probability",
    )
    work.step(
        "P_c",
        "C / (C + 1/2)",
        "",
        "If she is no carrier, with 1/2, her sons are healthy anyway. By Bayes' rule she is a carrier with",
    )
    asked = rng.random() < 0.5
    if not asked:
        work.step("P", "P_c / 2", "", "Half of a carrier's sons are affected, so the next son is with")
    # her genotype and the X that each son inherits, all equally likely
    families = list(product(("carrier", "free"), *[("first", "second")] * (n + 1)))
    fits = [f for f in families if not (f[0] == "carrier" and "first" in f[1 : n + 1])]
    chosen = [f for f in fits if f[0] == "carrier" and (asked or f[-1] == "first")]
    question = (
        "What is the probability, as a decimal, that she is a carrier?"
        if asked
        else "What is the probability, as a decimal, that her next son is affected?"
    )
    return work.draft(
        rng.choice(
            (
                "The mother of a healthy woman is a carrier of {condition}, which is X-linked recessive; her father is healthy. The woman has sons: all {n} of them are healthy. ",
                "{condition_} is X-linked recessive. A healthy woman is the daughter of a carrier and of a healthy man. All of her {n} sons so far are healthy. ",
            )
        )
        .replace("all {n} of them are healthy", "there are {n} so far, none of them affected")
        .replace("All of her {n} sons so far are healthy", "Of her sons, {n} so far, none is affected")
        + question,
        "The probability is",
        digits=4,
        second=Fraction(len(chosen), len(fits)),
        texts={"condition": condition, "condition_": condition[0].upper() + condition[1:]},
    )


def _after_children(rng: random.Random, work: Working) -> Draft:
    condition = rng.choice(_RECESSIVE)
    n = rng.randint(1, 4)
    work.given("n", str(n), "", "healthy children")
    work.step(
        "P_0", "2/3", "", "Before the children, the healthy sibling of an affected person is a carrier with"
    )
    work.step(
        "C",
        "P_0 * (3/4) ** n",
        "",
        "That this parent is a carrier and that all these children of two carriers are healthy has the probability",
    )
    work.step("P_c", "C / (C + (1 - P_0))", "", "By Bayes' rule, the parent is a carrier with")
    work.step("P", "P_c / 4", "", "So the next child is affected with")
    weights = {True: Fraction(0), False: Fraction(0)}  # of families with healthy children, by the next child
    for p, one in _healthy_sibling():
        for family in product(list(_child(one, "Aa")), repeat=n + 1):
            if all(child != "aa" for _, child in family[:n]):
                weight = p
                for q, _ in family:
                    weight *= q
                weights[family[-1][1] == "aa"] += weight
    return work.draft(
        rng.choice(
            (
                "A healthy man whose sister has {condition} (autosomal recessive, parents healthy) and a woman who is a known carrier have children, {n} so far, none of whom is affected. What is the probability, as a decimal, that the next child is affected?",
                "{condition_} is autosomal recessive. A woman has an affected brother and healthy parents; her husband is a known carrier. Their children, {n} in number, are healthy, as is she. Find the probability, as a decimal, that another child will be affected.",
            )
        ),
        "The probability is",
        digits=4,
        second=weights[True] / (weights[True] + weights[False]),
        texts={"condition": condition, "condition_": condition[0].upper() + condition[1:]},
    )


def _penetrance(rng: random.Random, work: Working) -> Draft:
    condition, about = rng.choice(_DOMINANT)
    f = work.given("f", str(about + rng.randint(-6, 6)), "%", "penetrance")
    work.step(
        "C",
        "1/2 * (1 - f)",
        "",
        "That the person has inherited the allele and is healthy has the probability",
    )
    work.step(
        "P_c",
        "C / (C + 1/2)",
        "",
        "Without the allele, with 1/2, the person is healthy anyway. By Bayes' rule, the allele is there with",
    )
    work.step(
        "P",
        "P_c / 2 * f",
        "",
        "A child inherits it with 1/2, and is then affected as often as the penetrance says:",
    )
    percent = Fraction(int(f), 100)
    healthy = {allele: Fraction(1, 2) * (1 - percent if allele else 1) for allele in (True, False)}
    second = healthy[True] / sum(healthy.values()) * Fraction(1, 2) * percent
    return work.draft(
        rng.choice(
            (
                "{condition_} is autosomal dominant with a penetrance of {f}. The father of a healthy woman is heterozygous and affected, her mother is free of the allele. What is the probability, as a decimal, that her first child will be affected? Her husband does not carry it.",
                "A man is healthy; his mother, heterozygous, has {condition}, an autosomal dominant condition that affects {f} of those who carry the allele. Neither his father nor his wife carries it. Find the probability, as a decimal, that their child is affected.",
            )
        ),
        "The probability is",
        digits=4,
        second=second,
        texts={"condition": condition, "condition_": condition[0].upper() + condition[1:]},
    )
