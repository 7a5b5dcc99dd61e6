"""Injuries of the head, neck, knee and ankle."""

from __future__ import annotations

from assay_medical.vocabulary import Fact


def _flag(key: str, label: str, yes: tuple[str, ...], no: tuple[str, ...]) -> Fact:
    return Fact(key, label, "exam", "flag", yes=yes, no=no)


FACTS = (
    _flag("malleolar_pain", "pain in the malleolar zone", ("{He} has pain around the ankle bones.", "The pain is in the malleolar zone."), ("There is no pain in the malleolar zone.",)),
    _flag("lateral_malleolus", "bone tenderness at the posterior edge or tip of the lateral malleolus", ("The tip of the lateral malleolus is tender.",
          "The posterior edge of the distal fibula is tender."), ("The lateral malleolus is not tender.",)),
    _flag("medial_malleolus", "bone tenderness at the posterior edge or tip of the medial malleolus", ("The tip of the medial malleolus is tender.",
          "The posterior edge of the medial malleolus is tender."), ("The medial malleolus is not tender.",)),
    _flag("unable_four_steps", "inability to bear weight for four steps both immediately and in the emergency department", ("{He} could not bear weight for four steps, neither at the scene nor here.",
          "{He} could not take four steps after the injury and cannot take them now."), ("{He} can take four steps, with a limp.", "{He} walks four steps, although it hurts.")),
    _flag("patella_isolated", "isolated tenderness of the patella", ("Only the patella is tender.",), ("The patella is not tender.",)),
    _flag("fibular_head", "tenderness at the head of the fibula", ("The head of the fibula is tender.",), ("The head of the fibula is not tender.",)),
    _flag("no_flexion_90", "inability to flex the knee to 90 degrees", ("{He} cannot flex the knee to 90 degrees.", "Flexion of the knee stops at 60 degrees."),
          ("{He} flexes the knee beyond 90 degrees.",)),
    _flag("dangerous_mechanism", "dangerous mechanism", ("{He} fell three meters from a ladder.", "{He} was thrown from a motorcycle.", "{He} dived into shallow water."),
          ("There was no dangerous mechanism.", "The mechanism was not a dangerous one.")),
    _flag("paresthesias", "paresthesias in the extremities", ("{He} has tingling in both hands.", "{He} reports paresthesias in the arms."), ("{He} has no paresthesias.",)),
    _flag("rear_end", "simple rear-end collision", ("It was a simple rear-end collision.",), ("It was no rear-end collision.",)),
    _flag("sitting", "sitting position in the emergency department", ("{He} sits in the emergency department.",), ("{He} was brought in lying on a stretcher.",)),
    _flag("ambulatory", "ambulatory at any time since the injury", ("{He} has walked since the accident.",), ("{He} has not walked since the accident.",)),
    _flag("delayed_pain", "delayed onset of neck pain", ("The neck began to hurt two hours after the accident.",), ("The neck hurt at once.",)),
    _flag("no_midline_tenderness", "absence of midline tenderness of the cervical spine", ("There is no midline tenderness of the cervical spine.",),
          ("The cervical spine is tender in the midline.",)),
    _flag("rotates_neck", "active rotation of the neck by 45 degrees to both sides", ("{He} rotates the neck actively by 45 degrees to both sides.",),
          ("{He} cannot rotate the neck by 45 degrees.",)),
    Fact("sah_state", "clinical state", "exam", "choice", says={
        "asymptomatic or mild headache": ("{He} has a mild headache and slight nuchal rigidity only.", "{He} has hardly any symptoms, with slight stiffness of the neck."),
        "severe headache": ("{He} has a severe headache and nuchal rigidity, without any deficit but a palsy of the oculomotor nerve.", "{He} has a severe headache and a stiff neck, and no neurological deficit."),
        "drowsiness or mild deficit": ("{He} is drowsy and confused.", "{He} is drowsy, with a mild weakness of the left arm."),
        "stupor": ("{He} is stuporous, with a severe hemiparesis.",),
        "deep coma": ("{He} is in a deep coma with decerebrate posturing.",)}),
    Fact("head_gcs_14", "GCS of 14 or other signs of altered mental status", "exam", "flag", yes=("{He} is agitated and asks the same questions again and again, with a GCS of 14.",
         "{He} is somnolent."), no=("{He} is awake with a GCS of 15 and behaves as usual.",)),
    _flag("basilar_fracture", "signs of a basilar skull fracture", ("There is a hematoma behind the left ear.", "Clear fluid drips from {his} nose."), ("There are no signs of a basilar skull fracture.",)),
    _flag("head_loc", "loss of consciousness", ("{He} lost consciousness for a moment.",), ("{He} did not lose consciousness.",)),
    _flag("head_vomiting", "vomiting", ("{He} has vomited since the injury.",), ("{He} has not vomited.",)),
    _flag("severe_mechanism", "severe mechanism of injury", ("{He} was hit by a car while cycling without a helmet.", "{He} fell from a height of two meters."), ("{He} fell from standing while playing.",)),
    _flag("severe_headache", "severe headache", ("{He} has a severe headache.",), ("{He} has no more than a slight headache.",)),
)  # fmt: skip
