"""Names of persons in running text: by the words around them, and by the lists of the US census.

A name is found behind a title or a label ("Mrs.", "Patient:", "her husband"), before a word of what persons do ("Maria reports"), or
as a first name of the list with a capitalized word behind it. What is called after a person is none: "Foley catheter",
"Parkinson's disease", "Glasgow Coma Scale".
"""

from __future__ import annotations

import lzma
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from assay.evidence.english import common_words
from assay_medical.phi.patterns import COUNTRIES

Span = tuple[str, int, int]

_PARTICLE = r"(?:de la|de los|de las|del|de|da|dos|di|du|van der|van den|van de|van|von|el|al|bin|ibn|la|le|St\.|ter|ten)"
_PART = r"(?:(?:O|D|L|Mc|Mac|Fitz)['’]?)?[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]{1,24}(?:[A-Z][a-z]{1,20})?(?:[-'’](?!s\b)[A-ZÀ-ÖØ-Þ]?[a-zß-öø-ÿ]{1,24})?"
_CAPS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’-]{1,24}"
_INITIAL = r"[A-Z]\.?"
_SUFFIX = r"(?:,? (?:Jr|Sr|II|III|IV)\b\.?)"
_WORD = rf"(?:{_PART}|{_CAPS})"
_FULL = rf"{_WORD}(?:(?: {_INITIAL}(?=\s))?(?: {_PARTICLE})? {_WORD}){{0,3}}{_SUFFIX}?"
_LAST_FIRST = rf"{_WORD}(?:[ -]{_WORD})?, {_WORD}(?: {_INITIAL}(?![\w]))?"

