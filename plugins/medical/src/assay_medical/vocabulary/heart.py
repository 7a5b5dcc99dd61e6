"""The electrocardiogram, and pressures and flows of the circulation."""

from __future__ import annotations

from assay_medical.vocabulary import Fact, Other

FACTS = (
    Fact("qt", "QT interval", "imaging", short="QT", names=("QT",), entities=("QT interval",), unit="ms", other=(Other("s", decimals=3),), usual=(360, 420),
         possible=(150, 900)),
    Fact("rr", "RR interval", "imaging", short="RR interval", names=("R-R interval",), unit="ms", other=(Other("s", decimals=2),), usual=(630, 1000), possible=(170, 4000)),
    Fact("mean_pressure", "mean arterial pressure", "imaging", short="MAP", unit="mmHg", usual=(75, 100), possible=(15, 230)),
    Fact("central_venous_pressure", "central venous pressure", "imaging", short="CVP", names=("right atrial pressure",), unit="mmHg", usual=(2, 7), possible=(-5, 50)),
    Fact("cardiac_output", "cardiac output", "imaging", short="CO", unit="L/min", decimals=1, usual=(4, 7), possible=(0.3, 30)),
    Fact("oxygen_consumption", "oxygen consumption", "imaging", short="VO2", names=("VO₂",), unit="mL/min", usual=(200, 280), possible=(20, 6000)),
    Fact("mean_pulmonary_pressure", "mean pulmonary artery pressure", "imaging", short="mPAP", unit="mmHg", usual=(11, 19), possible=(5, 120)),
    Fact("wedge_pressure", "pulmonary artery wedge pressure", "imaging", short="PAWP", names=("PCWP", "wedge pressure", "pulmonary capillary wedge pressure"), unit="mmHg",
         usual=(6, 12), possible=(0, 50)),
    Fact("mean_gradient", "mean aortic gradient", "imaging", short="mean gradient", names=("mean gradient", "mean transvalvular gradient"), unit="mmHg", usual=(2, 6), possible=(1, 150)),
    Fact("ankle_pressure", "ankle systolic pressure", "imaging", short="ankle SBP", names=("ankle pressure",), unit="mmHg", usual=(120, 150), possible=(20, 320)),
    Fact("arm_pressure", "brachial systolic pressure", "imaging", short="brachial SBP", names=("brachial pressure", "arm pressure"), unit="mmHg", usual=(110, 138), possible=(50, 300)),
)  # fmt: skip
