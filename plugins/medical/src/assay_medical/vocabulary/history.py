"""The past history: nouns that a note lists."""

from __future__ import annotations

from assay_medical.vocabulary import Fact

FACTS = (
    Fact("chf", "congestive heart failure", "history", "flag", short="CHF", names=("heart failure", "HFrEF", "HFpEF"), entities=("Congestive Heart Faliure",)),
    Fact("hypertension", "hypertension", "history", "flag", short="HTN", names=("high blood pressure",), entities=("Hypertension history",)),
    Fact("diabetes", "type 2 diabetes mellitus", "history", "flag", short="T2DM", names=("diabetes", "diabetes mellitus"), entities=("Diabetes history",)),
    Fact("stroke", "ischemic stroke", "history", "flag", short="CVA", names=("stroke", "transient ischemic attack", "TIA"), entities=("Stroke",)),
    Fact("vascular_disease", "peripheral artery disease", "history", "flag", short="PAD", names=("myocardial infarction", "aortic plaque"),
         entities=("Vascular disease history",)),
)  # fmt: skip
