"""Counting cells in a haemocytometer."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_science.working import VERIFIERS, Working

_CELLS = (
    "HeLa cells",
    "Jurkat cells",
    "CHO cells",
    "fibroblasts",
    "HEK 293 cells",
    "splenocytes",
    "yeast cells",
)


@generator("science.cell_count", verifiers=VERIFIERS, min_step_coverage=1.0)
def cell_count(rng: random.Random, difficulty: int) -> Draft:
    """Cell densities, viabilities and volumes from counts in a haemocytometer.

    1: the density from one mean count. 2: from four squares and a dilution. 3: the viability by trypan blue. 4: the viable cells of
    a suspension. 5: the volume to seed a number of viable cells.
    """
    work = Working()
    cells = rng.choice(_CELLS)
    texts = {"cells": cells, "Cells": cells[0].upper() + cells[1:]}
    mean = rng.uniform(15, 80)
    squares = [str(max(5, round(rng.gauss(mean, mean**0.5)))) for _ in range(4)]
    if difficulty == 3:
        return _viability(rng, work, texts, squares)
    work.given("v", "1.0×10⁻⁴", "mL", "volume over a large square")
    if difficulty == 1:
        n = work.given("n", f"{mean:.1f}", "", "mean count")
        work.step("C", "n / v", "mL⁻¹", "The density is")
        return work.draft(
            rng.choice(
                (
                    "In a haemocytometer, {cells} are counted in the large squares, above each of which there are {v} of suspension. The "
                    "mean is {n} cells a square. How many cells per millilitre are there (in mL⁻¹)?",
                    "A haemocytometer holds {v} over each large square. {Cells} in suspension give a mean count of {n} a square. What is the cell "
                    "density, in cells per mL (mL⁻¹)?",
                )
            ),
            "The density is",
            second=n * 10_000,
            texts=texts,
        )
    if difficulty == 2:
        counts = [
            work.given(f"n_{i}", count, "", f"count in square {i}") for i, count in enumerate(squares, 1)
        ]
        D = work.given("D", str(rng.choice((2, 5, 10, 20))), "", "dilution factor")
        work.step("n", "(n_1 + n_2 + n_3 + n_4) / 4", "", "The mean count is")
        work.step("C_d", "n / v", "mL⁻¹", "The diluted suspension has the density")
        work.step("C", "D * C_d", "mL⁻¹", "So the undiluted one has")
        return work.draft(
            rng.choice(
                (
                    "{Cells} are diluted {D}-fold and counted in four large squares of a haemocytometer, each with {v} above it: {n_1}, "
                    "{n_2}, {n_3} and {n_4}. What is the density of the undiluted suspension in cells per mL (mL⁻¹)?",
                    "Four large squares of a haemocytometer ({v} each) show {n_1}, {n_2}, {n_3} and {n_4} {cells}. The sample was diluted {D}-fold "
                    "before. Calculate the cells per mL (mL⁻¹) of the original suspension.",
                )
            ),
            "The density is",
            second=sum(counts) * int(D) / (4 * 1e-4),
            texts=texts,
        )
    live, dead = round(4 * mean), round(4 * mean * rng.uniform(0.03, 0.3))
    work.given("n_l", str(live), "", "unstained cells in four squares")
    if difficulty == 5:
        work.given("n_b", str(dead), "", "blue cells in four squares")
    D = work.given("D", rng.choice(("2", "4", "10")), "", "dilution factor")
    if difficulty == 4:
        V = work.given(
            "V", rng.choice(("2.5", "5.0", "8.0", "10.0", "12.0", "15.0")), "mL", "volume of the suspension"
        )
        work.step("n", "n_l / 4", "", "The mean count of viable cells is")
        work.step("C", "D * n / v", "mL⁻¹", "The suspension has a density of viable cells of")
        work.step("N", "C * V", "", "In all there are")
        return work.draft(
            rng.choice(
                (
                    "A sample of {V} of {cells} in suspension is diluted {D}-fold with trypan blue. Four large squares of a haemocytometer, "
                    "each with {v} above it, show {n_l} unstained (viable) cells in all. How many viable cells does the suspension contain?",
                    "{Cells} in {V} of medium: after a {D}-fold dilution in trypan blue, {n_l} viable cells are counted in four large squares "
                    "together ({v} of liquid over each). Find the number of viable cells in the whole suspension.",
                )
            ),
            "The number of viable cells is",
            second=live * int(D) * 2500 * V,
            texts=texts,
        )
    target = work.given(
        "N_s", rng.choice(("1.0×10⁵", "2.0×10⁵", "3.0×10⁵", "5.0×10⁵", "1.0×10⁶")), "", "viable cells to seed"
    )
    wells = work.given("w", str(rng.choice((6, 12, 24))), "", "wells")
    work.step("T", "n_l + n_b", "", "The squares show a number of cells of")
    work.step("C_t", "D * (T / 4) / v", "mL⁻¹", "The density of all cells is")
    work.step("f", "n_l / T", "", "The viable fraction is")
    work.step("C", "f * C_t", "mL⁻¹", "The density of viable cells is")
    work.step("V", "w * N_s / C", "mL", "The volume needed for all wells is")
    return work.draft(
        rng.choice(
            (
                "{Cells} are diluted {D}-fold in trypan blue and counted: four large squares of a haemocytometer ({v} over each) hold {n_l} unstained and "
                "{n_b} blue cells in all. What volume of the undiluted suspension, in mL, is needed to seed {w} wells with {N_s} viable cells each?",
                "After a {D}-fold dilution in trypan blue, {n_l} clear and {n_b} blue {cells} are counted in four large squares together, "
                "each of {v}. {N_s} viable cells shall go into each of {w} wells. How many millilitres of the original suspension are needed?",
            )
        ),
        "The volume is",
        second=wells * target / (live * int(D) * 2500),
        texts=texts,
    )


def _viability(rng: random.Random, work: Working, texts: dict[str, str], squares: list[str]) -> Draft:
    live = [
        work.given(f"n_{i}", count, "", f"clear cells in square {i}") for i, count in enumerate(squares, 1)
    ]
    blue = [
        work.given(f"b_{i}", str(rng.randint(1, 12)), "", f"blue cells in square {i}") for i in range(1, 5)
    ]
    work.step("n", "n_1 + n_2 + n_3 + n_4", "", "The viable cells exclude the dye; there are")
    work.step("b", "b_1 + b_2 + b_3 + b_4", "", "The dead cells are blue; there are")
    work.step("f", "n / (n + b)", "%", "The viability is")
    return work.draft(
        rng.choice(
            (
                "A trypan blue count of {cells} shows {n_1}, {n_2}, {n_3} and {n_4} clear cells and {b_1}, {b_2}, {b_3} and {b_4} blue ones in four squares of a "
                "haemocytometer. What is the viability in percent?",
                "{Cells} are stained with trypan blue. The counts in four squares are {n_1}, {n_2}, {n_3}, {n_4} unstained and {b_1}, {b_2}, {b_3}, {b_4} "
                "stained. Calculate the percentage of viable cells.",
            )
        ),
        "The viability is",
        second=100 * (1 - sum(blue) / sum(live + blue)),
        texts=texts,
    )
