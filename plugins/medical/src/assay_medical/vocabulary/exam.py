"""What is found at the bedside."""

from __future__ import annotations

from assay_medical.vocabulary import Fact


def _flag(
    key: str,
    label: str,
    yes: tuple[str, ...],
    no: tuple[str, ...],
    names: tuple[str, ...] = (),
    entities: tuple[str, ...] = (),
) -> Fact:
    return Fact(key, label, "exam", "flag", names=names, entities=entities, yes=yes, no=no)


def _says(
    key: str, label: str, says: dict[str, str | tuple[str, ...]], entities: tuple[str, ...] = ()
) -> Fact:
    return Fact(
        key,
        label,
        "exam",
        "choice",
        entities=entities,
        says={k: (v,) if isinstance(v, str) else v for k, v in says.items()},
    )


FACTS = (
    _flag("leg_tenderness", "localized tenderness along the deep venous system", ("There is tenderness along the deep veins of the calf.",),
          ("There is no tenderness along the deep veins.",), (), ("Localized tenderness along the deep venous system",)),
    _flag("leg_swollen", "swelling of the entire leg", ("The entire leg is swollen.",), ("The leg as a whole is not swollen.",), (), ("Entire Leg Swollen",)),
    _flag("calf_swelling", "calf swelling of more than 3 cm", ("The calf measures 4 cm more than the other one.", "The calf measures 5 cm more than the other one."),
          ("The calf measures 1 cm more than the other one.", "The calves measure the same."), (), ("Calf swelling >3 centimeters compared to the other leg",)),
    _flag("pitting_edema", "pitting edema confined to the symptomatic leg", ("There is pitting edema of the symptomatic leg only.",), ("There is no pitting edema.",),
          ("pitting oedema",), ("Pitting edema, confined to symptomatic leg",)),
    _flag("collateral_veins", "collateral superficial veins", ("Collateral superficial veins, not varicose, are visible.",), ("No collateral superficial veins are seen.",), (),
          ("Collateral (nonvaricose) superficial veins present",)),
    _flag("unilateral_leg_swelling", "unilateral leg swelling", ("{His} left leg is swollen.", "{His} right calf is swollen."), ("{His} legs are not swollen.",), (), ("Unilateral Leg Swelling",)),
    _flag("leg_palpation_pain", "pain on palpation of the deep veins and unilateral edema", ("The left leg is edematous and tender along the deep veins.",),
          ("There is no unilateral edema and no tenderness along the deep veins.",)),
    _flag("swollen_legs", "currently swollen legs", ("{His} legs are swollen.",), ("{His} legs are not swollen.",), (), ("Current swollen legs",)),
    _flag("cervical_nodes", "tender or swollen anterior cervical lymph nodes", ("The anterior cervical lymph nodes are tender and swollen.",),
          ("The anterior cervical lymph nodes are neither tender nor swollen.",), (), ("Tender/swollen anterior cervical lymph nodes",)),
    _flag("tonsil_exudate", "exudate or swelling of the tonsils", ("There is exudate on the tonsils.", "The tonsils are swollen."), ("The tonsils show no exudate and no swelling.",), (),
          ("Exudate or swelling on tonsils",)),
    _flag("purulent_tonsils", "pus on the tonsils", ("There is pus on the tonsils.", "The tonsils are purulent."), ("There is no pus on the tonsils.",), (), ("Purulent tonsils",)),
    _flag("inflamed_tonsils", "severe inflammation of the tonsils", ("The tonsils are severely inflamed.",), ("The tonsils are only mildly inflamed.",), (), ("Severe tonsil inflammation",)),
    _flag("rlq_tenderness", "tenderness in the right lower quadrant", ("The right lower quadrant is tender.",), ("The right lower quadrant is not tender.",)),
    _flag("rebound", "rebound pain", ("There is rebound pain.",), ("There is no rebound pain.",), ("rebound tenderness",)),
    _flag("hypotension", "mean arterial pressure below 70 mmHg", ("{His} mean arterial pressure is below 70 mmHg.",), ("{His} mean arterial pressure is above 70 mmHg.",), ("hypotension",),
          ("Hypotension",)),
    _flag("hypercapnic", "hypercapnic respiratory failure with a target saturation of 88–92%", ("{He} has hypercapnic respiratory failure, and {his} prescribed target saturation is 88–92%.",),
          ("{He} has no hypercapnic respiratory failure; the target saturation is 94–98%.",)),
    _flag("acute_renal_failure", "acute renal failure", ("{He} is in acute renal failure.",), ("{He} is not in acute renal failure.",), ("acute kidney injury",), ("Acute renal failure",)),
    _flag("cardiac_arrest", "cardiac arrest at admission", ("{He} was resuscitated from a cardiac arrest on arrival.",), ("There was no cardiac arrest.",)),
    Fact("gcs", "Glasgow Coma Scale score", "exam", short="GCS", names=("Glasgow Coma Scale", "Glasgow Coma Score", "GCS score"), entities=("Glasgow Coma Score",), usual=(15, 15), possible=(3, 15)),
    _says("killip", "Killip class", {"I": ("The lungs are clear, Killip class I.", "Killip class I."), "II": ("There are crackles at both bases, Killip class II.", "Killip class II."),
          "III": ("{He} is in pulmonary edema, Killip class III.",), "IV": ("{He} is in cardiogenic shock, Killip class IV.",)}),
    _says("consciousness", "level of consciousness", {"alert": ("{He} is alert.",), "new confusion": ("{He} is awake but newly confused.",), "voice": ("{He} responds to voice only.",),
          "pain": ("{He} responds to pain only.",), "unresponsive": ("{He} is unresponsive.",)}),
    _says("ascites", "ascites", {"absent": ("There is no ascites.",), "slight": ("There is slight ascites.",), "moderate": ("There is moderate ascites.", "There is moderate to tense ascites.")}, ("Ascites",)),
    _says("encephalopathy", "hepatic encephalopathy", {"no encephalopathy": ("{He} has no encephalopathy.",), "grade 0": ("{He} has encephalopathy grade 0.",), "grade 1-2": ("{He} has hepatic encephalopathy grade 1.", "{He} has hepatic encephalopathy grade 2."),
          "grade 3-4": ("{He} has hepatic encephalopathy grade 3.", "{He} is in hepatic coma (grade 4).")}, ("Encephalopathy",)),
    _says("rockall_comorbidity", "comorbidity", {"none": ("{He} has no major comorbidity.",), "major": ("{He} has heart failure.", "{He} has ischemic heart disease."),
          "severe": ("{He} has end-stage renal failure.", "{He} has liver failure.", "{He} has a disseminated malignancy.")}),
    _says("gcs_eye", "best eye response", {"eyes open spontaneously": "{His} eyes open spontaneously.", "eye opening to verbal command": "{He} opens {his} eyes to a verbal command.",
          "eye opening to pain": "{He} opens {his} eyes to pain only.", "no eye opening": "{He} does not open {his} eyes.", "not testable": "{His} eye opening cannot be tested for swelling."}, ("Best eye response",)),
    _says("gcs_verbal", "best verbal response", {"oriented": "{He} is oriented.", "confused": "{His} speech is confused.", "inappropriate words": "{He} utters inappropriate words.",
          "incomprehensible sounds": "{He} makes incomprehensible sounds.", "no verbal response": "There is no verbal response.", "not testable": "{His} verbal response cannot be tested (intubated)."}, ("Best verbal response",)),
    _says("gcs_motor", "best motor response", {"obeys commands": "{He} obeys commands.", "localizes pain": "{He} localizes pain.", "withdrawal from pain": "{He} withdraws from pain.",
          "flexion to pain": "{He} responds to pain with abnormal flexion.", "extension to pain": "{He} responds to pain with extension.", "no motor response": "There is no motor response.",
          "not testable": "{His} motor response cannot be tested."}, ("Best motor response",)),
    _flag("pecarn_head_findings", "scalp hematoma, loss of consciousness, odd behavior or a severe mechanism", (), (), (),
          ("Occipital, parietal or temporal scalp hematoma; history of level of conciousness (LOC) ≥5 sec; not acting normally per parent or severe mechanism of injury?",)),
    _flag("pecarn_mental_status", "altered mental status after a head injury", (), (), (), ("Altered mental status for PECARN head injury criteria",)),
    _says("braden_sensory", "sensory perception", {"completely limited": "Sensory perception is completely limited.", "very limited": "Sensory perception is very limited.",
          "slightly limited": "Sensory perception is slightly limited.", "no impairment": "Sensory perception is not impaired."}),
    _says("braden_moisture", "moisture of the skin", {"constantly moist": "The skin is constantly moist.", "very moist": "The skin is very moist.", "occasionally moist": "The skin is occasionally moist.",
          "rarely moist": "The skin is rarely moist."}),
    _says("braden_activity", "activity", {"bedfast": "{He} is bedfast.", "chairfast": "{He} is chairfast.", "walks occasionally": "{He} walks occasionally.", "walks frequently": "{He} walks frequently."}),
    _says("braden_mobility", "mobility in bed", {"completely immobile": "{He} is completely immobile in bed.", "very limited": "{His} mobility in bed is very limited.",
          "slightly limited": "{His} mobility in bed is slightly limited.", "no limitation": "{His} mobility in bed has no limitation."}),
    _says("braden_nutrition", "nutrition", {"very poor": "{His} nutrition is very poor.", "probably inadequate": "{His} nutrition is probably inadequate.", "adequate": "{His} nutrition is adequate.",
          "excellent": "{His} nutrition is excellent."}),
    _says("braden_friction", "friction and shear", {"problem": "Friction and shear are a problem.", "potential problem": "Friction and shear are a potential problem.",
          "no apparent problem": "Friction and shear are no apparent problem."}),
    _flag("morse_falls", "history of falling", ("{He} fell last week.", "{He} has fallen on this admission."), ("{He} has not fallen on this admission or recently.",)),
    _flag("morse_secondary", "a secondary diagnosis", ("There is more than one diagnosis in the chart.",), ("There is a single diagnosis in the chart.",)),
    _says("morse_aid", "ambulatory aid", {"none": ("{He} walks without an aid.", "{He} is on bed rest."), "crutches, cane or walker": ("{He} walks with a cane.", "{He} uses a walker.", "{He} is on crutches."),
          "furniture": ("{He} holds on to the furniture when walking.",)}),
    _says("morse_gait", "gait", {"normal": ("{His} gait is normal.",), "weak": ("{His} gait is weak, with short steps, but without loss of balance.",), "impaired": ("{His} gait is impaired; {he} cannot rise from a chair without help.",)}),
    _says("morse_mental", "mental status", {"oriented to own ability": ("{He} knows {his} own limits.",), "forgets limitations": ("{He} overestimates {his} ability and forgets {his} limits.",)}),
    _says("apgar_color", "color at five minutes", {"blue or pale": "The skin is blue and pale all over.", "body pink, limbs blue": "The body is pink, the limbs are blue.", "completely pink": "The skin is completely pink."}),
    _says("apgar_pulse", "heart rate at five minutes", {"absent": "There is no heartbeat.", "below 100": ("The heart rate is 80/min.", "The heart rate is 60/min."), "100 or more": ("The heart rate is 140/min.", "The heart rate is 120/min.")}),
    _says("apgar_reflex", "reflex irritability at five minutes", {"no response": "There is no response to stimulation.", "grimace": "The newborn grimaces when stimulated.",
          "cry or cough": "The newborn cries and coughs when stimulated."}),
    _says("apgar_tone", "muscle tone at five minutes", {"limp": "Muscle tone is limp.", "some flexion": "There is some flexion of the limbs.", "active motion": "The newborn moves actively."}),
    _says("apgar_breathing", "respiratory effort at five minutes", {"absent": "There is no respiratory effort.", "slow or irregular": "Breathing is slow and irregular.", "good, crying": "Breathing is good, with a strong cry."}),
    Fact("dilation", "cervical dilation", "obstetric", unit="cm", usual=(0, 3), possible=(0, 10), names=("dilated to", "dilation"), yes=("The cervix is dilated to {value}.", "Dilation is {value}.")),
    Fact("effacement", "cervical effacement", "obstetric", unit="%", usual=(0, 50), possible=(0, 100), names=("effacement", "effaced"), yes=("The cervix is {value} effaced.", "Effacement is {value}.")),
    Fact("station", "fetal station", "obstetric", usual=(-3, 0), possible=(-5, 5), names=("station",), yes=("The head is at station {value}.", "Station {value}.")),
    Fact("cervix_consistency", "consistency of the cervix", "obstetric", "choice", says={"firm": ("The cervix is firm.",), "medium": ("The cervix is of medium consistency.",), "soft": ("The cervix is soft.",)}),
    Fact("cervix_position", "position of the cervix", "obstetric", "choice", says={"posterior": ("The cervix is posterior.",), "middle": ("The cervix is in mid-position.",), "anterior": ("The cervix is anterior.",)}),
)  # fmt: skip