_TITLE = re.compile(
    rf"(?<![\w-])((?:Mr|Mrs|Ms|Miss|Mx|Master|Sir|Madam|Drs?|Prof|Rev|Father|Sister|Fr|Sgt|Capt|MR|MRS|MS|DR|RN|NP|PA-C|(?i:doctor|professor|reverend|officer|judge|nurse|attending|chaplain))\b\.?)\s+((?:{_INITIAL}\s+){{0,2}}{_FULL})"
)
_CLINICIANS = frozenset("dr drs doctor prof professor nurse rn np pa-c attending".split())
_CREDENTIAL = re.compile(
    rf"(?<![\w-])((?:{_INITIAL}\s+)?{_FULL}),?\s+(?:M\.?D\.?|D\.?O\.?|R\.?N\.?|N\.?P\.?|P\.?A\.?(?:-C)?|Ph\.?D\.?|MBBS|DPM|DDS|DMD|LCSW|PharmD|CRNA|FACP|FACC|FACS|APRN|LPN|BSN|MSN|DPT|OTR|PT|MSW)(?![\w-])"
)
_LABEL = re.compile(
    r"(?<![\w-])(?i:(?:patient|pt|client|subject|resident)(?:['’]s)?(?: (?:full |legal |preferred )?name)?|(?:full |legal |preferred |maiden |first |last |given |family |middle )?name(?: of (?:patient|the patient|next of kin|guardian))?|surname|next of kin|nok|emergency contact|contact(?: person)?|guardian|(?:legal )?representative|health care proxy|hcp|poa|power of attorney|guarantor|subscriber|policy ?holder|insured|employer|(?:spouse|husband|wife|partner|mother|father|mom|dad|parents?|son|daughter|brother|sister|sibling)(?:-in-law)?|aunt|uncle|cousin|grandmother|grandfather|grandson|granddaughter|niece|nephew|caregiver|caretaker|roommate|neighbou?r|friend|fianc[eé]e?|girlfriend|boyfriend|informant|historian|witness(?:ed by)?|interpreter|attending(?: physician)?|referring(?: physician| provider)?|provider|physician|surgeon|resident physician|pcp|primary care(?: physician| provider)?|consultant|cardiologist|oncologist|therapist|anesthesiologist|dictated by|transcribed by|electronically signed(?: by)?|e-?signed(?: by)?|signed(?: by)?|reviewed by|authored by|author|reported by|performed by|ordered by|seen by|referred by|cc|to|from|re|attn|dear|regards|sincerely|copy to|accompanied by|brought in by|lives with|named|called)"
    rf"(?:[\"'*_]{{0,3}}\s*[:=#-]+\s*[\"'*_]{{0,3}}|\s*\n\s*|,\s*|\s+)(?:(?:is|was|are|of)\s+)?((?:{_LAST_FIRST}|{_FULL}))"
)
_HOUSE = re.compile(
    rf"(?<![\w'’-])({_PART}) family\b|\b(?i:bed|room|bay|cubicle) (?:[Nn]o\.? ?)?\d{{1,3}}[A-Za-z]?: ({_PART})(?![\w-])"
)
"""The patient's family, and who lies in a bed."""
_STRONG_LABEL = re.compile(r"[:=]\s*[\"'*_]{0,3}\Z")
_FIRST_LAST = re.compile(
    rf"(?<![\w'’-])((?:{_WORD}))((?: {_INITIAL}(?= )| {_WORD})?)((?: {_PARTICLE})?) ({_WORD})({_SUFFIX}?)(?![\w])"
)
_INITIAL_LAST = re.compile(rf"(?<![\w.-])((?:[A-Z]\. ?){{1,3}})({_PART})(?![\w-])")
_COMMA = re.compile(rf"(?<![\w,'’-])({_WORD}(?:[ -]{_WORD})?), ?({_WORD})(?: {_INITIAL}(?!\w))?(?![\w-])")
_CAPS_LAST_FIRST = re.compile(r"(?<![\w,'’-])([A-Z]{3,20}) ([A-Z]{3,20})(?: [A-Z]\.?)?(?![\w-])")
_VERBS = (
    r"(?:reports?|reported|denies|denied|states?|stated|says|said|endorses|endorsed|complains|complained|presents?|presented|describes|described|tolerated|tolerates|returns?|returned|comes|came|notes|noted"
    r"|arrived|underwent|remains|remained|appears|appeared|lives|works|worked|smokes|smoked|drinks|drank|takes|took|has been|has had|has a|has no|has not|has|had|was (?:seen|admitted|discharged|transferred|diagnosed|born|brought|started|found|referred|last|able|given|told|advised|accompanied|evaluated|treated|counseled|instructed|in)"
    r"|will (?:return|follow|continue|need|be|call|see)|is (?:a|an|the|doing|currently|here|now|able|well|alert|feeling|scheduled|seen|being|my|our|living|married|widowed|divorced|retired|allergic)|called|calls|agreed|agrees|understands|understood|wants|wanted|wishes|requested|requests|asked|asks|feels|felt|continues|continued|needs|needed|recalls|mentioned|lost|fell|developed|experienced|missed|weighs|followed|attended|consented|refused|declined|did|does|can|cannot|could|would|should|may be reached|and (?:his|her|their) (?:wife|husband|mother|father|daughter|son|partner|family|parents))"
)
_SUBJECT = re.compile(
    rf"(?<![\w'’-])({_WORD}(?:(?: {_INITIAL}(?= ))? {_WORD}){{0,2}})(?:['’]s\s+(?:mother|father|wife|husband|daughter|son|sister|brother|family|symptoms|pain|labs|medications|blood|condition|chart|history|parents|partner|appointment|case|insurance|room)|,? (?:a|an|who is|age|aged) (?:\w+ )?\d{{1,3}}|,? (?:\d{{1,3}})(?=[- ](?:year|yo|y/o)|,? ?[MF]\b)|,? {_VERBS})\b"
)
_PERSONAL = re.compile(
    r"(?:['’]s\s+(?:mother|father|wife|husband|daughter|son|sister|brother|family|parents|partner|appointment|chart|room)|\s+(?:reports?|reported|denies|denied|states|stated|says|said|endorses|endorsed|complains|complained|understands|understood|agrees|agreed|called|lives|smokes|smoked|asked))\b"
)
"""What only persons do or have, so that a name may be a word as well (``Crystal's daughter``, ``Autumn denies``)."""
_ALONE = re.compile(rf"(?<![\w'’./-])({_PART})(?:['’]s)?(?![\w-]|['’]\w)")
_BEHIND = re.compile(rf" (?:{_INITIAL} )?({_WORD})(?![\w])")
_OBJECT = re.compile(
    rf"\b(?:with|told|saw|met|call(?:ed)?|reviewed with|discussed with|spoke (?:to|with)|explained to|reassured|examined|evaluated|advised|counseled|thank you for (?:referring|seeing)|pleasure of seeing|care of|seen|for|to|by|and|asked|notified|contacted|informed|wife,?|husband,?|daughter,?|son,?|mother,?|father,?|sister,?|brother,?|hello|hi|dear|thanks,?) ({_PART})(?: ({_PART}))?(?![\w-])"
)
_THINGS = re.compile(
    r"(?:['’]s?)?[ -](?:and [A-Z]\w+ )?(?:disease|syndrome|sign|signs|test|tests|score|scores|scale|criteria|criterion|index|catheter|palsy|cyst|fracture|procedure|maneuver|manoeuvre|operation|tube|drain|line|forceps|lymphoma|sarcoma|tumou?r|node|nodes|body|bodies|cell|cells|hernia|thyroiditis"
    r"|stain|staining|method|classification|stage|staging|grade|grading|equation|formula|law|rule|rules|reflex|phenomenon|esophagus|oesophagus|chorea|dementia|dystrophy|disorder|nephropathy|arthropathy|contracture|deformity|duct|gland|tendon|canal|ligament|lesion|spots?|lines|nodules?|ring|rash|fever|virus|vaccine|anemia|patch|mask|bag|wave|waves|sound"
    r"|murmur|pulse|triad|tetrad|position|incision|approach|repair|flap|graft|shunt|valve|stent|clip|coil|filter|pump|scope|retractor|needle|point|angle|space|fossa|fascia|plexus|ganglion|nucleus|area|aphasia|encephalopathy|neuropathy|ataxia|epilepsy|seizures?|breathing|respirations?|acidosis|diet|protocol|solution|lactate|bandage|cast|splint|brace|collar"
    r"|protein|factor|agar|medium|plot|analysis|curve|coefficient|trial|study|catheterization|monitor|inventory|questionnaire|depression|anxiety|coma|exam|examination|compression|hospital|clinic|center|centre|university|laborator(?:y|ies)|health|medical|pharmacy|institute|foundation|school|street|avenue|road|county|pathology|imaging|red|blue|jelly|swab|pad|warmer|hugger|dressing|mesh|technique|anastomosis|pouch|gastrectomy|hepatectomy|phlebitis|gangrene|vasculitis|granulomatosis|purpura|angina|effect|fibers?|corpuscles?|glands|crisis|ulcers?|pain|facies|sclerosis|thrombosis|infarct|aneurysm|macroglobulinemia|lupus|keratosis|nevus|melanoma|carcinoma|esophagitis|colitis|ileitis|gout)\b",
    re.IGNORECASE,
)
"""What is called after a person."""
_EPONYMS = frozenset(
    "Foley Parkinson Alzheimer Crohn Graves Hashimoto Hodgkin Kaposi Raynaud Barrett Gleason Glasgow Wells Ranson Apgar Epworth Braden Kernig Brudzinski Babinski Murphy Homans Phalen Tinel Romberg Weber Rinne Allen Lachman McMurray Trendelenburg Bell Baker Down Turner Marfan Wilson"
    " Addison Cushing Bouchard Heberden Virchow Hickman Swan Ganz Kocher Hartmann Whipple Roux Nissen Charcot Marie Tooth Guillain Barre Barré Lou Gehrig Huntington Tourette Asperger Korsakoff Wernicke Ewing Wilms Burkitt Paget Bowen Sjogren Sjögren Behcet Behçet Kawasaki Takayasu Goodpasture Fanconi Gilbert"
    " Meniere Ménière Dupuytren Peyronie Colles Smith Pott Salter Harris Jones Bennett Monteggia Galeazzi Lisfranc Jefferson Hill Sachs Bankart Schatzki Zenker Meckel Hirschsprung Mallory Weiss Budd Chiari Kaplan Meier Bence Ringer Gram Coombs Papanicolaou Pap Doppler Holter Bruce Valsalva Heimlich Seldinger Kirschner Steinmann Jackson Pratt Penrose Blake Kelly Kimmelstiel Wolff White Brugada Romano Ward"
    " Starling Frank Cheyne Stokes Biot Kussmaul Osler Janeway Roth Koplik Forchheimer Brushfield Bitot Lhermitte Uhthoff Argyll Robertson Marcus Gunn Horner Adie Todd Jacksonian Lennox Gastaut West Dravet Rett Hunter Hurler Gaucher Fabry Pompe Niemann Pick Tay Lesch Nyhan Lynch Gardner Peutz Jeghers Cowden Li Fraumeni Noonan Klinefelter Edwards Patau Ehlers Danlos Osgood Schlatter Legg Calve Perthes Scheuermann Sever Morton Hallpike Dix Epley Barany Semont"
    " Bishop Leopold Braxton Hicks Naegele Duchenne Becker Erb Klumpke Sprengel Arnold Dandy Walker Sturge Hippel Lindau Recklinghausen Rathke Sheehan Conn Nelson Chvostek Trousseau Cullen Grey McBurney Rovsing Carnett Courvoisier Boas Kehr Beck Ewart Corrigan Duroziez Quincke Musset Muller Traube Kerley Westermark Hampton Fleischner Child Pugh Maddrey Lille Rockall Blatchford Forrest Bosniak Fuhrman Breslow Clark Ann Arbor Rai Binet Durie Salmon Karnofsky Katz Lawton Beers Norton Morse Waterlow Hamilton Beck Zung Young Mini Montreal Boston Rancho Ashworth Fugl Meyer Berg Tinetti Romberg Denver Bayley Tanner Dubowitz Ballard Silverman Downes Broselow Parkland Lund Browder Wallace Cockcroft Gault Schwartz Friedewald Bazett Fridericia Framingham Reynolds Duke Rotterdam Light Winter Haldane Fick Mosteller Harris Benedict Mifflin Kt Lugol Betadine Burow Dakin Hartmanns Dextrose Bair Ambu Yankauer Salem Sump Dobhoff Malecot Tenckhoff Quinton Shiley Bovie Kelman Goldmann Snellen Ishihara Amsler Schirmer Tzanck Wood Wright Giemsa Ziehl Neelsen Grocott Masson Congo Prussian Sudan Oil Nissl Golgi Lewy Howell Jolly Heinz Auer Dohle Döhle Russell Mott Gottron Nikolsky Auspitz Koebner Darier Wickham Bowel Mayo Johns Hopkins Stevens Johnson Rocky Stanford Albright Graham Douglas Kellgren Maddox Richter Galante Lyme Epstein Barr Coxsackie Kirsten Humphrey Alexa Clustal Watson Watts Steven Norwalk Hanta Marburg Lassa Zika Ebola".split()
)
"""Names after which things are called; alone, or before a small word, they are no patients."""
_NEVER = frozenset(
    "The A An And Or Of In On At To For With By From As If Is Was Are Were He She They It We You I His Her Their Our My Your This That These Those There Here No Not None Yes Denies Reports States Patient Pt Pts Mr Mrs Ms Dr Miss Sir Madam Chief Complaint History Present Illness Past Medical Surgical Family Social Review Systems Physical Exam Assessment Plan Allergies Medications Vitals Vital Signs Labs Imaging Impression Findings"
    " Discharge Admission Diagnosis Hospital Course Follow Up Date Time Name Age Sex Gender Male Female Address Phone Fax Email Insurance Emergency Contact Provider Physician Attending Resident Nurse Consult Note Progress Report Summary Record Number Left Right Upper Lower Bilateral Anterior Posterior Medial Lateral Proximal Distal Acute Chronic Mild Moderate Severe Normal Abnormal Negative Positive Stable Improved"
    " Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December Spring Summer Fall Winter Christmas Easter Thanksgiving"
    " English Spanish Chinese Vietnamese Korean Russian Arabic French German Italian Portuguese Hindi American African Asian Hispanic Latino Caucasian White Black Native Indian Mexican Catholic Christian Jewish Muslim Hindu Buddhist"
    " Medicare Medicaid Aetna Cigna Blue Cross Shield Kaiser Humana United States Veterans Army Navy Marine Emergency Department Intensive Care Unit Operating Room Internal Medicine Cardiology Neurology Oncology Radiology Surgery Pediatrics Psychiatry Orthopedics Urology Nephrology Pulmonary Gastroenterology Endocrinology Hematology Rheumatology Dermatology Ophthalmology"
    " Blood Pressure Heart Rate Respiratory Temperature Oxygen Saturation Weight Height Body Mass Index Pain Glucose Sodium Potassium Creatinine Hemoglobin Platelets Troponin Lactate Tylenol Aspirin Advil Motrin Lasix Coumadin Plavix Lipitor Zocor Norvasc Zoloft Prozac Xanax Ativan Valium Keflex Augmentin Zithromax Cipro Levaquin Bactrim Lantus Humalog Novolog Metformin Lisinopril Amlodipine Metoprolol Atorvastatin Gabapentin Prednisone Omeprazole Levothyroxine Warfarin Heparin Insulin Albuterol Vancomycin Ceftriaxone Morphine Fentanyl Dilaudid Percocet Vicodin Norco Narcan Zofran Reglan Protonix Pepcid Benadryl Allegra Claritin Zyrtec Singulair Flonase Advair Spiriva Symbicort Eliquis Xarelto Pradaxa Entresto Farxiga Jardiance Ozempic Trulicity Januvia Synthroid Viagra Cialis Botox Humira Enbrel Remicade Keytruda Opdivo Herceptin Rituxan Avastin Taxol Gleevec"
    " Staph Strep Candida Clostridium Klebsiella Pseudomonas Proteus Serratia Salmonella Shigella Vitamin Iron Zinc Calcium Magnesium ER ED ICU OR IV PO IM MRI CT EKG ECG CBC BMP CMP Google Internet Uber Facebook Zoom MyChart Wi-Fi COVID COVID-19 Covid Walmart Walgreens CVS Rite Costco Regular Sincerely Regards Thank Thanks Dear Hello Hi Best Please Will Can Should May Might Must Also Then Now Today Yesterday Tomorrow Since After Before During When While Because However Therefore Once Although Continue Start Stop Hold Give Take Check Repeat Recommend Consider Discussed Reviewed Advised".split()
)
_PLACES = COUNTRIES | frozenset(
    "Virginia Georgia Carolina Dakota Montana Florida Washington London Paris Chad".split()
)
_OF_CHARTS = frozenset(
    "alba alexia aura blanche carina concha del dimple ethyl frank gene iris kala marine numbers ora ty van vena vera von walker zona german na noma le mac an see so".split()
)
"""First names of the list that are words of charts; found from the terms of ICD-10-CM."""
_WEAK_LABELS = frozenset(
    "to from re cc patient pt client resident subject contact name provider physician surgeon consultant author parents parent attending".split()
)
_INSTITUTION = re.compile(
    r"\s+(?:Hospital|Medical|Clinic|Health|Healthcare|Center|Centre|University|Pharmacy|Laborator|Street|St\b|Ave|Road|School|Church|Memorial|General|Regional|Institute|Foundation|Insurance|Inc|LLC|Corporation|County)"
)


