"""medical.phi on synthetic notes: recall by category, and false alarms on text without identifiers; presidio beside it.

    python benchmarks/medical_phi.py                      # both sets of templates
    python benchmarks/medical_phi.py --presidio           # and presidio's pattern recognizers (needs presidio-analyzer)
    python benchmarks/medical_phi.py --templates FILE     # templates in the form of presidio-research: {{name}}, {{date}} …

Notes are templates of ours, filled by Faker (``en_US``, seeded). ``SEEN`` was there while the rules were written; ``HELD_OUT`` was written
afterwards and its misses were not mended one by one. An identifier counts as found if all its letters and digits lie in spans that
were found, whatever their category. ``CLEAN`` holds no identifier: each span found there is a false alarm.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable

from faker import Faker

from assay_medical.phi import find

Span = tuple[str, int, int]

SEEN = (
    "Patient: {{name}}\nMRN: {{mrn}}\nDOB: {{date}}\n\n{{age}}-year-old with chest pain since {{date_short}}. Lives at {{address}}. Phone {{phone}}.",
    "Mr. {{last}} was admitted on {{date}} and discharged on {{date}}. Dr. {{name}} will follow up. Call {{phone}} with questions.",
    "{{first}} denies fever. {{first}}'s daughter, {{name}}, can be reached at {{phone}} or {{email}}.",
    "NAME: {{LAST}}, {{FIRST}}   SSN: {{ssn}}   ACCT #: {{account}}\nINSURANCE ID: {{plan}}\nSeen {{date}}.",
    "{{name}} is a {{old_age}}-year-old woman from {{city_state}} who fell on {{date}}.",
    "Dear Dr. {{last}}, thank you for referring {{name}} (DOB {{date}}). He was seen on {{date}}. Sincerely, {{name}}, MD",
    "Implanted pacemaker, serial number {{device}}, on {{date}}. Driver's license {{licence}}. Vehicle VIN {{vin}}.",
    "Portal login from {{ip}}; see {{url}}. Fax records to {{phone}}.",
    "Emergency contact: {{name}} (wife), {{phone}}.\nAddress: {{address}}",
    "Spoke with {{first}} {{last}} on {{date}} about the biopsy. Accession number {{accession}}.",
)
HELD_OUT = (
    "CC: SOB x2d\nHPI: {{name}} is a pleasant {{age}} y/o retired teacher last seen here {{date}}. She reports worsening dyspnea. Her son {{first}} drove her in from {{city}}.",
    "Telephone encounter {{date}}: pt's husband {{name}} called from {{phone}} asking for a refill. Verified DOB {{date}} and last four of SSN {{last4}}.",
    "{{LAST}},{{FIRST}}  |  Med Rec No {{mrn}}  |  Visit {{date}}  |  Attending {{name}}, M.D.",
    "Op note. Surgeon: {{name}}. Assistant: {{name}}. Patient {{name}}, {{age}}M. Procedure date: {{date}}.",
    "Discharge instructions for {{name}}: follow up with Dr. {{last}} on {{date_long}} at 9:30. If worse call ({{phone}}).",
    "Social: {{first}} lives with her sister {{first}} at {{street}} in {{city}}. Works at the post office. Email {{email}}.",
    "This {{old_age}} year old gentleman, {{name}}, was brought by ambulance from {{address}}.",
    "Medicaid ID {{plan}}. Policy holder {{name}}. Billing account {{account}}. Mail statements to {{address}}.",
    "Consult requested by {{name}} NP. Mrs. {{last}} has been anxious since her mother, {{name}}, died on {{date}}.",
    "Device check {{date}}: ICD generator S/N {{device}}, leads intact. Remote monitor IP {{ip}}.",
    "I met with {{name}} and his parents, {{first}} and {{first}} {{last}}, in clinic on {{date}}.",
    "{{first}} {{last}} ({{mrn}}) missed her appointment of {{date}}; letter sent to {{address}}.",
    "ED triage {{date}} 14:05. {{name}}, unaccompanied. License plate {{plate}} noted by security. Next of kin: {{name}} tel. {{phone}}.",
    "Pathology: specimen {{accession}}, received {{date}}, from {{name}}, reported by {{name}}, MD.",
    "Signed electronically by {{name}}, RN on {{date}} at 07:42. cc: {{name}}, DO; fax {{phone}}.",
    "Hx from pt's neighbor {{name}}. Pt was found down on {{date_short}}; last normal {{date_long}}.",
    "Ms. {{last}}'s photo {{photo}} and her blog {{url}} are not to be shared.",
    "{{name}} turned {{old_age}} in {{month_year}} and still lives alone in {{city_state}}.",
    "Insurance: {{plan}} (member ID). Passport {{licence}}. Prescription number {{accession}}.",
    "Follow-up letter. RE: {{name}}, date of birth {{date}}. Dear {{first}}, your results of {{date_long}} were normal. Warm regards, {{name}}",
)
CLEAN = (
    "Parkinson's disease with Lewy bodies, Hoehn and Yahr stage 3. Foley catheter in place. Murphy sign negative, McBurney point tender, Rovsing negative.",
    "I48.0, E11.9 and N18.32 on the problem list. HbA1c 7.8 %, creatinine 1.12 mg/dL, eGFR 71. Na 138, K 4.2, Cl 101.",
    "Metformin 1000 mg twice a day, Lisinopril 20 mg, Lantus 22 units at night. Allergic to Bactrim (rash).",
    "Strength 5/5 in the upper limbs, 4/5 in the left leg. 2/6 systolic murmur. BP 142/88, HR 76, RR 16, SpO2 97 % on room air.",
    "Chief Complaint: Abdominal Pain. History of Present Illness: 54-year-old man with two days of right lower quadrant pain, worse on coughing.",
    "Crohn disease of the ileum, Graves' disease, Hashimoto thyroiditis. Barrett's esophagus on biopsy. Gleason score 3+4=7.",
    "NPI 1881234567. CPT 99213. NDC 00093-7214-01. Guideline from 2019; trial NCT01234567.",
    "Ringer's lactate 500 mL bolus, then 125 mL/h. Swan-Ganz catheter removed. Glasgow Coma Scale 15. Wells score 4.5, CURB-65 2, CHA2DS2-VASc 3.",
    "A 72-year-old woman with Type 2 Diabetes Mellitus and Chronic Kidney Disease presents with Acute Heart Failure.",
    "Vitamin B12 212 pg/mL, TSH 3.2 mIU/L, PSA 1.4 ng/mL, INR 2.4, aPTT 34 s, D-dimer 0.4. ABO group A, Rh positive.",
    "T4-T6 vertebral fractures; L4/5 disc herniation. EF 55-60 %. CT of Chest, Abdomen and Pelvis without contrast: no acute findings.",
    "Started in 2018, stopped in 2021. Smoked 20 pack-years. Drinks 1-2 beers on weekends. Mother had breast cancer at 61.",
    "Bell's palsy, House-Brackmann grade III. Weber lateralizes to the left, Rinne positive. Romberg negative. Babinski downgoing.",
    "Review of Systems: Denies fever, chills. Cardiovascular: Regular rate. Respiratory: Clear. Neuro: Alert and oriented x3.",
    "Will May need a repeat scope? May take ibuprofen 400 mg. Grace period for enrolment. Mark the site before surgery. Hope to wean oxygen.",
    "Trendelenburg position. Penrose drain. Hartmann procedure planned. Whipple in 2016. Billroth II anatomy. Roux-en-Y bypass.",
    "Troponin 0.04, 0.12, 0.31 ng/mL at 0, 3 and 6 h. Ratio 1:1.5. Ca 8.9, Mg 1.9, Phos 3.4. WBC 11.2 x10^9/L.",
    "Staph aureus bacteremia, Klebsiella in urine >100,000 CFU/mL, Candida glabrata. Vancomycin trough 15.4 mcg/mL.",
    "Apgar 8 and 9 at 1 and 5 minutes. Birth weight 3,245 g. Ballard 38 weeks. Coombs negative. Hepatitis B vaccine given.",
    "The nurse will call. The patient lives alone and walks with a cane. Her daughter helps. Discharged home in stable condition on day 4.",
    "Dose 0.1 mL of 1:1000. Rate 83 mL/h for 12 h; total 1,000 mL. 90 mg of enoxaparin. Age-adjusted cutoff 720.",
    "Marfan syndrome, Ehlers-Danlos type III. Turner syndrome 45,X. Down syndrome. Fragile X negative. Addison disease, Cushing syndrome.",
    "Assessment and Plan: 1. Sepsis, source unclear. 2. Acute Kidney Injury, likely prerenal. Continue Zosyn. Hold Lasix. Repeat Lactate at 18:00.",
    "Epley manoeuvre done for BPPV after Dix-Hallpike. Schirmer 4 mm. Snellen 20/40 right, 20/25 left. Amsler normal.",
)


def _filler(rng: random.Random, fake: Faker) -> dict[str, Callable[[], str]]:
    def date() -> str:
        day = fake.date_between("-20y", "-1d")
        return rng.choice(
            (
                f"{day:%m/%d/%Y}",
                f"{day:%Y-%m-%d}",
                f"{day:%B} {day.day}, {day.year}",
                f"{day.month}/{day.day}/{day:%y}",
                f"{day.day} {day:%b} {day.year}",
                f"{day:%m-%d-%Y}",
            )
        )

    def date_long() -> str:
        day = fake.date_between("-20y", "-1d")
        return rng.choice(
            (
                f"{day:%B} {day.day}",
                f"{day:%b} {day.day}, {day.year}",
                f"{day.day} {day:%B} {day.year}",
                f"{day:%B} {day.day}, {day.year}",
            )
        )

    def short() -> str:
        day = fake.date_between("-20y", "-1d")
        return f"{day.month}/{day.day}"

    def name() -> str:
        return rng.choice(
            (
                f"{fake.first_name()} {fake.last_name()}",
                f"{fake.first_name()} {rng.choice('ABCDEFGHJKLMRST')}. {fake.last_name()}",
                f"{fake.first_name()} {fake.last_name()}-{fake.last_name()}",
                f"{fake.first_name()} {fake.last_name()}",
            )
        )

    return {
        "name": name, "first": fake.first_name, "last": fake.last_name, "FIRST": lambda: fake.first_name().upper(), "LAST": lambda: fake.last_name().upper(),
        "date": date, "date_long": date_long, "date_short": short, "month_year": lambda: f"{fake.month_name()} {rng.randint(2005, 2024)}",
        "old_age": lambda: str(rng.randint(90, 104)), "phone": fake.phone_number, "email": fake.email, "ssn": fake.ssn, "last4": lambda: f"{rng.randint(1000, 9999)}",
        "mrn": lambda: rng.choice((f"{rng.randint(10**6, 10**8)}", f"{rng.choice('ABM')}{rng.randint(10**6, 10**7)}", f"{rng.randint(10, 99)}-{rng.randint(10, 99)}-{rng.randint(10, 99)}")),
        "account": lambda: f"{rng.randint(10**7, 10**10)}", "plan": lambda: f"{rng.choice('WXYZ')}{rng.choice('ABC')}{rng.randint(10**7, 10**9)}",
        "licence": lambda: f"{rng.choice('ABCDS')}{rng.randint(10**6, 10**8)}", "vin": lambda: "".join(rng.choice("ABCDEFGHJKLMNPRSTUVWXYZ0123456789") for _ in range(16)) + "7",
        "plate": lambda: f"{''.join(rng.choice('ABCDEFGHJKLMNPRST') for _ in range(3))}-{rng.randint(1000, 9999)}", "device": lambda: f"{rng.choice(('SN', 'PM', 'CRT'))}{rng.randint(10**5, 10**7)}",
        "ip": lambda: rng.choice((fake.ipv4(), fake.ipv4(), fake.ipv6())), "url": lambda: rng.choice((fake.url(), f"www.{fake.domain_name()}/{fake.user_name()}")),
        "address": lambda: fake.address().replace("\n", rng.choice(("\n", ", "))), "street": fake.street_address, "city": fake.city, "city_state": lambda: f"{fake.city()}, {fake.state()}",
        "accession": lambda: f"{rng.choice('SCB')}{rng.randint(15, 25)}-{rng.randint(1000, 99999)}", "photo": lambda: f"IMG_{rng.randint(1000, 9999)}.jpg",
    }  # fmt: skip


_SLOT = re.compile(r"\{\{\s*(\w+)\s*\}\}")
FOREIGN = {
    "name": "name", "person": "name", "full_name": "name", "name_female": "name", "name_male": "name", "name_non_binary": "name", "first_name": "first", "last_name": "last", "first_name_male": "first",
    "first_name_female": "first", "last_name_male": "last", "last_name_female": "last", "date_time": "date", "date": "date", "date_of_birth": "date", "phone_number": "phone", "phone": "phone",
    "email": "email", "ssn": "ssn", "us_ssn": "ssn", "address": "address", "street_address": "street", "url": "url", "ip_address": "ip", "ipv4": "ip", "us_driver_license": "licence", "license_plate": "plate",
}  # fmt: skip
"""Slots of other templates that are identifiers of Safe Harbor; texts with other slots are left out."""


def filled(templates: Iterable[str], count: int, seed: int) -> Iterable[tuple[str, list[Span]]]:
    """Notes with their identifiers; ages below 90 are none."""
    rng, fake = random.Random(seed), Faker("en_US")
    fake.seed_instance(seed)
    fillers = _filler(rng, fake)
    fillers["age"] = lambda: str(rng.randint(19, 89))
    templates = tuple(templates)
    for n in range(count):
        template = templates[n % len(templates)]
        text, spans, at = "", [], 0
        for slot in _SLOT.finditer(template):
            text += template[at : slot.start()]
            value = fillers[slot[1]]()
            if slot[1] != "age":
                spans.append((slot[1], len(text), len(text) + len(value)))
            text, at = text + value, slot.end()
        yield text + template[at:], spans


def covered(text: str, span: Span, found: Iterable[tuple[int, int]]) -> bool:
    """Whether all letters and digits of a span lie in what was found."""
    hidden = bytearray(len(text))
    for start, end in found:
        hidden[start:end] = b"\x01" * (end - start)
    return all(hidden[at] for at in range(span[1], span[2]) if text[at].isalnum())


def measure(
    name: str, finder: Callable[[str], list[tuple[int, int]]], rows: list[tuple[str, list[Span]]], show: int
) -> None:
    """Prints recall, by slot, and what was missed."""
    total, hit, missed = Counter[str](), Counter[str](), []
    begun = time.perf_counter()
    for text, spans in rows:
        found = finder(text)
        for span in spans:
            total[span[0]] += 1
            if covered(text, span, found):
                hit[span[0]] += 1
            else:
                missed.append((span[0], text[max(0, span[1] - 30) : span[2] + 20].replace("\n", " ")))
    seconds = time.perf_counter() - begun
    print(
        f"{name}: recall {100 * hit.total() / total.total():.1f} % of {total.total()} identifiers, {len(rows) / seconds:.0f} notes/s"
    )
    print("   " + ", ".join(f"{kind} {100 * hit[kind] / total[kind]:.0f}" for kind in sorted(total)))
    for kind, context in missed[:show]:
        print(f"   missed {kind}: {context!r}")


def alarms(name: str, finder: Callable[[str], list[tuple[int, int]]], show: int) -> None:
    """Prints how often a finder raises an alarm on text without identifiers."""
    found = [(text, span) for text in CLEAN for span in finder(text)]
    words = sum(len(text.split()) for text in CLEAN)
    print(f"{name}: {len(found)} false alarms in {words} words without identifiers")
    for text, (start, end) in found[:show]:
        print(f"   {text[start:end]!r} in {text[max(0, start - 20) : end + 20]!r}")


def ours(text: str) -> list[tuple[int, int]]:
    """Our spans."""
    return [(each.start, each.end) for each in find(text)]


def presidio() -> Callable[[str], list[tuple[int, int]]]:
    """The spans of presidio's pattern recognizers, without a model for names: scores of 0.3 and more."""
    from presidio_analyzer import RecognizerRegistry
    from presidio_analyzer.predefined_recognizers import SpacyRecognizer

    registry = RecognizerRegistry()
    registry.load_predefined_recognizers()
    recognizers = [each for each in registry.recognizers if not isinstance(each, SpacyRecognizer)]

    def spans(text: str) -> list[tuple[int, int]]:
        found = []
        for each in recognizers:
            found += [
                (r.start, r.end) for r in each.analyze(text, each.supported_entities, None) if r.score >= 0.3
            ]
        return found

    return spans


