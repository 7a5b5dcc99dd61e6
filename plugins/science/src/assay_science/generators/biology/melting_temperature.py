"""The melting temperature of an oligonucleotide."""

from __future__ import annotations

import math
import random

from assay import Draft, generator
from assay_science.generators.biology._quantities import draft
from assay_science.generators.biology._strands import ends, other_strand, random_dna

_OLIGOS = ("primer", "oligonucleotide", "PCR primer", "sequencing primer", "hybridisation probe")


@generator("science.melting_temperature", verifiers=("science.quantity",))
def melting_temperature(rng: random.Random, difficulty: int) -> Draft:
    """The melting temperature of an oligonucleotide by a method that the problem names.

    1: the Wallace rule. 2: the formula for longer ones. 3: with the sodium concentration. 4: nearest neighbours with
    the sums given. 5: nearest neighbours from the table.
    """
    size = (
        rng.randint(10, 14),
        rng.randint(18, 25),
        rng.randint(20, 30),
        rng.randint(16, 22),
        rng.randint(10, 14),
    )[difficulty - 1]
    while True:
        dna = random_dna(rng, size, rng.uniform(0.4, 0.6))
        if 0.35 <= (dna.count("G") + dna.count("C")) / size <= 0.65 and dna != other_strand(dna):
            break
    gc, at = dna.count("G") + dna.count("C"), dna.count("A") + dna.count("T")
    counted = f"It has {dna.count('A')} A, {dna.count('T')} T, {dna.count('G')} G and {dna.count('C')} C, {size} bases together."
    oligo = rng.choice(_OLIGOS)
    from Bio.SeqUtils import MeltingTemp

    if difficulty == 1:
        value = 2 * at + 4 * gc
        return draft(
            f"Estimate the melting temperature of the {oligo} {ends(dna)} by the Wallace rule, Tm = 2 °C (A + T) + 4 °C (G + C).",
            [counted, f"Tm = 2 °C × {at} + 4 °C × {gc} = {2 * at} °C + {4 * gc} °C = {value} °C"],
            "The melting temperature is",
            value,
            "°C",
            second=float(MeltingTemp.Tm_Wallace(dna)),
            decimals=0,
            absolute=0.5,
        )
    if difficulty == 2:
        tm = 64.9 + 41 * (gc - 16.4) / size
        # the same formula in Biopython's terms: A + B (%GC) - C/N
        second = float(MeltingTemp.Tm_GC(dna, userset=(64.9, 0.41, 672.4, 0), saltcorr=0))
        return draft(
            f"Use Tm = 64.9 + 41 (G + C - 16.4)/N, with Tm in °C and N the number of bases, to estimate the melting temperature "
            f"of the {oligo} {ends(dna)}. Give one decimal.",
            [
                counted,
                f"Tm = 64.9 + 41 × ({gc} - 16.4)/{size} = 64.9 + 41 × ({gc - 16.4:.1f})/{size} = {tm:.1f} °C",
            ],
            "The melting temperature is",
            tm,
            "°C",
            second=second,
            decimals=1,
            absolute=0.1,
        )
    sodium = rng.choice(
        (50, 75, 100, 150, 200, 500)
        if difficulty == 3
        else (50, 100, 150)
        if difficulty == 4
        else (50, 100, 150, 1000)
    )
    if difficulty == 3:
        percent = 100 * gc / size
        tm = 81.5 + 16.6 * math.log10(sodium / 1000) + 0.41 * percent - 675 / size
        second = float(MeltingTemp.Tm_GC(dna, valueset=3, Na=sodium))
        return draft(
            f"Estimate the melting temperature of the {oligo} {ends(dna)} in {sodium} mM NaCl with "
            "Tm = 81.5 + 16.6 log10[Na+] + 0.41 (%GC) - 675/N, where [Na+] is in mol/L, Tm in °C and N the number of bases. Give one decimal.",
            [
                counted,
                f"Its GC content is {gc}/{size} = {percent:.1f}%.",
                f"16.6 log10({sodium / 1000:g}) = {16.6 * math.log10(sodium / 1000):.2f}; 0.41 × {percent:.1f} = {0.41 * percent:.2f}; "
                f"675/{size} = {675 / size:.2f}",
                f"Tm = 81.5 + ({16.6 * math.log10(sodium / 1000):.2f}) + {0.41 * percent:.2f} - {675 / size:.2f} = {tm:.1f} °C",
            ],
            "The melting temperature is",
            tm,
            "°C",
            second=second,
            decimals=1,
            absolute=0.1,
        )
    return _neighbours(rng, dna, sodium, oligo, difficulty)


