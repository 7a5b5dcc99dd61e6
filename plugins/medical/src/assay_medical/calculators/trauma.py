"""Rules of imaging after injuries, and the grade of a subarachnoid hemorrhage."""

from __future__ import annotations

from fractions import Fraction

from assay_medical.calculators import Work, calculator
from assay_medical.calculators.scoring import has
from assay_medical.vocabulary import BadInput, fact

_NEEDED, _NOT_NEEDED = "radiographs indicated", "radiographs not indicated"
_BANDS = {
    _NEEDED: ("indicated", "imaging indicated", "X-ray indicated", "radiographs are indicated", "imaging needed"),
    _NOT_NEEDED: ("not indicated", "imaging not indicated", "X-ray not indicated", "radiographs are not indicated", "no imaging needed"),
}  # fmt: skip
_ANKLE = ("lateral_malleolus", "medial_malleolus", "unable_four_steps")


def _told(work: Work, keys: tuple[str, ...], what: str = "Criteria met") -> list[str]:
    found = [fact(key).label for key in keys if has(work, key)]
    work.say(f"{what}: {'; '.join(found) or 'none'}.")
    return found


def _end(work: Work, needed: bool) -> None:
    work.answers(_NEEDED if needed else _NOT_NEEDED)


@calculator(
    "ottawa_ankle",
    title="Ottawa ankle rule",
    source="Stiell IG et al. Decision rules for the use of radiography in acute ankle injuries: refinement and prospective validation. JAMA 1993;269:1127-32. doi:10.1001/jama.1993.03500090063034",
    needs=("malleolar_pain", *_ANKLE),
    kind="term",
    asks=('By the Ottawa ankle rule, are ankle radiographs indicated? Answer "radiographs indicated" or "radiographs not indicated".',),
    also=("Ottawa Ankle Rule",),
    bands=_BANDS,
    second=lambda v: _NEEDED if v["malleolar_pain"] and {True} & {v[key] for key in _ANKLE} else _NOT_NEEDED,
)  # fmt: skip
def ottawa_ankle(work: Work) -> None:
    """Pain in the malleolar zone and one of the three criteria."""
    pain = has(work, "malleolar_pain")
    work.say(f"There is {'' if pain else 'no '}pain in the malleolar zone.")
    found = _told(work, _ANKLE)
    _end(work, pain and bool(found))


_KNEE = ("patella_isolated", "fibular_head", "no_flexion_90", "unable_four_steps")


@calculator(
    "ottawa_knee",
    title="Ottawa knee rule",
    source="Stiell IG et al. Prospective validation of a decision rule for the use of radiography in acute knee injuries. JAMA 1996;275:611-5. doi:10.1001/jama.1996.03530320035031",
    needs=("age", *_KNEE),
    kind="term",
    asks=('By the Ottawa knee rule (age 55 or over counts), are knee radiographs indicated? Answer "radiographs indicated" or "radiographs not indicated".',),
    also=("Ottawa Knee Rule",),
    bands=_BANDS,
    second=lambda v: _NEEDED if v["age"] >= 55 or any(v[key] for key in _KNEE) else _NOT_NEEDED,
)  # fmt: skip
def ottawa_knee(work: Work) -> None:
    old = work.number("age") >= 55
    work.say(f"Age {work.given['age'].value}: {'55 or over' if old else 'under 55'}.")
    found = _told(work, _KNEE)
    _end(work, old or bool(found))


_HIGH = ("dangerous_mechanism", "paresthesias")
_LOW = ("rear_end", "sitting", "ambulatory", "delayed_pain", "no_midline_tenderness")