@cache
def _lists() -> tuple[frozenset[str], dict[str, int]]:
    """First names, and surnames with their rank, of the US census of 1990."""
    data = (files("assay_medical") / "data" / "us_names_1990.txt.xz").read_bytes()
    first, last = lzma.decompress(data).decode().split("\n\n")
    return frozenset(first.split()), {name: rank for rank, name in enumerate(last.split())}


def _plain(word: str) -> str:
    folded = unicodedata.normalize("NFD", word.casefold())
    return "".join(c for c in folded if c.isalpha())


def _is_first(word: str) -> bool:
    names = _lists()[0]
    parts = [part for part in re.split(r"[-'’]", word) if len(part) > 2]
    return (
        _plain(word) in names
        or _plain(word.split("-")[0]) in names
        or (bool(parts) and all(_plain(part) in names for part in parts))
    )


def _is_last(word: str, rank: int = 30_000) -> bool:
    names = _lists()[1]
    return names.get(_plain(word), rank) < rank or any(
        names.get(_plain(part), rank) < rank for part in re.split(r"[-'’]", word) if len(part) > 2
    )


@cache
def _common() -> frozenset[str]:
    return frozenset(common_words())


def _is_word(word: str) -> bool:
    """Whether a word is one of the language, or of charts, and no name by itself."""
    return (
        word in _NEVER
        or word.capitalize() in _NEVER
        or _plain(word) in _common()
        or word.lower() in _common()
    )


