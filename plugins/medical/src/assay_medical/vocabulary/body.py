"""The person, the body and its vital signs."""

from __future__ import annotations

from assay_medical.vocabulary import Fact, Other

FACTS = (
    Fact("age", "age", "person", entities=("age",), unit="years", other=(Other("months"), Other("weeks", "52.1775"), Other("days", "365.2425")),
         usual=(18, 90), possible=(0, 120)),
    Fact("sex", "sex", "person", "choice", entities=("sex",), says={"male": ("man",), "female": ("woman",)}),
    Fact("weight", "weight", "body", short="Wt", names=("body weight", "weighs", "weighed", "weighing"), entities=("weight",), unit="kg",
         other=(Other("lb", decimals=0), Other("g", decimals=0, below=6)), decimals=1, usual=(50, 100), possible=(0.3, 400)),
    Fact("height", "height", "body", short="Ht", names=("tall", "body length"), entities=("height",), unit="cm",
         other=(Other("in", decimals=0), Other("m", decimals=2)), decimals=0, usual=(150, 195), possible=(20, 260)),
    Fact("heart_rate", "heart rate", "vital", short="HR", names=("pulse", "pulse rate"), entities=("Heart Rate or Pulse",), unit="/min",
         usual=(60, 95), possible=(15, 350)),
    Fact("sbp", "systolic blood pressure", "vital", short="SBP", names=("BP", "blood pressure", "systolic"), entities=("Systolic Blood Pressure",),
         unit="mmHg", usual=(105, 138), possible=(30, 320), part="first"),
    Fact("dbp", "diastolic blood pressure", "vital", short="DBP", names=("BP", "blood pressure", "diastolic"), entities=("Diastolic Blood Pressure",),
         unit="mmHg", usual=(60, 88), possible=(10, 200), part="second"),
    Fact("respiratory_rate", "respiratory rate", "vital", short="RR", names=("respirations", "breathing rate"), entities=("respiratory rate",), unit="/min",
         usual=(12, 18), possible=(2, 90)),
    Fact("temperature", "temperature", "vital", short="T", names=("temp", "body temperature", "febrile to"), entities=("Temperature",), unit="°C",
         other=(Other("°F", decimals=1),), decimals=1, usual=(36.2, 37.4), possible=(20, 46)),
    Fact("spo2", "oxygen saturation", "vital", short="SpO2", names=("O2 saturation", "SpO₂", "saturation", "sats"), entities=("O₂ saturation percentage",),
         unit="%", usual=(96, 99), possible=(30, 100)),
)  # fmt: skip
