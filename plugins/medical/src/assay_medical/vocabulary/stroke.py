"""The items of the NIH Stroke Scale, as an examiner writes them down. Each item's values stand in the order of their points."""

from __future__ import annotations

from assay_medical.vocabulary import Fact

_LIMBS = {
    "nihss_5a": ("left arm", 10),
    "nihss_5b": ("right arm", 10),
    "nihss_6a": ("left leg", 5),
    "nihss_6b": ("right leg", 5),
}


def _item(key: str, label: str, says: dict[str, str]) -> Fact:
    return Fact(key, label, "exam", "choice", says={value: (sentence,) for value, sentence in says.items()})


def _limb(key: str, limb: str, seconds: int) -> Fact:
    return _item(key, f"motor function of the {limb}", {
        "no drift": f"{{He}} holds the {limb} for {seconds} seconds without drift.",
        "drift": f"The {limb} drifts before {seconds} seconds but does not hit the bed.",
        "some effort": f"The {limb} makes some effort against gravity but falls to the bed.",
        "no effort": f"The {limb} moves but makes no effort against gravity.",
        "no movement": f"The {limb} does not move.",
    })  # fmt: skip


FACTS = (
    _item("nihss_1a", "level of consciousness", {"alert": "{He} is alert.", "drowsy": "{He} is drowsy but can be aroused by minor stimulation.",
          "stuporous": "{He} is stuporous and needs repeated stimulation.", "comatose": "{He} is comatose, with reflex responses only."}),
    _item("nihss_1b", "month and age", {"both correct": "{He} states the month and {his} age correctly.", "one correct": "Of month and age, {he} states one correctly.",
          "none correct": "{He} states neither the month nor {his} age correctly."}),
    _item("nihss_1c", "commands", {"both performed": "{He} performs both commands.", "one performed": "{He} performs one of the two commands.", "none performed": "{He} performs neither command."}),
    _item("nihss_2", "gaze", {"normal": "Gaze is normal.", "partial palsy": "There is a partial gaze palsy.", "forced deviation": "There is a forced deviation of gaze."}),
    _item("nihss_3", "visual fields", {"no loss": "The visual fields are full.", "partial hemianopia": "There is a partial hemianopia.", "complete hemianopia": "There is a complete hemianopia.",
          "bilateral hemianopia": "There is a bilateral hemianopia."}),
    _item("nihss_4", "facial palsy", {"normal": "The face is symmetrical.", "minor": "There is a minor facial palsy.", "partial": "There is a partial palsy of the lower face.",
          "complete": "There is a complete palsy of the upper and lower face."}),
    *(_limb(key, limb, seconds) for key, (limb, seconds) in _LIMBS.items()),
    _item("nihss_7", "limb ataxia", {"absent": "There is no limb ataxia.", "one limb": "There is ataxia of one limb.", "two limbs": "There is ataxia of two limbs."}),
    _item("nihss_8", "sensation", {"normal": "Sensation is normal.", "mild to moderate loss": "There is a mild sensory loss.", "severe loss": "There is a severe sensory loss."}),
    _item("nihss_9", "language", {"no aphasia": "There is no aphasia.", "mild to moderate": "There is a mild aphasia.", "severe": "There is a severe aphasia.", "mute": "{He} is mute, with global aphasia."}),
    _item("nihss_10", "articulation", {"normal": "Articulation is normal.", "mild to moderate": "There is a mild dysarthria.", "severe": "{His} dysarthria is so severe that {he} cannot be understood."}),
    _item("nihss_11", "extinction and inattention", {"none": "There is no neglect.", "one modality": "There is extinction in one sensory modality.", "profound": "There is a profound hemi-inattention in more than one modality."}),
)  # fmt: skip
