"""ICD-10-CM codes that need a 7th character, and X for empty places."""

from __future__ import annotations

import random
from dataclasses import dataclass

from assay import Draft, agree, generator
from assay_medical.codes import icd
from assay_medical.generators.codes import _icd
from assay_medical.generators.codes._families import leaves


@dataclass(frozen=True)
class _Injury:
    """A code without its 7th character, the words of its title, how a note names it, and its kind."""

    code: str
    words: str
    told: str
    kind: str
    how: tuple[str, ...]


_FALL = ("fell off a ladder", "slipped on ice", "fell down two steps", "came off a bicycle")
_INJURIES = (
    _Injury(
        "S52.531", "Colles' fracture of right radius", "Colles fracture of the right radius", "long", _FALL
    ),
    _Injury(
        "S52.532", "Colles' fracture of left radius", "Colles fracture of the left radius", "long", _FALL
    ),
    _Injury(
        "S52.021",
        "Displaced fracture of olecranon process without intraarticular extension of right ulna",
        "displaced olecranon fracture of the right ulna without intraarticular extension",
        "long",
        _FALL,
    ),
    _Injury(
        "S72.141",
        "Displaced intertrochanteric fracture of right femur",
        "displaced intertrochanteric fracture of the right femur",
        "long",
        _FALL,
    ),
    _Injury(
        "S72.142",
        "Displaced intertrochanteric fracture of left femur",
        "displaced intertrochanteric fracture of the left femur",
        "long",
        _FALL,
    ),
    _Injury(
        "S82.241",
        "Displaced spiral fracture of shaft of right tibia",
        "displaced spiral fracture of the right tibial shaft",
        "long",
        ("skiing accident", "twisted the leg at football"),
    ),
    _Injury(
        "S82.242",
        "Displaced spiral fracture of shaft of left tibia",
        "displaced spiral fracture of the left tibial shaft",
        "long",
        ("skiing accident", "twisted the leg at football"),
    ),
    _Injury(
        "S82.851",
        "Displaced trimalleolar fracture of right lower leg",
        "displaced trimalleolar fracture of the right lower leg",
        "long",
        _FALL,
    ),
    _Injury(
        "S42.021",
        "Displaced fracture of shaft of right clavicle",
        "displaced fracture of the right clavicle shaft",
        "short",
        _FALL,
    ),
    _Injury(
        "S42.022",
        "Displaced fracture of shaft of left clavicle",
        "displaced fracture of the left clavicle shaft",
        "short",
        _FALL,
    ),
    _Injury(
        "S42.211",
        "Unspecified displaced fracture of surgical neck of right humerus",
        "displaced fracture of the surgical neck of the right humerus",
        "short",
        _FALL,
    ),
    _Injury(
        "S62.011",
        "Displaced fracture of distal pole of navicular [scaphoid] bone of right wrist",
        "displaced fracture of the distal pole of the right scaphoid",
        "short",
        _FALL,
    ),
    _Injury(
        "S62.012",
        "Displaced fracture of distal pole of navicular [scaphoid] bone of left wrist",
        "displaced fracture of the distal pole of the left scaphoid",
        "short",
        _FALL,
    ),
    _Injury(
        "S92.351",
        "Displaced fracture of fifth metatarsal bone, right foot",
        "displaced fracture of the fifth metatarsal, right foot",
        "short",
        ("inversion injury on stairs", "dropped a crate on the foot"),
    ),
    _Injury(
        "S93.411",
        "Sprain of calcaneofibular ligament of right ankle",
        "sprain of the calcaneofibular ligament, right ankle",
        "plain",
        ("inversion injury at basketball", "missed a kerb"),
    ),
    _Injury(
        "S93.412",
        "Sprain of calcaneofibular ligament of left ankle",
        "sprain of the calcaneofibular ligament, left ankle",
        "plain",
        ("inversion injury at basketball", "missed a kerb"),
    ),
    _Injury(
        "S83.511",
        "Sprain of anterior cruciate ligament of right knee",
        "ACL sprain of the right knee",
        "plain",
        ("pivoted at football", "skiing accident"),
    ),
    _Injury(
        "S83.512",
        "Sprain of anterior cruciate ligament of left knee",
        "ACL sprain of the left knee",
        "plain",
        ("pivoted at football", "skiing accident"),
    ),
    _Injury(
        "S61.210",
        "Laceration without foreign body of right index finger without damage to nail",
        "laceration of the right index finger, nail intact, no foreign body",
        "plain",
        ("kitchen knife", "cut on a tin"),
    ),
    _Injury(
        "S61.211",
        "Laceration without foreign body of left index finger without damage to nail",
        "laceration of the left index finger, nail intact, no foreign body",
        "plain",
        ("kitchen knife", "cut on a tin"),
    ),
    _Injury(
        "S20.211",
        "Contusion of right front wall of thorax",
        "contusion of the right front chest wall",
        "plain",
        ("handlebar injury", "fell against a table"),
    ),
    _Injury(
        "S30.0",
        "Contusion of lower back and pelvis",
        "contusion of the lower back and pelvis",
        "plain",
        ("fell on the stairs", "slipped in the shower"),
    ),
    _Injury(
        "S06.0X0",
        "Concussion without loss of consciousness",
        "concussion without loss of consciousness",
        "plain",
        ("heads collided at football", "hit by a cupboard door"),
    ),
    _Injury(
        "T39.1X1",
        "Poisoning by 4-Aminophenol derivatives, accidental (unintentional)",
        "accidental acetaminophen poisoning",
        "event",
        ("took two cold remedies that both hold it", "misread the dose"),
    ),
    _Injury(
        "T36.0X5",
        "Adverse effect of penicillins",
        "adverse effect of amoxicillin (rash), correctly taken",
        "event",
        ("third day of treatment",),
    ),
    _Injury(
        "T78.2",
        "Anaphylactic shock, unspecified",
        "anaphylactic shock, cause not found",
        "event",
        ("during a meal out",),
    ),
    _Injury(
        "T67.1",
        "Heat syncope",
        "heat syncope",
        "event",
        ("half marathon at 31 °C", "worked on a roof at noon"),
    ),
    _Injury(
        "W54.0", "Bitten by dog", "dog bite (external cause)", "event", ("neighbour's terrier", "stray dog")
    ),
    _Injury(
        "W10.9",
        "Fall (on) (from) unspecified stairs and steps",
        "fall from stairs (external cause)",
        "event",
        ("at home, wearing socks",),
    ),
)
_ENCOUNTERS = {
    "long": (
        ("A", "initial encounter for closed fracture", "seen in the ED today, skin intact, splinted"),
        ("B", "initial encounter for open fracture type I or II", "seen in the ED today, open, 8 mm clean wound (Gustilo I), to theatre"),
        ("C", "initial encounter for open fracture type IIIA, IIIB, or IIIC", "seen in the ED today, open, Gustilo IIIA, washed out in theatre"),
        ("D", "subsequent encounter for closed fracture with routine healing", "closed injury; cast check at 3 weeks, healing as expected"),
        ("E", "subsequent encounter for open fracture type I or II with routine healing", "open injury (Gustilo II), review at 4 weeks, callus forming as expected"),
        ("G", "subsequent encounter for closed fracture with delayed healing", "closed injury; film at 12 weeks shows delayed healing"),
        ("K", "subsequent encounter for closed fracture with nonunion", "closed injury; review at 8 months, nonunion on CT"),
        ("P", "subsequent encounter for closed fracture with malunion", "closed injury; follow-up, malunion on films, osteotomy discussed"),
        ("S", "sequela", "fracture two years ago, treatment long finished; now here for the stiffness it left"),
    ),
    "short": (
        ("A", "initial encounter for closed fracture", "seen in the ED today, skin intact"),
        ("B", "initial encounter for open fracture", "seen in the ED today, bone through the skin"),
        ("D", "subsequent encounter for fracture with routine healing", "follow-up at 3 weeks, healing as expected"),
        ("G", "subsequent encounter for fracture with delayed healing", "follow-up at 10 weeks, delayed healing"),
        ("K", "subsequent encounter for fracture with nonunion", "follow-up at 7 months, nonunion on CT"),
        ("P", "subsequent encounter for fracture with malunion", "follow-up, healed in malunion"),
        ("S", "sequela", "fracture three years ago, treatment finished; now here for the pain it left"),
    ),
    "event": (
        ("A", "initial encounter", "seen today for the first time, being treated|still under active treatment, second day"),
        ("D", "subsequent encounter", "follow-up, active treatment is complete, recovering well|recheck after treatment, no new findings"),
    ),
    "plain": (
        ("A", "initial encounter", "seen today for the first time, being treated|still under active treatment, second day"),
        ("D", "subsequent encounter", "follow-up, active treatment is complete, recovering well|recheck after treatment, no new findings"),
        ("S", "sequela", "injury last year, treatment finished; now here for lasting complaints from it"),
    ),
}  # fmt: skip
_ASKED = (
    "Which complete {system} code applies at this encounter?",
    "Give the complete {system} code, with its 7th character.",
    "Code this in {system}, down to the 7th character.",
)


