"""What equations of cardiovascular risk, of transplant lists and of growth charts ask for beside measurements."""

from __future__ import annotations

from assay_medical.vocabulary import Fact, Other

FACTS = (
    Fact("smoker", "current smoking", "social", "flag", short="smoker", names=("smoker", "smokes", "smoked", "tobacco use"), entities=("Smoker",),
         yes=("{He} smokes ten cigarettes a day.", "{He} is a current smoker.", "{He} smokes a pack a day."), no=("{He} does not smoke.", "{He} has never smoked.")),
    Fact("treated_pressure", "treatment of blood pressure", "medication", "flag", names=("antihypertensive treatment", "antihypertensive"),
         entities=("Blood pressure being treated with medicines",), yes=("{He} takes amlodipine for {his} blood pressure.", "{He} is on lisinopril for {his} blood pressure."),
         no=("{He} takes no medicine for {his} blood pressure.", "{His} blood pressure is not treated with drugs.")),
    Fact("race", "race", "social", "choice", entities=("Race",), says={"black": ("{He} is Black.", "{He} is African American."), "white": ("{He} is White.",)}),
    Fact("dialysis_twice", "dialysis at least twice in the past week", "treatment", "flag", entities=("Dialysis at least twice in the past week",),
         yes=("{He} has been dialysed three times in the past week.", "{He} had hemodialysis twice in the past 7 days."),
         no=("{He} has had no intermittent hemodialysis.", "{He} is not on a hemodialysis program.")),
    Fact("continuous_dialysis", "continuous veno-venous hemodialysis for at least 24 hours in the past week", "treatment", "flag", short="CVVHD",
         names=("CVVHD",), entities=("Continuous veno-venous hemodialysis for ≥24 hours in the past week",),
         yes=("{He} had 30 hours of CVVHD in the past week.", "{He} was on CVVHD for two days this week."), no=("{He} has had no CVVHD.", "{He} has not needed CVVHD.")),
    Fact("renal_failure", "end-stage kidney disease", "history", "flag", short="ESKD", names=("end-stage renal disease", "ESRD")),
    Fact("target_bmi", "target BMI", "body", names=("goal BMI", "target body mass index"), unit="kg/m²", decimals=1, usual=(20, 25), possible=(10, 60),
         yes=("The target BMI agreed with {him} is {value}.", "{He} would like to reach a target BMI of {value}.")),
    Fact("body_surface_area", "body surface area", "body", short="BSA", unit="m²", decimals=2, usual=(1.6, 2.1), possible=(0.1, 4),
         yes=("{His} body surface area is {value}.",)),
    Fact("chart_l", "L of the growth chart", "chart", short="L", names=("LMS parameter L",), decimals=3, possible=(-6, 6)),
    Fact("chart_m", "M of the growth chart", "chart", short="M", names=("LMS parameter M",), decimals=3, possible=(0.1, 300)),
    Fact("chart_s", "S of the growth chart", "chart", short="S", names=("LMS parameter S",), decimals=4, possible=(0.001, 1)),
    Fact("child_bmi", "BMI", "body", names=("body mass index",), unit="kg/m²", decimals=1, usual=(14, 20), possible=(6, 100), yes=("{His} BMI is {value}.", "The BMI is {value}.")),
    Fact("dialysis_hours", "length of the dialysis session", "treatment", short="session", names=("dialysis session", "session length"), unit="h", decimals=1, usual=(3.5, 4.5),
         possible=(0.5, 24), yes=("The length of the dialysis session was {value}.", "The dialysis session lasted {value}.")),
    Fact("ultrafiltration", "ultrafiltration volume", "treatment", short="UF", names=("ultrafiltration",), unit="L", other=(Other("mL", decimals=0),), decimals=1, usual=(1.5, 3),
         possible=(0, 12), yes=("The ultrafiltration volume was {value}.",)),
)  # fmt: skip
