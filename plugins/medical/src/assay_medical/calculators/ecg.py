"""The QT interval corrected for the heart rate."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from assay_medical.calculators import Work, calculator
from assay_medical.vocabulary import BadInput


def _rr_step(work: Work) -> None:
    """The RR interval in seconds, as ``rr_s``: as measured, or from the heart rate."""
    if work.has("rr"):
        work.number("rr")
        work.step("rr_s", "rr / 1000", "RR in s", "s")
    elif work.has("heart_rate"):
        work.number("heart_rate")
        work.step("rr_s", "60 / heart_rate", "RR", "s")
    else:
        raise BadInput("The QTc needs the heart rate or the RR interval.")


def _rate_step(work: Work) -> str:
    """The heart rate, from the RR interval if that was measured; the name by which formulas know it."""
    if work.has("rr"):
        work.number("rr")
        work.step("rate", "60000 / rr", "rate", "/min")
        return "rate"
    if not work.has("heart_rate"):
        raise BadInput("The QTc needs the heart rate or the RR interval.")
    work.number("heart_rate")
    return "heart_rate"


def _seconds(v: dict[str, Any]) -> float:
    return float(v["rr"] / 1000 if "rr" in v else 60 / v["heart_rate"])


def _rate(v: dict[str, Any]) -> float:
    return float(60_000 / v["rr"] if "rr" in v else v["heart_rate"])


def _qtc(
    name: str,
    who: str,
    source: str,
    work: Callable[[Work], None],
    second: Callable[[dict[str, Any]], float],
    how: str = "",
) -> None:
    calculator(
        f"qtc_{name}",
        title=f"QTc by the {who} formula",
        source=source,
        needs=("qt",),
        optional=("heart_rate", "rr"),
        unit="ms",
        decimals=0,
        asks=(
            f"What is the patient's QTc by the {who} formula{how}, in ms?",
            f"Correct the QT interval (ms) for the heart rate with the {who} formula{how}.",
        ),
        also=(f"QTc {who} Calculator",),
        second=second,
    )(work)


def _bazett(work: Work) -> None:
    work.number("qt")
    _rr_step(work)
    work.step("qtc", "qt / sqrt(rr_s)", "QTc", "ms")


def _fridericia(work: Work) -> None:
    work.number("qt")
    _rr_step(work)
    work.step("qtc", "qt / rr_s**(1 / 3)", "QTc", "ms")


def _framingham(work: Work) -> None:
    work.number("qt")
    _rr_step(work)
    work.step("qtc", "qt + 154 * (1 - rr_s)", "QTc", "ms")


def _hodges(work: Work) -> None:
    work.number("qt")
    work.step("qtc", f"qt + 1.75 * ({_rate_step(work)} - 60)", "QTc", "ms")


def _rautaharju(work: Work) -> None:
    work.number("qt")
    work.step("qtc", f"qt * (120 + {_rate_step(work)}) / 180", "QTc", "ms")


_qtc("bazett", "Bazett", "Bazett HC. An analysis of the time-relations of electrocardiograms. Heart 1920;7:353-70", _bazett,
     lambda v: v["qt"] * (_rate(v) / 60) ** 0.5)  # fmt: skip
_qtc("fridericia", "Fridericia", "Fridericia LS. Die Systolendauer im Elektrokardiogramm bei normalen Menschen und bei Herzkranken. Acta Med Scand 1920;53:469-86. doi:10.1111/j.0954-6820.1920.tb18266.x", _fridericia,
     lambda v: (v["qt"] ** 3 * _rate(v) / 60) ** (1 / 3))  # fmt: skip
_qtc("framingham", "Framingham", "Sagie A et al. An improved method for adjusting the QT interval for heart rate (the Framingham Heart Study). Am J Cardiol 1992;70:797-801. doi:10.1016/0002-9149(92)90562-D", _framingham,
     lambda v: v["qt"] + 154 - 154 * 60 / _rate(v))  # fmt: skip
_qtc("hodges", "Hodges", "Hodges M, Salerno D, Erlien D. Bazett's QT correction reviewed: evidence that a linear QT correction for heart rate is better. J Am Coll Cardiol 1983;1:694", _hodges,
     lambda v: v["qt"] + 105 / _seconds(v) - 105)  # fmt: skip
_qtc("rautaharju", "Rautaharju", "Rautaharju PM, Mason JW, Akiyama T. New age- and sex-specific criteria for QT prolongation based on rate correction formulas that minimize bias at the upper normal limits. Int J Cardiol 2014;174:535-40. doi:10.1016/j.ijcard.2014.04.133", _rautaharju,
     lambda v: v["qt"] * (2 / 3 + 1 / (3 * _seconds(v))), how=" of 2014, QT × (120 + heart rate) / 180")  # fmt: skip