def names(text: str) -> Iterator[Span]:
    """Names of persons; those of clinicians, behind "Dr." or before "MD", have the category ``clinician``."""
    for match in _TITLE.finditer(text):
        title = match[1].lower().rstrip(".")
        start, end = _trimmed(text, *match.span(2))
        word = text[start:end].split(" ")[0].rstrip(".")
        if (
            end > start
            and (word not in _NEVER or _is_last(word, 3000))
            and not _thing(text, end)
            and not (
                title
                in (
                    "pa-c",
                    "rn",
                    "np",
                    "fr",
                    "father",
                    "sister",
                    "officer",
                    "judge",
                    "attending",
                    "nurse",
                    "master",
                    "doctor",
                )
                and not (_is_first(word) or _is_last(word))
            )
        ):
            yield ("clinician" if title in _CLINICIANS else "name"), start, end
    for match in _CREDENTIAL.finditer(text):
        start, end = _trimmed(text, *match.span(1))
        if end > start and not _is_word(text[start:end].split(" ")[-1]):
            yield "clinician", start, end
    yield from _labelled(text)
    yield from _listed(text)
    yield from _acting(text)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without words at its end that are no part of a name (``Mr. Brown Denies``)."""
    words = list(re.finditer(r"[^\s,]+", text[start:end]))
    keep = len(words)
    while keep > 1 and (
        words[keep - 1][0].rstrip(".") in _NEVER
        or (_is_word(words[keep - 1][0]) and not _is_last(words[keep - 1][0], 6000))
    ):
        keep -= 1
    if keep == 1 and words and "\n" in text[start : start + words[0].end()]:
        return start, start
    return (start, start + words[keep - 1].end()) if words else (start, start)


def _thing(text: str, end: int) -> bool:
    return _THINGS.match(text, end) is not None or _INSTITUTION.match(text, end) is not None


def _labelled(text: str) -> Iterator[Span]:
    for match in _HOUSE.finditer(text):
        word = match[1] or match[2]
        if word not in _NEVER and _is_last(word, 5_000):
            yield "name", *match.span(1 if match[1] else 2)
    for match in _LABEL.finditer(text):
        start, end = _trimmed(text, *match.span(1))
        label = text[match.start() : match.start(1)]
        whole = match[1].split(" ")
        if (
            _STRONG_LABEL.search(label)
            and len(whole) > 1
            and "," not in match[1]
            and _is_first(whole[0])
            and not any(each in _NEVER for each in whole)
        ):
            yield _kind(label), *match.span(1)
            continue
        last, comma, first = match[1].partition(", ")
        if comma and _STRONG_LABEL.search(label) and _is_last(last) and _is_first(first.split(" ")[0]):
            yield _kind(label), *match.span(1)
            continue
        words = re.findall(r"[^\s,]+", text[start:end])
        if not words or words[0].rstrip(".") in _NEVER or _thing(text, end):
            continue
        strong = bool(_STRONG_LABEL.search(label))
        known = [_is_first(each) or _is_last(each) for each in words]
        key = re.sub(r"[^a-z ]", "", label.lower()).strip()
        if key in _WEAK_LABELS or not strong:
            # a colon proves less behind "To", and nothing at all stands behind "the patient"
            fits = (
                (len(words) > 1 and not any(map(_is_word, words)) and _KIN.search(label) is not None)
                or (len(words) > 1 and any(known) and not _is_word(words[0]))
                or (strong and key not in ("to", "from", "re", "cc") and not _is_word(words[0]))
            )
            fits = fits or (not _is_word(words[0]) and _is_first(words[0]) and words[0] not in _EPONYMS)
            # "her daughter Mark states": behind a relative a first name is one, whatever else it may be
            fits = fits or (_KIN.search(label) is not None and _plain(words[0]) in _lists()[0])
        else:
            fits = not all(_is_word(each) for each in words) or (
                any(_is_first(each) for each in words) and len(words) > 1
            )
            if len(words) > 1 and _is_first(words[0]) and _is_last(words[-1]):
                yield _kind(label), start, end
                continue
            fits = fits and (len(words) > 1 or known[0] or words[0][1:].islower())
        if fits:
            yield _kind(label), start, end


_KIN = re.compile(
    r"\b(?:spouse|husband|wife|partner|mother|father|mom|dad|parents?|son|daughter|brother|sister|aunt|uncle|cousin|grand\w+|niece|nephew|neighbou?r|friend|roommate|caregiver|named)\b",
    re.IGNORECASE,
)
_OF_CLINICIANS = re.compile(
    r"attending|referring|provider|physician|surgeon|pcp|primary|consultant|ologist|therapist|dictated|transcribed|signed|reviewed|author|performed|ordered|seen by|referred by",
    re.IGNORECASE,
)


def _kind(label: str) -> str:
    return "clinician" if _OF_CLINICIANS.search(label) else "name"


def _listed(text: str) -> Iterator[Span]:
    """A first name of the list and a capitalized word behind it; ``J. Smith``; ``Smith, John``."""
    at = 0
    while match := _FIRST_LAST.search(text, at):
        at = match.end(1) + 1
        first, last = match[1], match[4]
        caps = first.isupper() and len(first) > 2
        if not _is_first(first) or first.isupper() != last.isupper() or (first in _NEVER and last in _NEVER):
            continue
        if first in _NEVER and (not _is_last(last, 5000) or _is_word(last)):
            continue  # "April Ruiz", but not "May Return"
        if last in _NEVER and (
            not _is_last(last, 3000) or _is_word(first) or re.match(r"\s*\d", text[match.end() :])
        ):
            continue  # "James White", "Jack May"
        if _thing(text, match.end()) or (
            first in _EPONYMS and (last in _EPONYMS or last.capitalize() in _EPONYMS) and not _is_first(last)
        ):
            continue
        odd_first, odd_last = _is_word(first) and first not in _NEVER, _is_word(last) and last not in _NEVER
        if odd_last and not _is_last(last, 4000):
            continue
        running = re.search(r"[a-z,] \Z", text[max(0, match.start() - 2) : match.start()]) is not None
        if (odd_first and (not _is_last(last) or (odd_last and not (running and _is_last(last, 1500))))) or (
            caps and (odd_last or not _is_last(last))
        ):
            continue
        if (
            not _is_last(last)
            and (not _is_first(last))
            and last[1:]
            .lower()
            .endswith(
                (
                    "tion",
                    "itis",
                    "osis",
                    "emia",
                    "uria",
                    "pathy",
                    "ectomy",
                    "oma",
                    "ology",
                    "graphy",
                    "scopy",
                    "mycin",
                    "cillin",
                    "olol",
                    "pril",
                    "statin",
                    "azole",
                    "sartan",
                )
            )
        ):
            continue
        start, end = match.start(), match.end()
        yield "name", start, end
        at = match.end()
    for match in _INITIAL_LAST.finditer(text):
        if (
            _is_last(match[2], 20_000)
            and not _is_word(match[2])
            and not _thing(text, match.end())
            and not re.search(
                r"\b(?:vitamin|type|grade|hepatitis|group|factor|St)\s+\Z",
                text[max(0, match.start() - 12) : match.start()],
                re.IGNORECASE,
            )
            and (match[2] not in _EPONYMS or len(match[1]) > 3 or True)
        ):
            yield "name", match.start(), match.end()
    for match in _CAPS_LAST_FIRST.finditer(text):
        if (
            _is_last(match[1], 10_000)
            and _is_first(match[2])
            and not _is_word(match[1])
            and not _is_word(match[2])
        ):
            yield "name", *match.span()
    for match in _COMMA.finditer(text):
        last, first = match[1], match[2]
        both_caps = first.isupper() and last.isupper() and len(first) > 2
        plain = not _is_word(last) and (last not in _EPONYMS or both_caps)
        if (
            _is_first(first)
            and not _is_word(first)
            and _is_last(last)
            and (plain or both_caps)
            and first.isupper() == last.isupper()
        ):
            yield "name", match.start(), match.end()


def _acting(text: str) -> Iterator[Span]:
    """Names before what persons do or are, and behind what is done to persons."""
    for match in _SUBJECT.finditer(text):
        start, end = match.span(1)
        words = [each for each in re.findall(r"[^\s]+", text[start:end]) if len(each.rstrip(".")) > 1]
        begun = next((n for n, each in enumerate(words) if each not in _NEVER), len(words))
        start += sum(len(each) + 1 for each in words[:begun])
        words = words[begun:]
        if not words or start >= end or any(each.rstrip(".") in _NEVER for each in words):
            continue
        if (
            len(words) == 1
            and words[0] not in _NEVER
            and _plain(words[0]) in _lists()[0]
            and _PERSONAL.match(text, end)
        ):
            fits = not words[0].isupper()
        elif len(words) == 1:
            fits = (
                _is_first(words[0])
                and not _is_word(words[0])
                and words[0] not in _EPONYMS
                and not words[0].isupper()
            )
        else:
            known = any(_is_first(each) or _is_last(each) for each in words)
            aged = re.match(r",? (?:(?:a|an|age|aged|who is) (?:\w+ )?)?\d", text[end:]) is not None
            fits = (
                not any(_is_word(each) for each in words)
                and (known or aged)
                and not any(each in _EPONYMS and not _is_first(each) for each in words)
            )
        if fits:
            yield "name", start, end
    for match in _ALONE.finditer(text):
        word = match[1]
        if len(word) < 3 or word in _NEVER or word in _PLACES or _is_word(word):
            continue
        if any(part in _EPONYMS for part in (word, *re.split("[-–]", word))):
            continue
        if _thing(text, match.end()) or (word == "York" and text[: match.start()].endswith("New ")):
            continue
        if _plain(word) in _lists()[0] and _plain(word) not in _OF_CHARTS:
            behind = _BEHIND.match(text, match.end(1))
            more = behind is not None and _is_last(behind[1], 4000) and not _thing(text, behind.end())
            yield "name", match.start(1), behind.end() if behind is not None and more else match.end(1)
        elif _is_last(word, 1500) and re.search(
            r"[a-z,] \Z", text[max(0, match.start() - 2) : match.start()]
        ):
            yield "name", *match.span(1)
    for match in _OBJECT.finditer(text):
        first, last = match[1], match[2]
        if (
            first in _NEVER
            or first in _PLACES
            or _is_word(first)
            or not _is_first(first)
            or first in _EPONYMS
        ):
            continue
        end = match.end(2) if last and not _is_word(last) and not _thing(text, match.end(2)) else match.end(1)
        if not _thing(text, end):
            yield "name", match.start(1), end