def _neighbours(rng: random.Random, dna: str, sodium: int, oligo: str, difficulty: int) -> Draft:
    """By nearest neighbours: SantaLucia and Hicks, Annu. Rev. Biophys. Biomol. Struct. 33 (2004) 415, Biopython's ``DNA_NN4``."""
    from Bio.SeqUtils import MeltingTemp

    strands = rng.choice((100, 200, 250, 500))
    table = {
        key: value
        for key, value in MeltingTemp.DNA_NN4.items()
        if "/" in key and key.replace("/", "").isalpha()
    }
    table = {key: value for key, value in table.items() if not key.startswith("init")}
    pairs: dict[str, int] = {}
    for at in range(len(dna) - 1):
        top = dna[at : at + 2]
        bottom = other_strand(top)[::-1]
        key = f"{top}/{bottom}" if f"{top}/{bottom}" in table else f"{bottom[::-1]}/{top[::-1]}"
        pairs[key] = pairs.get(key, 0) + 1
    weak = sum(dna[at] in "AT" for at in (0, -1))
    start, end = MeltingTemp.DNA_NN4["init"], MeltingTemp.DNA_NN4["init_A/T"]
    enthalpy = start[0] + weak * end[0] + sum(n * table[key][0] for key, n in pairs.items())
    entropy = start[1] + weak * end[1] + sum(n * table[key][1] for key, n in pairs.items())
    salt = 0.368 * (len(dna) - 1) * math.log(sodium / 1000)
    share = strands * 1e-9 / 2
    kelvin = 1000 * enthalpy / (entropy + salt + 1.987 * math.log(share))
    tm = kelvin - 273.15
    second = float(
        MeltingTemp.Tm_NN(
            dna, nn_table=MeltingTemp.DNA_NN4, dnac1=strands, dnac2=strands, Na=sodium, saltcorr=5
        )
    )
    model = (
        "Tm = 1000 ΔH/(ΔS' + R ln(C/2)) - 273.15, with ΔH in kcal/mol, ΔS' = ΔS + 0.368 (N - 1) ln[Na+] in cal/(mol K), "
        "R = 1.987 cal/(mol K), [Na+] in mol/L, N the number of bases, and C the concentration of each strand in mol/L"
    )
    salty = "1 M" if sodium == 1000 else f"{sodium} mM"
    conditions = f"in {salty} NaCl, with each strand at {strands} nM"
    steps = []
    if difficulty == 4:
        asked = (
            f"For the duplex of the {oligo} {ends(dna)} with its complement, the nearest-neighbour model of SantaLucia and Hicks (2004) "
            f"gives ΔH = {enthalpy:.1f} kcal/mol and ΔS = {entropy:.1f} cal/(mol K) in 1 M NaCl. What is its melting temperature "
            f"{conditions}? Use {model}. Give one decimal."
        )
    else:
        rows = [f"| {key.replace('/', '/')} | {h} | {s} |" for key, (h, s) in table.items()]
        asked = (
            f"Calculate the melting temperature of the duplex of the {oligo} {ends(dna)} with its complement {conditions}, by nearest "
            "neighbours (SantaLucia and Hicks 2004):\n\n| 5'-XY-3'/3'-X'Y'-5' | ΔH (kcal/mol) | ΔS (cal/(mol K)) |\n| --- | --- | --- |\n"
            + "\n".join(rows)
            + f"\n| initiation | {start[0]} | {start[1]} |\n| each terminal A/T pair | {end[0]} | {end[1]} |\n\nUse {model}. Give one decimal."
        )
        listed = ", ".join(f"{key}" + (f" (×{n})" if n > 1 else "") for key, n in pairs.items())
        steps.append(
            f"The neighbours are {listed}; {('no', 'one', 'two')[weak]} end pair{'' if weak == 1 else 's'} {'is' if weak == 1 else 'are'} A/T."
        )
        steps.append(
            f"With the initiation the sums are ΔH: {enthalpy:.1f} kcal/mol, ΔS: {entropy:.1f} cal/(mol K)."
        )
    steps += [
        f"ΔS' = {entropy:.1f} + 0.368 × {len(dna) - 1} × ln({sodium / 1000:g}) = {entropy + salt:.2f} cal/(mol K)",
        f"R ln(C/2) = 1.987 × ln({share:.3g}) = {1.987 * math.log(share):.2f} cal/(mol K)",
        f"Tm = 1000 × ({enthalpy:.1f})/({entropy + salt:.2f} + ({1.987 * math.log(share):.2f})) - 273.15 = {kelvin:.2f} - 273.15 = {tm:.1f} °C",
    ]
    return draft(
        asked, steps, "The melting temperature is", tm, "°C", second=second, decimals=1, absolute=0.15
    )