def _complete(injury: _Injury, char: str, means: str) -> str:
    """The code with its 7th character: put together, and looked for among all titles."""
    code = icd.dotted(icd.bare(injury.code).ljust(6, "X") + char)
    wanted = f"{injury.words}, {means}".lower()
    found = [each for each in leaves(icd.bare(injury.code)) if _icd.title(each).lower().startswith(wanted)]
    exact = [each for each in found if _icd.title(each).lower().split(", ")[-1] in means.lower()] or found
    return agree(code, exact[0] if exact else "none", what="the complete code")


def _draw(rng: random.Random, pool: list[_Injury]) -> tuple[_Injury, str, str, str]:
    injury = rng.choice(pool)
    char, means, told = rng.choice(_ENCOUNTERS[injury.kind])
    return injury, char, means, rng.choice(told.split("|"))


@generator("medical.icd10_seventh_character", verifiers=("medical.code",))
def icd10_seventh_character(rng: random.Random, difficulty: int) -> Draft:
    """ICD-10-CM codes of injuries, with the 7th character of the encounter and X for the places before it.

    1: the code without it and the list of characters are given. 2: the code without it is given. 3: only the note, injuries with three
    characters to choose from. 4: fractures with many. 5: two injuries.
    """
    system = rng.choice(_icd.RELEASES)
    kinds = (
        ("plain", "event")
        if difficulty == 3
        else ("long", "short")
        if difficulty == 4
        else ("long", "short", "plain", "event")
    )
    pool = [each for each in _INJURIES if each.kind in kinds]
    patient = _icd.who(rng, (19, 79))
    if difficulty == 5:
        while True:
            drawn = [_draw(rng, pool), _draw(rng, pool)]
            if drawn[0][0].code[:3] != drawn[1][0].code[:3]:
                break
        codes = [_complete(injury, char, means) for injury, char, means, _ in drawn]
        text = "\n".join(
            f"{n}. {injury.told[:1].upper()}{injury.told[1:]} ({rng.choice(injury.how)}), {told}."
            for n, (injury, _, _, told) in enumerate(drawn, 1)
        )
        asked = f"Give the complete {system} code of each of the two, with its 7th character."
        lines = [line for code in codes for line in _icd.way(code)]
        return _icd.draft(f"{patient}.\n{text}\n\n{asked}", lines, codes, billable=True)
    injury, char, means, told = _draw(rng, pool)
    code = _complete(injury, char, means)
    note = rng.choice(
        (
            f"{patient}. {injury.told[:1].upper()}{injury.told[1:]} ({rng.choice(injury.how)}); {told}.",
            f"{patient}, {rng.choice(injury.how)}: {injury.told}. Encounter: {told}.",
            f"{patient}. Dx: {injury.told}. Mechanism: {rng.choice(injury.how)}. {told[:1].upper()}{told[1:]}.",
        )
    )
    asked = rng.choice(_ASKED).format(system=system)
    if difficulty == 1:
        table = icd.packaged()
        listed = "\n".join(f"- {each}: {meaning}" for each, meaning in table.seventh(injury.code).items())
        asked = f"The code without its 7th character is {injury.code} ({_icd.title(injury.code)}). 7th characters:\n{listed}\n\n{asked}"
    elif difficulty == 2:
        asked = f"Without its 7th character the code is {injury.code}. {asked}"
    return _icd.draft(f"{note}\n\n{asked}", _icd.way(code), [code], billable=True)