def main() -> None:
    """Measures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--presidio", action="store_true")
    parser.add_argument("--templates", default="")
    parser.add_argument("--count", type=int, default=600)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--show", type=int, default=10)
    parser.add_argument("--show-held-out", type=int, default=0)
    options = parser.parse_args()
    finders: dict[str, Callable[[str], list[tuple[int, int]]]] = {"ours": ours}
    if options.presidio:
        finders["presidio"] = presidio()
    sets = [("seen", SEEN, options.show), ("held out", HELD_OUT, options.show_held_out)]
    if options.templates:
        with open(options.templates, encoding="utf-8") as file:
            lines = [line.strip().replace("\\n", "\n") for line in file if line.strip()]
        usable = [
            line
            for line in lines
            if (slots := _SLOT.findall(line)) and all(each in FOREIGN for each in slots)
        ]
        foreign = [_SLOT.sub(lambda m: "{{" + FOREIGN[m[1]] + "}}", line) for line in usable]
        print(f"{len(foreign)} of {len(lines)} templates of {options.templates} are used")
        sets.append(("other templates", tuple(foreign), options.show_held_out))
    for label, finder in finders.items():
        for title, templates, show in sets:
            measure(f"{label}, {title}", finder, list(filled(templates, options.count, options.seed)), show)
        alarms(label, finder, options.show)


if __name__ == "__main__":
    main()
