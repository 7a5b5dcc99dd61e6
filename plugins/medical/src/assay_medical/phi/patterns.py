"""Identifiers that their form gives away: dates, ages, numbers, addresses, electronic addresses.

45 CFR 164.514(b)(2)(i) lists them, from (A) to (R). Each function gives ``(category, start, end)``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assay.evidence.english import common_words

Span = tuple[str, int, int]

# --- dates (C): all elements but the year ----------------------------------------------------------------------------

_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?|SEPT?(?:EMBER)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?)\.?"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:(?:19|20)\d\d|['’]\d\d)"
_M, _D = r"(?:0?[1-9]|1[0-2])", r"(?:0?[1-9]|[12]\d|3[01])"
_DATES = re.compile(
    rf"(?<![\w/.-])(?:{_M}([/.-]){_D}\1(?:(?:19|20)?\d\d)|{_D}([/.-]){_M}\2(?:(?:19|20)?\d\d)|(?:19|20)\d\d([/.-]){_M}\3{_D}(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?)(?![\w/]|[.-]\d)"
    rf"|(?<!\w){_MONTH} {_DAY}(?:,? (?:of )?{_YEAR}|,? {_YEAR})?(?![\w%]|/\d|\.\d| ?(?:mg|mcg|mL|units?|tablets?)\b)"
    rf"|(?<!\w){_DAY}(?: of)?[ -]{_MONTH}(?:[ ,-]+{_YEAR}|-\d\d)?(?!\w)"
    rf"|(?<!\w){_MONTH}(?:,? |-)(?:of )?{_YEAR}(?!\w)"
    rf"|(?<!\w){_DAY}-{_MONTH}-\d\d(?:\d\d)?(?!\w)"
)
_SHORT = re.compile(
    rf"(?i:\b(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day|on|since|from|until|till|through|thru|to|by|before|after|dated?|dob|d\.o\.b\.|admitted|discharged|seen|visit|due|lmp|edd|surgery|procedure|follow-?up|appointment|scheduled|ending|starting|started|begun|between|and|of|for)\b:?\s+(?:the )?)({_M}/{_D})(?![\w/%]|\.\d|-\d)(?!\s+(?i:strength|motor|power|murmur|systolic|diastolic|pulses?|muscle|reflex\w*|pain|in (?:the )?(?:upper|lower|right|left|both|all)|left|right|throughout|bilateral\w*|words|items|points|criteria|blood|cultures?|bottles?|positive|negative|of|on (?:the )?(?:pain|scale)))"
)
_BARE = re.compile(
    rf"(?<![\w/.-])(?:0[1-9]|1[0-2])/(?:0[1-9]|[12]\d|3[01])(?=\s|[,;.)]|\Z)(?!\.\d)|(?<![\w/.-]){_M}/{_D}(?=\s*(?:@|at)\s*\d(?!(?:\d| and \d+)? min))"
)
_MONTH_YEAR = re.compile(r"(?<![\w/.-])(?:0[1-9]|1[0-2])/(?:19|20)\d\d(?![\w/])")
_HOLIDAYS = re.compile(
    r"\b(?:Christmas(?: Eve| Day)?|New Year['’]s(?: Eve| Day)?|Thanksgiving(?: Day)?|Independence Day|Memorial Day|Labor Day|Halloween|Valentine['’]s Day|Veterans Day|(?:the )?(?:Fourth|4th) of July)\b(?:,? (?:19|20)\d\d)?"
)


def dates(text: str) -> Iterator[Span]:
    """Dates with a day or a month; a year alone may stay."""
    for match in _DATES.finditer(text):
        yield "date", *match.span()
    for match in _SHORT.finditer(text):
        yield "date", *match.span(1)
    for match in _BARE.finditer(text):
        if (
            match[0].startswith("0")
            or "@" in text[match.end() : match.end() + 4]
            or " at " in text[match.end() : match.end() + 4]
        ):
            yield "date", *match.span()
    for match in _MONTH_YEAR.finditer(text):
        yield "date", *match.span()
    for match in _HOLIDAYS.finditer(text):
        yield "date", *match.span()


# --- ages over 89 (C) ------------------------------------------------------------------------------------------------

_OLD = r"(?:9\d|1[01]\d|12[0-5])"
_OLD_WORD = r"(?:ninety(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|(?:one|a) hundred(?:[- ](?:and[- ])?\w+)?)"
_AGES = re.compile(
    rf"(?<![\d.,/])\b(?:({_OLD})[\s-]*(?:-|–)?\s*(?:years?[\s-]*olds?|yrs?[\s.-]*olds?|y[./]?o\b|y\.o\.|yo[MF]?\b|years? of age|y/o)|(?:aged?|age is|age of|turned|turning|age:)\s*:?\s*({_OLD})(?!\s*(?:%|mg|min|d\b|days|months|weeks|kg|/|\.\d))"
    rf"|({_OLD_WORD})[\s-]+years?[\s-]+old|({_OLD})(?:(?-i:[MF])\b|\s?(?:y|yr)\b(?=[\s,]*(?:male|female|man|woman|M|F)\b))|({_OLD})(?=(?:st|nd|rd|th) birthday)|\b(?:he|she|patient|pt|mother|father|grandmother|grandfather) (?:is|was) ({_OLD})(?=[,;]|\.(?!\d)|\s+and\b))",
    re.IGNORECASE,
)


def ages(text: str) -> Iterator[Span]:
    """Ages of 90 and more."""
    for match in _AGES.finditer(text):
        group = match.lastindex or 0
        yield "age", *match.span(group)


# --- electronic addresses (F, N, O), telephone and fax (D, E) --------------------------------------------------------

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![\w@])")
_URL = re.compile(
    r"\b(?:https?|ftp)://[^\s<>\"')\]]{1,400}|\bwww\.[^\s<>\"')\]]{2,300}|(?<![@\w.-])(?:[a-z0-9-]{2,63}\.){1,4}(?:com|org|net|edu|gov|io|info|biz|health|me)(?:/[^\s<>\"')\]]{0,300})?(?![\w@-])",
    re.IGNORECASE,
)
_IP = re.compile(
    r"(?<![\w.-])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w.]\w|\w)"
    r"|(?<![\w:])(?:[0-9a-fA-F]{1,4}:){3,7}(?::?[0-9a-fA-F]{1,4}){1,4}(?![\w:])|(?<![\w:])(?:[0-9a-fA-F]{1,4}:){1,6}:[0-9a-fA-F]{0,4}(?![\w:])"
)
_MAC = re.compile(r"(?<![\w:-])(?:[0-9A-Fa-f]{2}([:-]))(?:[0-9A-Fa-f]{2}\1){4}[0-9A-Fa-f]{2}(?![\w:-])")
_EXT = r"(?:\s?(?:x|ext\.?|extension)\s?\d{1,6})?"
_PHONE = re.compile(
    rf"(?<![\w.+-])(?:\+?0{{0,2}}1[-. ]?)?(?:\(\d{{3}}\)[-. ]?|\d{{3}}[-. ])\d{{3}}[-. ]\d{{4}}{_EXT}(?![\w-]|\.\d)"
    rf"|(?<![\w.+-])\(\d{{3}}\)\s?\d{{3}}[-. ]?\d{{4}}{_EXT}(?![\w-])"
    rf"|(?<![\w.+-])\+\d{{1,3}}(?:[-. ()]{{0,2}}\d){{7,13}}{_EXT}(?![\w-])"
    rf"|(?<![\w.+/-])[2-9]\d{{2}}[2-9]\d{{6}}{_EXT}(?![\w-]|\.\d)"
    rf"|(?<![\w.+-])(?:001-)\d{{3}}-\d{{3}}-\d{{4}}{_EXT}(?![\w-])"
)
_CALL = re.compile(
    rf"\b(?:phone|ph|tel(?:ephone)?|cell|mobile|home|work|contact(?:ed)?|call(?:ed|back)?|reach(?:ed|able)?|fax|f|pager|beeper|voicemail|text(?:ed)?|whatsapp|number)\b[^\d\n+(]{{0,30}}(\+?\d[\d ().-]{{5,16}}\d{_EXT})(?![\w%/]|\.\d)",
    re.IGNORECASE,
)
_DECIMAL = re.compile(r"(?<!\d\d)\d\.\d|\d\.\d{1,2}(?!\d)")
_FAX = re.compile(r"\b(?:fax(?:ed)?|facsimile)\b[^\d\n]{0,25}\Z", re.IGNORECASE)
_PAGER = re.compile(
    r"\b(?:pager|beeper|ext(?:ension)?\.?)\s*(?:#|no\.?|number)?\s*:?\s*(\d{3,6})\b", re.IGNORECASE
)
_NO_PHONE = re.compile(
    r"\b(?:NPI|NCT|ICD|CPT|DOI|PMID|ISBN|NDC|UDI|lot|ref(?:erence)?|LOINC|SNOMED|RxCUI|RXCUI)\b[^\d\n]{0,15}\Z",
    re.IGNORECASE,
)


def contacts(text: str) -> Iterator[Span]:
    """E-mail and web addresses, IP and hardware addresses, telephone and fax numbers."""
    for match in _EMAIL.finditer(text):
        yield "email", *match.span()
    for match in _URL.finditer(text):
        end = match.start() + len(match[0].rstrip(".,;:"))
        yield "url", match.start(), end
    for match in _MAC.finditer(text):
        yield "device", *match.span()
    for match in _IP.finditer(text):
        yield "ip", *match.span()
    for pattern in (_PHONE, _CALL, _PAGER):
        for match in pattern.finditer(text):
            start, end = match.span(match.lastindex or 0)
            digits = sum(c.isdigit() for c in text[start:end])
            if pattern is _CALL and (not 7 <= digits <= 21 or _DECIMAL.search(text, start, end)):
                continue
            before = text[max(0, start - 40) : start]
            if not _NO_PHONE.search(before):
                yield ("fax" if _FAX.search(before) else "phone"), start, end


# --- numbers with their label (G to M, P, R) -------------------------------------------------------------------------

_SEPARATOR = r"[\s\"'*_]{0,3}(?:(?:number|num|no\.?|nr\.?|#|id(?:entifier)?|code)[\s*_]{0,2}){0,2}(?:is|was|of|=|:|-|#|\()?[\s:#*_\"'(-]{0,4}"
_TOKEN = r"((?=[A-Z0-9/.-]{0,24}\d)[A-Z0-9](?:[A-Z0-9]|[-/.](?=[A-Z0-9])){2,31})(?![\w%])"


def _labelled(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z])(?:{words}){_SEPARATOR}{_TOKEN}", re.IGNORECASE)


_LABELS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ssn", _labelled(r"ssn|ss#|social security(?: number)?|soc\.? sec\.?(?: no\.?)?|social")),
    ("mrn", _labelled(r"mrn|m\.r\.n\.|mr\s?#|mr number|med(?:ical)?\.? rec(?:ord)?s?|chart|patient (?:id|identifier|number)|pt\.? (?:id|number|no)|hospital (?:id|number|no)|unit ?(?:number|no|#)|record (?:number|no|#|id)|empi|(?:encounter|visit|admission|csn|fin|har) (?:id|number|no\.?|#)|csn|nhs (?:number|no)|case (?:number|no\.?|#)|study id|subject id|participant id")),
    ("health_plan", _labelled(r"(?:health plan|insurance|member|subscriber|beneficiary|policy|group|medicare|medicaid|mbi|hicn|plan|payer|coverage)(?: (?:policy|member|id|card|beneficiary|group))?(?: (?:id|number|no\.?|#))|member id|policy|mbi|hicn|insurance")),
    ("account", _labelled(r"(?:account|acct|billing|invoice|claim|bank|iban|routing|credit card|card|statement|guarantor)\.?(?: (?:number|no\.?|#|id))?|iban")),
    ("licence", _labelled(r"(?:driver['’]?s?['’]? licen[cs]e|lic\b\.?|(?-i:DL) ?(?:number|no\.?|#|:)|licen[cs]e|certificate|passport|dea|permit|state id|national id|visa|green card|registration)(?: (?:number|no\.?|#|id))?")),
    ("vehicle", _labelled(r"vin|vehicle(?: identification)?(?: (?:number|no\.?|id))?|licen[cs]e plate|plate|tag|registration plate|car")),
    ("device", _labelled(r"serial|s/n|sn|device(?: (?:id|identifier|serial))?|implant(?: (?:id|serial))?|udi|pacemaker(?: serial| model)?|model/serial|imei|pump serial")),
    ("biometric", _labelled(r"(?:finger|palm|voice|retina(?:l)?|iris|face|facial|biometric)[ -]?(?:print|scan|id|template|recognition|hash|identifier)?s?")),
    ("other_id", _labelled(r"accession|specimen|order|requisition|prescription|rx|referral|authorization|prior auth|confirmation|tracking|reference (?:number|no\.?|#|id)|badge|employee|student|user(?:name)?|login|mychart|portal")),
)  # fmt: skip
_NEEDS_LABEL_WORD = frozenset(
    ("other_id", "account", "licence", "vehicle", "device", "health_plan", "ssn", "biometric")
)
_SSN = re.compile(r"(?<![\w-])(?!000|666|9\d\d)\d{3}[- ]\d{2}[- ]\d{4}(?![\w-])")
_SSN_LAST = re.compile(
    r"\b(?:last (?:four|4)(?: digits)?(?: of)?(?: (?:the|his|her|their))?(?: (?:ssn|social(?: security(?: number)?)?))?)\s*(?:is|are|:)?\s*(\d{4})\b",
    re.IGNORECASE,
)
_VIN = re.compile(r"(?<!\w)(?=[A-HJ-NPR-Z\d]*\d)(?=[A-HJ-NPR-Z\d]*[A-HJ-NPR-Z])[A-HJ-NPR-Z\d]{17}(?!\w)")
_PLATE = re.compile(
    r"\b(?:plates?|licen[cs]e plates?|tag)\b(?:\s*(?:number|no\.?|#))?\s*(?:is|was|:|#)?\s*((?=[A-Z0-9 -]*\d)[A-Z0-9]{1,4}[ -]?[A-Z0-9]{2,5})\b"
)
_MBI = re.compile(r"(?<![\w-])[1-9][A-Z][A-Z0-9]\d-?[A-Z][A-Z0-9]\d-?[A-Z]{2}\d{2}(?![\w-])")
_UDI = re.compile(r"\(01\)\d{14}(?:\(\d{2}\)[A-Za-z0-9-]{1,20})*")
_HANDLE = re.compile(r"(?<![\w.@/])@[A-Za-z_]\w{2,30}(?![\w@]|\.\w)")
_UUID = re.compile(r"(?<![\w-])[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![\w-])", re.IGNORECASE)
_CARD = re.compile(r"(?<![\w.-])(?:\d{4}[ -]){3}\d{4}(?![\w-])|(?<![\w.-])3[47]\d{2}[ -]\d{6}[ -]\d{5}(?!\w)")
_PHOTO = re.compile(
    r"(?<![\w/])[\w-]{1,80}\.(?:jpe?g|png|heic|tiff?|gif|bmp|dcm)\b|\b(?:full[- ]face|facial) (?:photo(?:graph)?s?|images?|pictures?)\b",
    re.IGNORECASE,
)
_NPI = re.compile(
    r"\b(?:NPI|NCT|ICD|CPT|HCPCS|DOI|PMID|ISBN|NDC|LOINC|SNOMED|RxCUI|lot)\b[\s#:.no]*\Z", re.IGNORECASE
)
_PLAIN_WORDS = re.compile(
    r"\d{1,3}(?:\.\d+)?|\d{1,2}/\d{1,2}|\d+(?:\.\d+)?[-/]\d+\.\d+|\d+\.\d+[-/]\d+(?:\.\d+)?|\d{1,3}-\d{1,3}|\d+(?:mg|mL|mcg|g|kg|cm|mm|h|hrs?|days?|x|th|st|nd|rd)|(?:19|20)\d\d",
    re.IGNORECASE,
)


def numbers(text: str) -> Iterator[Span]:
    """Numbers of records, plans, accounts, licences, vehicles, devices, biometric and other ones, mostly by their label."""
    for category, pattern in _LABELS:
        for match in pattern.finditer(text):
            start, end = match.span(1)
            token = text[start:end]
            if _PLAIN_WORDS.fullmatch(token) or sum(c.isdigit() for c in token) < 3 or len(token) < 4:
                continue
            if category in _NEEDS_LABEL_WORD and not _looks_made(token, text[match.start() : start]):
                continue
            if not _NPI.search(text[max(0, start - 20) : start]):
                yield category, start, end
    for match in _SSN.finditer(text):
        yield "ssn", *match.span()
    for match in _SSN_LAST.finditer(text):
        yield "ssn", *match.span(1)
    for category, pattern in (
        ("vehicle", _VIN),
        ("health_plan", _MBI),
        ("device", _UDI),
        ("other_id", _HANDLE),
        ("other_id", _UUID),
        ("account", _CARD),
        ("photo", _PHOTO),
    ):
        for match in pattern.finditer(text):
            yield category, *match.span()
    for match in _PLATE.finditer(text):
        yield "vehicle", *match.span(1)


def _looks_made(token: str, label: str) -> bool:
    """Whether a token after a word such as "order" or "card" is an identifier: the label says number, or it is one by its length."""
    said = re.search(
        r"#|\b(?:number|num|no|nr|id|identifier|ssn|vin|iban|mbi|hicn|udi|imei|s/n|sn|dea|serial|accession|passport|policy|plate|social security)\b|:|=",
        label,
        re.IGNORECASE,
    )
    return said is not None or sum(c.isdigit() for c in token) >= 6


# --- addresses (B) ---------------------------------------------------------------------------------------------------

_SUFFIX = (
    "Alley Aly Annex Arcade Avenue Ave Av Bayou Beach Bend Bluff Bluffs Bottom Boulevard Blvd Branch Bridge Brook Brooks Burg Burgs Bypass Camp Canyon Cape Causeway Center Centers"
    " Circle Cir Circles Cliff Cliffs Close Club Common Commons Corner Corners Course Court Ct Courts Cove Coves Creek Crescent Cres Crest Crossing Crossroad Crossroads Curve Dale Dam Divide"
    " Drive Dr Drives Estate Estates Expressway Expy Extension Extensions Fall Falls Ferry Field Fields Flat Flats Ford Fords Forest Forge Forges Fork Forks Fort Freeway Fwy Garden Gardens"
    " Gateway Glen Glens Green Greens Grove Groves Harbor Harbors Haven Heights Hts Highway Hwy Hill Hills Hollow Inlet Island Islands Isle Junction Junctions Key Keys Knoll Knolls Lake Lakes"
    " Land Landing Lane Ln Light Lights Loaf Lock Locks Lodge Loop Mall Manor Manors Meadow Meadows Mews Mill Mills Mission Motorway Mount Mountain Mountains Neck Orchard Oval Overpass Park"
    " Parks Parkway Pkwy Parkways Pass Passage Path Pike Pine Pines Place Pl Plain Plains Plaza Point Points Port Ports Prairie Radial Ramp Ranch Rapid Rapids Rest Ridge Ridges River Road Rd"
    " Roads Route Rte Row Rue Run Shoal Shoals Shore Shores Skyway Spring Springs Spur Spurs Square Sq Squares Station Stravenue Stream Street St Streets Summit Terrace Ter Throughway Trace"
    " Track Trafficway Trail Trl Trailer Tunnel Turnpike Tpke Underpass Union Unions Valley Valleys Via Viaduct View Views Village Villages Ville Vista Walk Walks Wall Way Ways Well Wells"
).split()
"""Street suffixes and their usual abbreviations: USPS Publication 28, appendix C1."""
STATES = (
    *"Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Georgia Hawaii Idaho Illinois Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi Missouri".split(),
    *"Montana Nebraska Nevada Ohio Oklahoma Oregon Pennsylvania Tennessee Texas Utah Vermont Virginia Washington Wisconsin Wyoming".split(),
    *"New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota".split("|"),
    *"Rhode Island|South Carolina|South Dakota|West Virginia|District of Columbia|Puerto Rico".split("|"),
)
_ABBREVIATIONS = "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR GU VI AS MP FM MH PW AA AE AP".split()
_STATE = f"(?:{'|'.join(sorted(STATES, key=len, reverse=True))}|{'|'.join(_ABBREVIATIONS)})"
_CAP = r"(?:(?:St|Mt|Ft)\.|[A-Z][A-Za-z'’-]{1,30})"
_SECONDARY = (
    r"(?:,?\s+(?:Apt|Apartment|Suite|Ste|Unit|Room|Rm|Floor|Fl|Bldg|Building|Lot|#)\.?\s?#?\s?[A-Z0-9-]{1,6})"
)
_CITY = rf"(?:{_CAP}(?: {_CAP}){{0,3}}),?\s+{_STATE}(?:,?\s+\d{{5}}(?:-\d{{4}})?)?(?!\w)"
_STREET = re.compile(
    rf"(?<![\w.])\d{{1,6}}[A-Z]?(?:-\d{{1,5}})?\s+(?:(?:N|S|E|W|NE|NW|SE|SW|North|South|East|West)\.?\s+)?(?:{_CAP}|\d{{1,3}}(?:st|nd|rd|th))(?:\s+{_CAP}){{0,3}}?\s+(?:{'|'.join(sorted(_SUFFIX, key=len, reverse=True))})\b\.?(?:\s+(?:N|S|E|W|NE|NW|SE|SW)\b)?{_SECONDARY}?(?:,?\s+{_CITY})?"
)
_BOX = re.compile(
    rf"(?i:\bP\.?\s?O\.?\s+Box\s+\d{{1,6}})(?:,?\s+{_CITY})?|\b(?:PSC|Unit|USNS|USS|USNV|USCGC)\s+[A-Z0-9][\w' -]{{0,30}}(?:,?\s+Box\s+\d{{1,5}})?,?\s+(?:APO|FPO|DPO)\s+A[AEP]\s+\d{{5}}"
)
_CITY_ZIP = re.compile(rf"(?<!\w){_CAP}(?: {_CAP}){{0,3}},?\s+{_STATE},?\s+\d{{5}}(?:-\d{{4}})?(?!\w)")
_LIVES = re.compile(
    rf"\b(?i:lives? in|living in|lived in|resid(?:es|ed|ing) in|resident of|born in|raised in|moved (?:here )?(?:from|to)|native of|hails from|(?:originally |is |was |comes? |came )from|home in|house in|apartment in|travel(?:led|ed|s)? (?:from|to)|relocat(?:ed|ing) (?:from|to)|returned (?:from|to)|drove from|flew (?:in )?from|address:?|city:|town:|county:|visiting|works in|farm (?:in|near|outside)|near|outside(?: of)?)\s+((?:{_CAP})(?:[ -]{_CAP}){{0,3}}(?:,\s*{_STATE}(?!\w))?(?:\s+\d{{5}})?)"
)
_SOMEWHERE = re.compile(
    rf"\b(?i:lives?|lived|living|resid(?:es|ed|ing)|works?|worked|drove|driven|brought|flown|moved|came|commutes?|travel(?:s|ed|led)|grew up|stays?|staying)\b[^.;:\n]{{0,100}}?\b(?:in|from|to|near)\s+((?:(?:North|South|East|West|New|Lake|Port|Fort|San|Santa|Los|Las|Saint|St\.|Mount|El|La) )?{_CAP}(?: {_CAP}){{0,2}}(?:,\s*{_STATE}(?!\w))?)"
)
_CITY_STATE = re.compile(rf"(?<!\w)({_CAP}(?: {_CAP}){{0,2}}), ({_STATE})(?![\w-])")
_COUNTY = re.compile(rf"(?<!\w){_CAP}(?: {_CAP})? (?:County|Parish|Township|Borough)\b")
_ZIP = re.compile(
    r"\b(?:zip(?:\s?code)?|postal code|postcode)\b\s*(?:is|:|#)?\s*(\d{5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d)\b",
    re.IGNORECASE,
)
COUNTRIES = frozenset(
    (
        *"Afghanistan Argentina Australia Austria Bangladesh Belgium Brazil Burma Cambodia Canada Chile China Colombia Cuba Denmark Ecuador Egypt Ethiopia Finland France Germany Ghana Greece Guatemala Haiti Honduras India Indonesia Iran Iraq Ireland Israel Italy Jamaica Japan Jordan Kenya Korea Laos Lebanon Malaysia Mexico Morocco Myanmar Nepal".split(),
        *"Netherlands Nicaragua Nigeria Norway Pakistan Panama Peru Philippines Poland Portugal Romania Russia Somalia Spain Sudan Sweden Switzerland Syria Taiwan Tanzania Thailand Turkey Uganda Ukraine Venezuela Vietnam Yemen Zambia Zimbabwe Africa America Asia Europe Scotland Wales England".split(),
        *"United States|United Kingdom|South Africa|South Korea|New Zealand|El Salvador|Costa Rica|Saudi Arabia|Sri Lanka|Dominican Republic".split(
            "|"
        ),
    )
)
_TOWARDS = ("North", "South", "East", "West", "New", "Lake", "Port", "Mount")
_OTHER_MEANING = (
    "MD",
    "DO",
    "PA",
    "MS",
    "OR",
    "IN",
    "ME",
    "AS",
    "PW",
    "CA",
    "MA",
    "CO",
    "ID",
    "AA",
    "DE",
    "FL",
    "PR",
)
_MOSTLY_STATES = ("CA", "MA", "CO", "FL", "DE")
_NO_PLACE = frozenset(
    "The A An He She His Her They Their Patient Mr Mrs Ms Dr Home Hospital Emergency Room ED ER ICU OR PACU Floor Ward Clinic Surgery Room Baseline Today Yesterday Medicine Radiology Cardiology Neurology Oncology Rehab SNF Hospice Nursing School Work Left Right Upper Lower Normal No Not And Or If In On At To Of For With Without All Any Both Date Time"
    " Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December".split()
)


def addresses(text: str) -> Iterator[Span]:
    """Streets, boxes, cities with their state or ZIP code, places where somebody lives; a state alone may stay."""
    for pattern in (_STREET, _BOX, _CITY_ZIP, _COUNTY):
        for match in pattern.finditer(text):
            yield "address", match.start(), match.start() + len(match[0].rstrip("."))
    for match in _LIVES.finditer(text):
        if _place(match[1]):
            yield "address", match.start(1), match.start(1) + len(match[1].rstrip("."))
    for match in _SOMEWHERE.finditer(text):
        first = match[1].split(" ")[0].rstrip(".")
        if _place(match[1]) and (first.lower() not in common_words() or first in _TOWARDS):
            yield "address", match.start(1), match.start(1) + len(match[1].rstrip("."))
    for match in _CITY_STATE.finditer(text):
        city, state = match[1], match[2]
        sure = state not in _OTHER_MEANING or (len(city) > 4 and state in _MOSTLY_STATES)
        if sure and _place(city):
            yield "address", *match.span()
    for match in _ZIP.finditer(text):
        yield "address", *match.span(1)


def _place(text: str) -> bool:
    """Whether capitalized words are a place smaller than a state: no state or country, no institution, no abbreviation."""
    words = [each.rstrip(".,") for each in text.split()]
    return not (
        words[0] in _NO_PLACE
        or text.strip(" ,.") in COUNTRIES
        or _state_only(text)
        or re.search(
            r"\b(?:Hospital|Clinic|Cent(?:er|re)|University|Medical|Department|Unit|Inc|Ltd|Corporation|Association)\b",
            text,
        )
        or (len(words[0]) > 1 and words[0].isupper())
    )


def _state_only(text: str) -> bool:
    return re.fullmatch(rf"{_STATE}", text.strip(" ,.")) is not None
