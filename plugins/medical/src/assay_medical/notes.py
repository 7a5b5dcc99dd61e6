"""Clinical notes, written out of facts about a synthetic patient.

A note is prose or the telegraphic style of a ward; every fact that it states has a span. What is added beside the facts that a
task needs (other results, a relative's disease, an older value) never states a fact again with another value, unless the note
says that it is older.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from assay_medical.vocabulary import Given, fact, facts

Span = tuple[int, int]


@dataclass(frozen=True)
class Note:
    """A note, what it states (as it is said there), and where."""

    text: str
    given: dict[str, Given]
    spans: dict[str, Span]


def said(key: str, value: float | int | str | bool, rng: random.Random, *, mixed: bool = False) -> Given:
    """A fact as a note gives it. ``value`` is in the fact's own unit; numbers are rounded as laboratories write them.

    With ``mixed`` another unit of the fact may be chosen.
    """
    known = fact(key)
    if known.kind != "number":
        return Given(key, value if isinstance(value, bool) else str(value))
    unit, decimals, amount = known.unit, known.decimals, Fraction(str(value))
    others = [other for other in known.other if amount < other.below] if mixed and key != "age" else []
    if others and rng.random() < 0.5:
        other = rng.choice(others)
        unit, decimals, amount = other.unit, other.decimals, known.express(amount, other.unit)
    number = Decimal(amount.numerator) / Decimal(amount.denominator)
    rounded = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return Given(key, f"{rounded:,f}" if abs(rounded) >= 10_000 else f"{rounded:f}", unit)


class _Text:
    """A text that grows, and where facts stand in it."""

    def __init__(self) -> None:
        self.text = ""
        self.spans: dict[str, Span] = {}

    def add(self, piece: str) -> None:
        self.text += piece

    def state(self, key: str, piece: str) -> None:
        self.spans.setdefault(key, (len(self.text), len(self.text) + len(piece)))
        self.text += piece

    def fill(self, sentence: str, pieces: Mapping[str, tuple[str, str]]) -> None:
        """A sentence with ``{name}`` where pieces stand: ``{"w": (key, text)}``."""
        for part in re.split(r"(\{\w+\})", sentence):
            if part.startswith("{") and part[1:-1] in pieces:
                key, text = pieces[part[1:-1]]
                self.state(key, text)
            else:
                self.add(part)

    def sentence(self, key: str, text: str) -> None:
        self.gap()
        self.state(key, text)

    def gap(self) -> None:
        if self.text and not self.text.endswith(("\n", " ")):
            self.add(" ")


_PRONOUNS = {
    "male": {"He": "He", "he": "he", "his": "his", "him": "him", "His": "His"},
    "female": {"He": "She", "he": "she", "his": "her", "him": "her", "His": "Her"},
}
_FAMILY = (
    ("father", 18, ("type 2 diabetes", "hypertension", "asthma", "gout")),
    ("father", 45, ("a stroke at 71", "atrial fibrillation", "a heart attack at 66")),
    ("mother", 18, ("type 2 diabetes", "hypertension", "asthma", "breast cancer")),
    ("mother", 45, ("a stroke at 71", "atrial fibrillation", "a heart attack at 66")),
    ("maternal grandmother", 18, ("type 2 diabetes", "hypertension", "breast cancer")),
    ("maternal grandmother", 25, ("a stroke at 71", "atrial fibrillation", "a heart attack at 66")),
    ("older brother", 18, ("asthma",)),
    ("older brother", 40, ("type 2 diabetes", "hypertension", "gout")),
    ("younger sister", 18, ("asthma",)),
    ("younger sister", 45, ("type 2 diabetes", "hypertension", "breast cancer")),
)
"""A relative, the age of the patient from which on it is likely, and what the relative had."""
_SOCIAL = (
    ("work", 20, 64, "{He} works as a bus driver."),
    ("work", 67, 110, "{He} is a retired teacher."),
    ("work", 19, 64, "{He} works night shifts in a bakery."),
    ("work", 25, 66, "{He} runs a small hardware shop."),
    ("home", 22, 110, "{He} lives with {his} partner."),
    ("home", 25, 110, "{He} lives alone on the third floor."),
    ("home", 3, 15, "{He} lives with {his} parents and two siblings."),
    ("children", 50, 110, "{He} has two adult children."),
    ("habits", 18, 110, "{He} has never smoked."),
    ("habits", 25, 110, "{He} drinks a glass of wine at weekends."),
    ("leisure", 40, 90, "{He} gardens and walks the dog every day."),
    ("leisure", 6, 16, "{He} plays football at school."),
    ("visit", 18, 110, "{He} was last seen in clinic eight months ago."),
)
"""A topic, the ages it fits, and a sentence."""
_OTHER_HISTORY = (
    (50, "osteoarthritis of the knees"), (18, "gastroesophageal reflux"), (18, "migraine"), (18, "seasonal allergic rhinitis"), (18, "an appendectomy in childhood"),
    (18, "psoriasis"), (30, "hypothyroidism"), (50, "benign positional vertigo"), (35, "a cholecystectomy"), (18, "iron deficiency"), (30, "lumbar back pain"),
)  # fmt: skip
"""The age from which on it is likely, and a condition."""
_OTHER_LABS = ("magnesium", "crp", "hemoglobin", "white_cells", "platelets", "potassium", "sodium", "chloride", "calcium", "albumin", "alt", "glucose", "lactate")  # fmt: skip
_OTHER_VITALS = ("temperature", "heart_rate", "respiratory_rate", "spo2")
_DISTURBED = (
    (r"infect|sep(?:sis|tic)|pneumonia|cellulitis|fever|sore throat|swallowing|appendi|abdom|peritonitis|pancrea|lipase|aspiration|influenza|COVID|cough",
     "crp white_cells temperature lactate heart_rate"),
    (r"shock|sep(?:sis|tic)|bleed|bled|blood\b|melena|stools|crash|accident|fall\b|fell\b|vasopressor|unwell|intensive care|ventilat|resuscit",
     "hemoglobin lactate heart_rate respiratory_rate spo2 temperature"),
    (r"acido|poison|overdose|aspirin|salicyl|breath|fast|vomit|diarrh|antifreeze|spirits|comat|drowsy|stupor|wake\b", "lactate glucose respiratory_rate potassium chloride heart_rate"),
    (r"diabet|insulin|hyperglyc|polyuria|thirst", "glucose"),
    (r"liver|cirrh|hepat|jaund|icter|drink|alcohol|cholangitis|itch", "alt albumin platelets"),
    (r"kidney|renal|dialy|nephr|oligur|little urine", "potassium hemoglobin calcium"),
    (r"breath|dyspn|COPD|asthma|pneumon|ventil|ARDS|oxygen|respirat|pulmonary|lung|intubat|sats", "spo2 respiratory_rate heart_rate"),
    (r"an[a]?emi|pale|tired|jaundice|iron\b|spherocyt|thalass|leg|chemotherapy|transplant|platelet|myeloma|leuk", "hemoglobin white_cells platelets"),
    (r"nephrotic|malnour|cirrh|three weeks|liver", "albumin calcium"),
    (r"palpit|fibrillation|chest pain|infarction|faint|syncop|dizz", "heart_rate"),
    (r"seizure|confus|headache", "lactate glucose"),
)  # fmt: skip
"""What a complaint disturbs, so that a usual value of it beside the facts would contradict the complaint."""
_CONFINED = re.compile(
    r"nursing home|intensive care|ventilat|intubat|shock|comat|coma\b|stroke|bedridden|transplant|dialy"
    r"|hemorrhage|injury|ARDS|palliative|encephalopathy|decompensated|breathless|short of breath"
)
_LASTING = re.compile(
    r"chronic|followed|years|maintenance|dialysis|home|single kidney|trait|advanced|nephropathy|waiting list|myeloma"
)
"""A complaint that has lasted: a usual value of a few months ago would contradict it."""
_NO_WINE = re.compile(r"alcohol|drink|liver|cirrh|hepat|antifreeze|pancrea|pregnan|weeks|antenatal|labor")


class NoteWriter:
    """Writes one note. ``level`` 1 to 5 says how much stands beside the facts, and how scattered they are."""

    def __init__(
        self,
        rng: random.Random,
        level: int,
        given: Mapping[str, Given],
        complaints: Sequence[str],
        *,
        hidden: Sequence[str] = (),
        avoid: Sequence[str] = (),
        person: str = "",
    ) -> None:
        """``hidden`` are facts that the note must not state; ``avoid`` further words that extras must not hold.

        ``person`` is what the patient is called where age and sex do not say it: ``newborn``.
        """
        self.person = person
        self.rng, self.level = rng, level
        self.given = {key: each for key, each in given.items() if key not in hidden}
        self.closed = {*given, *hidden}
        sex = given.get("sex")
        self.sex = str(sex.value) if sex else rng.choice(("male", "female"))
        self.knows_sex = "sex" not in hidden
        self.complaint = rng.choice(list(complaints)) if complaints else "is seen on the ward round"
        taken = {name.lower() for key in self.closed for name in fact(key).called}
        self.taken = {word for name in taken for word in re.findall(r"[a-z]{4,}", name)} | set(avoid)
        self.terse = rng.random() < 0.35
        if "hematocrit" in self.closed or "hemoglobin" in self.closed:
            self.taken |= {"hematocrit", "hemoglobin"}  # one says the other
        pressure = self.given.get("sbp")
        low = pressure is not None and pressure.number < 95
        self.disturbed = {"lactate", "heart_rate"} if low else set()
        self.disturbed |= {
            key
            for words, keys in _DISTURBED
            if re.search(words, self.complaint, re.IGNORECASE)
            for key in keys.split()
        }
        self.out = _Text()
        age = given.get("age")
        self._adult = age is None or age.number >= 25

    def write(self) -> Note:
        """The note."""
        self._extras()
        self._opening()
        self._flags(("symptom", "course"))
        self._history()
        self._flags(("medication", "social", "family", "treatment", "obstetric"))
        self._body()
        self._told()
        self._vitals()
        self._flags(("exam", "vital", "body"))
        self._labs(
            ("lab",),
            ("Laboratory results", "Blood tests", "Bloods", "Laboratory work-up"),
            "Bloods",
        )
        gas = any(fact(k).place == "gas" and k != "fio2" and not fact(k).yes for k in self.given)
        self._labs(("gas",), *((("Arterial blood gas", "ABG"), "ABG") if gas else (("Oxygen",), "O2")))
        self._labs(("urine",), ("Urine", "Urinalysis", "Spot urine"), "Urine")
        self._labs(("imaging",), ("Investigations", "Further measurements"), "Ix")
        self._labs(("chart",), ("CDC 2000 growth reference for {his} age and sex",), "CDC 2000 reference")
        self._labs(
            (
                "symptom",
                "course",
                "exam",
                "treatment",
                "obstetric",
                "medication",
                "social",
                "family",
                "history",
            ),
            ("Also recorded", "Documented"),
            "Also",
        )
        self._flags(("lab", "gas", "urine", "imaging"))
        self._dates()
        self._older()
        return Note(self.out.text, self.given, self.out.spans)

    # -- what stands beside the facts ----------------------------------------------------------------------------

    def _extras(self) -> None:
        """Other vitals and results, in the usual range; as many as the level says."""
        if self.level < 2:
            return
        wanted = [*self.rng.sample(_OTHER_LABS, min(len(_OTHER_LABS), 2 * self.level - 2))]
        wanted += self.rng.sample(_OTHER_VITALS, min(3, self.level - 1))
        for key in wanted:
            known = facts()[key]
            if (
                key in self.closed
                or key in self.disturbed
                or any(word in self.taken for word in re.findall(r"[a-z]{4,}", known.label.lower()))
            ):
                continue
            low, high = self._usual(key)
            self.given[key] = said(key, round(self.rng.uniform(low, high), 4), self.rng, mixed=self.level > 3)

    def _usual(self, key: str) -> tuple[float, float]:
        """What is usual at the patient's age. Children: Fleming S et al. Lancet 2011;377:1011-8, doi:10.1016/S0140-6736(10)62226-X."""
        age = self.given.get("age")
        if age is not None and age.number < 12 and key in ("heart_rate", "respiratory_rate"):
            young = age.number < 6
            if key == "heart_rate":
                return (95, 125) if young else (76, 104)
            return (22, 30) if young else (17, 23)
        return facts()[key].usual

    def _free(self, choices: Sequence[str]) -> list[str]:
        """Those texts that name nothing which the task is about."""
        return [text for text in choices if not set(re.findall(r"[a-z]{4,}", text.lower())) & self.taken]

    def _older(self) -> None:
        """An older value of a result that counts, which the note marks as older."""
        if self.level < 4 or self.rng.random() < 0.4 or _LASTING.search(self.complaint):
            return
        labs = [
            k
            for k in self.given
            if k in self.closed and fact(k).place == "lab" and fact(k).kind == "number" and fact(k).repeated
        ]
        if not labs:
            return
        now = self.given[self.rng.choice(labs)]
        known = fact(now.key)
        before = said(now.key, self.rng.uniform(*known.usual), self.rng)
        if before.number == now.number:
            return
        when = self.rng.choice(
            ("Three months ago", "At the last clinic visit, in spring,", "Before this illness")
        )
        self.out.gap()
        verb = "were" if re.search(r"(?:triglycerides|neutrophils)$", known.label) else "was"
        self.out.add(f"{when} {self._his(known.label)} {verb} {before.text}.")

    def _his(self, label: str) -> str:
        return f"{_PRONOUNS[self.sex]['his'] if self.knows_sex else 'the'} {label}"

    # -- the sections --------------------------------------------------------------------------------------------

    def _opening(self) -> None:
        age, rng = self.given.get("age"), self.rng
        person = "man" if self.sex == "male" else "woman"
        if self.person:
            self.out.add(f"A {self.person} {self.complaint}.")
            return
        if self.terse:
            short = rng.choice(("M", "male")) if self.sex == "male" else rng.choice(("F", "female"))
            if age is not None:
                self.out.state(
                    "age",
                    f"{age.value} {_singular(age.unit)} old" if age.unit != "years" else f"{age.value} y/o",
                )
                self.out.add(" ")
            if self.knows_sex:
                self.out.state("sex", short)
                self.out.add(". ")
            self.out.add(_capital(re.sub(r"^(?:is|was) ", "", self.complaint)) + ".")
            return
        child = age is not None and age.number < 16
        if child:
            person = "boy" if self.sex == "male" else "girl"
        person = person if self.knows_sex else "child" if child else "patient"
        if age is None:
            self.out.add("A ")
        else:
            self.out.add(f"{'An' if re.match(r'8|11$|18$|11-|18-', str(age.value)) else 'A'} ")
            self.out.state("age", f"{age.value}-{_singular(age.unit)}-old")
            self.out.add(" ")
        if self.knows_sex:
            self.out.state("sex", person)
        else:
            self.out.add(person)
        self.out.add(f" {self.complaint}.")

    def _history(self) -> None:
        """The past history: what is there and what is not, in lists."""
        flags = [k for k, g in self.given.items() if fact(k).place == "history" and fact(k).kind == "flag"]
        self.rng.shuffle(flags)
        there = [k for k in flags if self.given[k].value is True]
        absent = [k for k in flags if self.given[k].value is False]
        years = self._years
        other = self._free([text for start, text in _OTHER_HISTORY if start <= years])
        extra = (
            self.rng.sample(other, min(len(other), self.level - 2)) if self.level > 2 and self._adult else []
        )
        items: list[tuple[str, str]] = [(k, self._noun(k)) for k in there] + [
            ("", re.sub(r"^an? ", "", text) if self.terse else text) for text in extra
        ]
        self.rng.shuffle(items)
        if items:
            lead = (
                "PMH: "
                if self.terse
                else self._pronoun(
                    self.rng.choice(
                        (
                            "{He} has a history of ",
                            "Past medical history includes ",
                            "{His} past history includes ",
                        )
                    )
                )
            )
            self._list(lead, items, "and")
        if absent:
            lead = self._pronoun(
                self.rng.choice(("No hx of ", "No "))
                if self.terse
                else self.rng.choice(
                    (
                        "There is no history of ",
                        "{He} has no history of ",
                        "{He} has never been diagnosed with ",
                    )
                )
            )
            self._list(lead, [(k, self._noun(k)) for k in absent], "or")
        if self.level > 2 and self.rng.random() < 0.6:
            family = [
                (relative, disease)
                for relative, start, diseases in _FAMILY
                if start <= years
                for disease in self._free(diseases)
            ]
            if family:
                self.out.gap()
                relative, disease = self.rng.choice(family)
                self.out.add(
                    f"FH: {relative} – {re.sub('^an? ', '', disease)}."
                    if self.terse
                    else self._pronoun(f"{{His}} {relative} had {disease}.")
                )
        if self.level > 1 and not self.terse:
            self._social()

    @property
    def _years(self) -> float:
        """The age in years, 0 if the note has none."""
        age = self.given.get("age")
        return float(age.number) if age is not None else 0.0

    def _social(self) -> None:
        years = self._years
        closed = {"work", "home", "leisure"} if _CONFINED.search(self.complaint) else set()
        closed |= {"habits"} if _NO_WINE.search(self.complaint) else set()
        fitting = [
            each
            for each in _SOCIAL
            if each[1] <= years <= each[2] and each[0] not in closed and self._free([each[3]])
        ]
        topics = list(dict.fromkeys(topic for topic, *_ in fitting))
        for topic in self.rng.sample(topics, min(len(topics), self.level // 2)):
            self.out.gap()
            self.out.add(
                self._pronoun(self.rng.choice([text for name, _, _, text in fitting if name == topic]))
            )

    def _noun(self, key: str) -> str:
        known = fact(key)
        return known.short if self.terse and known.short and self.rng.random() < 0.6 else known.label

    def _list(self, lead: str, items: Sequence[tuple[str, str]], last: str) -> None:
        self.out.gap()
        self.out.add(lead)
        for index, (key, text) in enumerate(items):
            if index:
                self.out.add(", " if index < len(items) - 1 or self.terse else f" {last} ")
            if key:
                self.out.state(key, text)
            else:
                self.out.add(text)
        self.out.add(".")

    def _flags(self, places: tuple[str, ...]) -> None:
        """Sentences of flags and choices."""
        keys = [
            k
            for k in self.given
            if fact(k).place in places and fact(k).kind in ("flag", "choice") and k != "sex"
        ]
        self.rng.shuffle(keys)
        for key in keys:
            known, value = fact(key), self.given[key].value
            if known.kind == "choice":
                sentences = known.says[str(value)]
            else:
                sentences = known.yes if value is True else known.no
            if not sentences:
                sentences = (
                    (f"{{He}} has {known.label}.",) if value is True else (f"{{He}} has no {known.label}.",)
                )
            fitting = [each for each in sentences if not (self.sex == "female" and "prostate" in each)]
            self.out.sentence(key, self._pronoun(self.rng.choice(fitting or list(sentences))))

    def _body(self) -> None:
        weight, height = self.given.get("weight"), self.given.get("height")
        if weight is None and height is None:
            return
        self.out.gap()
        pieces = {}
        if weight is not None:
            pieces["w"] = ("weight", weight.text)
        if height is not None:
            pieces["h"] = ("height", height.text)
        if self.terse:
            form = "Wt {w}, Ht {h}." if len(pieces) == 2 else "Wt {w}." if weight else "Ht {h}."
        elif len(pieces) == 2:
            form = self.rng.choice(
                (
                    "{He} weighs {w} and is {h} tall.",
                    "Weight {w}, height {h}.",
                    "{His} weight is {w} and {his} height is {h}.",
                )
            )
        else:
            form = "{He} weighs {w}." if weight else "{He} is {h} tall."
        self.out.fill(self._pronoun(form), pieces)

    def _vitals(self) -> None:
        keys = [k for k in self.given if fact(k).place == "vital" and fact(k).kind == "number"]
        self.rng.shuffle(keys)
        if not keys:
            return
        self.out.gap()
        lead = (
            "Obs: "
            if self.terse
            else self.rng.choice(("On examination: ", "Vital signs: ", "Observations: "))
        )
        self.out.add(lead)
        done: set[str] = set()
        first = True
        for key in keys:
            if key in done:
                continue
            if not first:
                self.out.add(", ")
            first = False
            pair = {"sbp": "dbp", "dbp": "sbp"}.get(key, "")
            if key in ("sbp", "dbp") and pair in self.given:
                done |= {key, pair}
                text = f"{self.given['sbp'].value}/{self.given['dbp'].value} mmHg"
                self.out.add("BP " if self.terse else "blood pressure ")
                self.out.spans["dbp"] = (len(self.out.text), len(self.out.text) + len(text))
                self.out.state("sbp", text)
                continue
            self._measure(key)
        self.out.add(".")

    def _measure(self, key: str) -> None:
        known, given = fact(key), self.given[key]
        name = known.short if known.short and (self.terse or len(known.label) > 18) else known.label
        self.out.add(f"{name} ")
        self.out.state(key, given.text.replace(" /", "/"))

    def _labs(self, places: tuple[str, ...], leads: Sequence[str], short: str) -> None:
        keys = [
            k for k in self.given if fact(k).place in places and fact(k).kind == "number" and not fact(k).yes
        ]
        self.rng.shuffle(keys)
        if not keys:
            return
        self.out.gap()
        self.out.add(f"{short}: " if self.terse else f"{self._pronoun(self.rng.choice(list(leads)))}: ")
        for index, key in enumerate(keys):
            if index:
                self.out.add(", ")
            self._measure(key)
        self.out.add(".")

    def _told(self) -> None:
        """Numbers and dates that have sentences of their own."""
        for key, given in self.given.items():
            known = fact(key)
            if known.kind in ("number", "date") and known.yes:
                self.out.gap()
                told = f"{_capital(known.short or known.label)} {{value}}."
                sentence = told if self.terse else self.rng.choice(known.yes)
                self.out.fill(self._pronoun(sentence), {"value": (key, given.text)})

    def _dates(self) -> None:
        for key in [k for k in self.given if fact(k).kind == "date" and not fact(k).yes]:
            self.out.gap()
            self.out.add(f"{_capital(fact(key).label)}: ")
            self.out.state(key, str(self.given[key].value))
            self.out.add(".")

    def _pronoun(self, text: str) -> str:
        words = (
            _PRONOUNS[self.sex]
            if self.knows_sex
            else {"He": "The patient", "he": "the patient", "his": "their", "him": "them", "His": "Their"}
        )
        return re.sub(r"\{(He|he|his|him|His)\}", lambda m: words[m[1]], text)


def _singular(unit: str) -> str:
    return unit.removesuffix("s")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
