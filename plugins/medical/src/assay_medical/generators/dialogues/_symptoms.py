"""How doctors ask for findings, and how patients have them or do not."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Symptom:
    """A finding in talk: ``noun`` goes into a question, ``has`` and ``lacks`` are what a patient says."""

    noun: str
    has: tuple[str, ...]
    lacks: tuple[str, ...]


SYMPTOMS: dict[str, Symptom] = {
    "fever": Symptom("fever", ("I've been feverish", "I've had a temperature", "I've had a fever"), ("no fever", "I haven't had a temperature", "no temperature")),
    "chills": Symptom("shivering", ("I've been shivery", "I've had the shivers"), ("no shivering", "I haven't been shivery")),
    "cough": Symptom("cough", ("I've got a cough as well", "I've been coughing"), ("no cough", "I haven't been coughing")),
    "phlegm": Symptom("phlegm", ("I'm bringing up some phlegm", "there's a bit of phlegm"), ("no phlegm", "I'm not bringing up any phlegm")),
    "coughing_blood": Symptom("blood when you cough", ("I've coughed up blood",), ("I haven't coughed up any blood", "no blood in my phlegm")),
    "wheeze": Symptom("wheezing", ("I've been a bit wheezy", "I've been wheezing"), ("no wheezing", "I'm not wheezy")),
    "breathlessness": Symptom("shortness of breath", ("I've been short of breath", "I get out of breath"), ("no shortness of breath", "I'm not breathless", "I haven't been short of breath")),
    "chest_pain": Symptom("chest pain", ("I've had some chest pain",), ("no chest pain", "I haven't had any chest pain")),
    "sweating": Symptom("sweating", ("I've been sweating", "I came over all sweaty", "I went all clammy"), ("no sweating", "I haven't been sweating")),
    "nausea": Symptom("nausea", ("I feel sick", "I've been feeling sick"), ("I don't feel sick", "no nausea")),
    "vomiting": Symptom("vomiting", ("I've been sick", "I've vomited"), ("I haven't been sick", "no vomiting", "I haven't thrown up")),
    "palpitations": Symptom("palpitations", ("I've had palpitations", "I've noticed my heart racing"), ("no palpitations",)),
    "dizziness": Symptom("dizziness", ("I've felt dizzy", "I've been a bit light-headed"), ("I haven't been dizzy", "no dizziness")),
    "headache": Symptom("headache", ("I've had a headache", "I've got a headache too"), ("no headache", "I haven't had a headache")),
    "neck_stiffness": Symptom("neck stiffness", ("my neck is stiff", "I've got a stiff neck"), ("my neck isn't stiff", "no stiff neck")),
    "photophobia": Symptom("trouble with bright lights", ("bright lights hurt my eyes", "bright lights bother me"), ("light doesn't bother me", "bright lights don't bother me")),
    "rash": Symptom("rash", ("I've got a rash", "I've noticed a rash"), ("no rash", "I haven't got a rash")),
    "runny_nose": Symptom("runny nose", ("my nose is running", "I've got a runny nose"), ("no runny nose", "my nose isn't running")),
    "sore_throat": Symptom("sore throat", ("I've had a sore throat", "my throat is sore"), ("no sore throat", "my throat isn't sore")),
    "earache": Symptom("earache", ("I've had earache",), ("no earache", "I haven't had earache")),
    "swallowing_trouble": Symptom("trouble swallowing", ("it's hard to swallow", "I've got trouble swallowing"), ("no trouble swallowing", "I've not had trouble swallowing")),
    "abdominal_pain": Symptom("tummy pain", ("I've had some tummy pain", "I've had stomach pain"), ("no tummy pain", "I haven't had any stomach pain")),
    "heartburn": Symptom("heartburn", ("I get heartburn", "I've had heartburn"), ("no heartburn", "I don't get heartburn")),
    "bloating": Symptom("bloating", ("I feel bloated", "I've been bloated"), ("no bloating", "I'm not bloated")),
    "diarrhoea": Symptom("diarrhoea", ("I've had diarrhoea", "I've had loose stools"), ("no diarrhoea", "I haven't had diarrhoea")),
    "constipation": Symptom("constipation", ("I've been constipated",), ("I'm not constipated", "no constipation")),
    "rectal_bleeding": Symptom("bleeding from the back passage", ("I've had some bleeding from the back passage",), ("no bleeding from the back passage", "I haven't seen any blood in my poo")),
    "vomiting_blood": Symptom("blood in the vomit", ("I've vomited blood",), ("I haven't vomited any blood", "no blood in the vomit")),
    "black_stool": Symptom("black stools", ("my stools have been black", "I've had black, tarry stools"), ("no black stools", "I haven't had black stools")),
    "weight_loss": Symptom("weight loss", ("I've lost weight", "I've been losing weight"), ("no weight loss", "I haven't lost any weight")),
    "appetite_loss": Symptom("loss of appetite", ("I've been off my food", "I've lost my appetite"), ("I haven't lost my appetite", "no loss of appetite")),
    "night_sweats": Symptom("night sweats", ("I get night sweats", "I've had night sweats"), ("no night sweats", "I don't get night sweats")),
    "tiredness": Symptom("tiredness", ("I've been tired", "I've been exhausted"), ("I'm not tired", "no tiredness")),
    "burning_urine": Symptom("burning when passing urine", ("it burns when I pee", "it stings when I pee"), ("it doesn't burn when I pee", "no burning when I pee")),
    "urinary_frequency": Symptom("passing urine more often", ("I'm peeing a lot", "I've been peeing more often"), ("I'm not peeing more often",)),
    "blood_in_urine": Symptom("blood in your urine", ("I've seen blood in my urine", "I've had blood in my pee"), ("no blood in my urine", "I haven't seen any blood in my pee")),
    "loin_pain": Symptom("pain in your side", ("I've had pain in my side",), ("no pain in my side", "I haven't had any pain in my side")),
    "bladder_trouble": Symptom("trouble passing urine", ("I've had trouble passing urine", "I've been leaking urine"), ("no trouble passing urine", "I've had no trouble passing urine")),
    "saddle_numbness": Symptom("numbness around your back passage", ("I'm numb between my legs", "I've gone numb around my back passage"), ("no numbness around my back passage", "I'm not numb between my legs")),
    "leg_weakness": Symptom("weakness in your legs", ("my legs feel weak", "I've got weakness in my legs"), ("my legs don't feel weak", "no weakness in my legs")),
    "leg_pain": Symptom("pain down your leg", ("I get pain down my leg",), ("no pain down my leg", "I haven't got any pain down my leg")),
    "numbness": Symptom("numbness or tingling", ("I've got some tingling", "I get pins and needles"), ("no numbness", "no pins and needles")),
    "blurred_vision": Symptom("blurred vision", ("my vision has been blurry", "I've had blurred vision"), ("no blurred vision", "my vision isn't blurred")),
    "jaw_claudication": Symptom("jaw pain when chewing", ("my jaw aches when I chew", "I get jaw pain when chewing"), ("no jaw pain when chewing", "my jaw doesn't ache when I chew")),
    "scalp_tenderness": Symptom("scalp tenderness", ("my scalp is sore", "my scalp is tender"), ("my scalp isn't sore", "my scalp isn't tender")),
    "arm_weakness": Symptom("weakness in your arm", ("my arm feels weak", "my arm has gone weak"), ("my arm isn't weak", "no weakness in my arm")),
    "slurred_speech": Symptom("slurred speech", ("my speech is slurred", "I've been slurring my words"), ("my speech isn't slurred", "no slurred speech")),
    "arm_pain": Symptom("pain in your arm", ("I've got pain in my arm", "my arm aches"), ("no pain in my arm", "no arm pain")),
    "jaw_pain": Symptom("pain in your jaw", ("I've got pain in my jaw", "my jaw aches"), ("no jaw pain", "no pain in my jaw")),
    "calf_pain": Symptom("calf pain", ("my calf is sore", "I've got calf pain"), ("my calf isn't sore", "no calf pain")),
    "ankle_swelling": Symptom("ankle swelling", ("my ankles are swollen",), ("my ankles aren't swollen", "no ankle swelling")),
    "hives": Symptom("hives", ("I've come out in hives", "I've got an itchy rash"), ("no hives", "I haven't got any hives")),
    "vaginal_bleeding": Symptom("vaginal bleeding", ("I've had some spotting", "I've had a bit of vaginal bleeding"), ("no vaginal bleeding", "I haven't had any spotting")),
    "low_mood": Symptom("low mood", ("I've been feeling low", "my mood has been low"), ("I haven't been feeling low", "my mood isn't low")),
    "sleep_trouble": Symptom("trouble sleeping", ("I've had trouble sleeping", "I'm not sleeping well"), ("no trouble sleeping",)),
    "cold_intolerance": Symptom("feeling cold all the time", ("I feel cold all the time", "I'm always cold"), ("I don't feel cold all the time",)),
    "hearing_loss": Symptom("hearing loss", ("I've noticed some hearing loss",), ("no hearing loss",)),
    "itching": Symptom("itching", ("I've been itchy",), ("no itching", "I haven't been itchy")),
    "injury": Symptom("injury", ("I had a fall",), ("no injury", "I haven't injured it")),
    "fainting": Symptom("fainting", ("I fainted", "I passed out"), ("I haven't fainted", "I haven't passed out")),
    "thirst": Symptom("thirst", ("I've been thirsty", "I'm thirsty all the time"), ("I'm not thirsty", "no thirst")),
    "palps": Symptom("palpitations", ("I've had palpitations",), ("no palpitations",)),
}  # fmt: skip
SYMPTOMS["sleep_trouble"] = Symptom(
    "trouble sleeping",
    ("I've had trouble sleeping", "I'm sleeping badly"),
    ("no trouble sleeping", "I've had no trouble sleeping"),
)
SYMPTOMS.pop("palps")

CONDITIONS: dict[str, tuple[str, ...]] = {
    "hypertension": ("high blood pressure",),
    "diabetes": ("type 2 diabetes",),
    "asthma": ("asthma",),
    "high_cholesterol": ("high cholesterol",),
    "hypothyroidism": ("an underactive thyroid",),
    "migraine": ("migraines",),
    "gout": ("gout",),
    "eczema": ("eczema",),
    "hay_fever": ("hay fever",),
    "arthritis": ("arthritis",),
    "depression": ("depression",),
    "copd": ("COPD",),
    "atrial_fibrillation": ("atrial fibrillation",),
}

DRUGS: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    # drug: what for, doses, how often (ordinary adult doses of the British National Formulary)
    "amlodipine": (("hypertension",), ("5 mg", "10 mg"), ("once a day", "in the morning")),
    "ramipril": (("hypertension",), ("2.5 mg", "5 mg", "10 mg"), ("once a day", "in the morning")),
    "losartan": (("hypertension",), ("50 mg", "100 mg"), ("once a day",)),
    "indapamide": (("hypertension",), ("2.5 mg",), ("in the morning",)),
    "metformin": (("diabetes",), ("500 mg", "1 g"), ("twice a day",)),
    "gliclazide": (("diabetes",), ("40 mg", "80 mg"), ("in the morning", "twice a day")),
    "atorvastatin": (("high_cholesterol",), ("20 mg", "40 mg", "80 mg"), ("at night", "once a day")),
    "simvastatin": (("high_cholesterol",), ("20 mg", "40 mg"), ("at night",)),
    "levothyroxine": (
        ("hypothyroidism",),
        ("50 micrograms", "75 micrograms", "100 micrograms"),
        ("in the morning",),
    ),
    "allopurinol": (("gout",), ("100 mg", "300 mg"), ("once a day",)),
    "sertraline": (("depression",), ("50 mg", "100 mg"), ("once a day", "in the morning")),
    "citalopram": (("depression",), ("20 mg",), ("once a day",)),
    "apixaban": (("atrial_fibrillation",), ("5 mg",), ("twice a day",)),
    "bisoprolol": (
        ("atrial_fibrillation", "hypertension"),
        ("2.5 mg", "5 mg"),
        ("once a day", "in the morning"),
    ),
}

ALLERGENS = ("penicillin", "trimethoprim", "codeine", "ibuprofen", "doxycycline")