@calculator(
    "canadian_c_spine",
    title="Canadian C-spine rule",
    source="Stiell IG et al. The Canadian C-spine rule for radiography in alert and stable trauma patients. JAMA 2001;286:1841-8. doi:10.1001/jama.286.15.1841",
    needs=("age", *_HIGH, *_LOW, "rotates_neck"),
    kind="term",
    asks=('The patient is alert (GCS 15) and stable. By the Canadian C-spine rule, is imaging of the neck indicated? Answer "radiographs indicated" or "radiographs not indicated".',),
    also=("Canadian C-Spine Rule",),
    bands=_BANDS,
    second=lambda v: (
        _NOT_NEEDED if (v["age"] < 65, v["dangerous_mechanism"], v["paresthesias"], v["rotates_neck"], True in [v[key] for key in _LOW]) == (True, False, False, True, True) else _NEEDED
    ),
)  # fmt: skip
def canadian_c_spine(work: Work) -> None:
    """A high-risk factor, no low-risk factor, or a neck that does not turn: each is enough."""
    old = work.number("age") >= 65
    high = [fact(key).label for key in _HIGH if has(work, key)] + (["age 65 or over"] if old else [])
    work.say(f"High-risk factors: {'; '.join(high) or 'none'}.")
    low = [fact(key).label for key in _LOW if has(work, key)]
    turns = has(work, "rotates_neck")
    if not high:
        work.say(f"Low-risk factors that allow to test the movement: {'; '.join(low) or 'none'}.")
        if low:
            work.say(f"The neck {'rotates' if turns else 'does not rotate'} by 45 degrees to both sides.")
    _end(work, bool(high) or not low or not turns)


_FIRST = ("head_gcs_14", "basilar_fracture")
_SECOND = ("head_loc", "head_vomiting", "severe_mechanism", "severe_headache")
_RISKS = {"high risk": ("high", "CT recommended"), "intermediate risk": ("intermediate", "observation versus CT"), "very low risk": ("very low", "low risk", "CT not recommended")}  # fmt: skip


@calculator(
    "pecarn_head",
    title="PECARN rule from two years on",
    source="Kuppermann N et al. Identification of children at very low risk of clinically-important brain injuries after head trauma: a prospective cohort study. Lancet 2009;374:1160-70. doi:10.1016/S0140-6736(09)61558-0",
    needs=("age", *_FIRST, *_SECOND),
    kind="term",
    asks=('By the PECARN rule for head injuries from the age of two on, which risk does the child have? Answer "high risk", "intermediate risk" or "very low risk".',),
    also=("PECARN Pediatric Head Injury/Trauma Algorithm",),
    bands=_RISKS,
    second=lambda v: (
        tuple(_RISKS)[0 if v["head_gcs_14"] or v["basilar_fracture"] else 2 - max(int(v[key]) for key in _SECOND)]
    ),
)  # fmt: skip
def pecarn_head(work: Work) -> None:
    """High risk by mental status or a basilar fracture, intermediate by one of four findings."""
    if not 2 <= work.number("age") < 18:
        raise BadInput("This part of the PECARN rule is for children from 2 to 17 years.")
    first = _told(work, _FIRST, "Signs of high risk")
    if first:
        work.answers("high risk")
        return
    second = _told(work, _SECOND, "Findings of intermediate risk")
    work.answers("intermediate risk" if second else "very low risk")


@calculator(
    "hunt_hess",
    title="Hunt and Hess grade",
    source="Hunt WE, Hess RM. Surgical risk as related to time of intervention in the repair of intracranial aneurysms. J Neurosurg 1968;28:14-20. doi:10.3171/jns.1968.28.1.0014",
    needs=("sah_state",),
    kind="score",
    asks=("What is the Hunt and Hess grade, as a number from 1 to 5? Do not raise it for systemic disease or vasospasm.",),
    also=("Hunt & Hess Classification of Subarachnoid Hemorrhage",),
    second=lambda v: fact("sah_state").choices.index(v["sah_state"]) + 1,
)  # fmt: skip
def hunt_hess(work: Work) -> None:
    grades = {
        "asymptomatic or mild headache": 1,
        "severe headache": 2,
        "drowsiness or mild deficit": 3,
        "stupor": 4,
        "deep coma": 5,
    }
    state = work.choice("sah_state")
    work.say(f"The state is {state}, which is grade {grades[state]}.")
    work.answers(Fraction(grades[state]))
