"""The electrocardiogram, imaging and endoscopy."""

from __future__ import annotations

from assay_medical.vocabulary import Fact


def _flag(
    key: str, label: str, yes: tuple[str, ...], no: tuple[str, ...], entities: tuple[str, ...] = ()
) -> Fact:
    return Fact(key, label, "imaging", "flag", entities=entities, yes=yes, no=no)


def _says(key: str, label: str, says: dict[str, tuple[str, ...]], entities: tuple[str, ...] = ()) -> Fact:
    return Fact(key, label, "imaging", "choice", entities=entities, says=says)


FACTS = (
    _flag("pleural_effusion", "pleural effusion on imaging", ("The chest radiograph shows a pleural effusion.", "There is a left pleural effusion on the chest film."),
          ("The chest radiograph shows no pleural effusion.",), ("Pleural effusion on x-ray",)),
    _flag("st_deviation", "ST-segment deviation", ("The ECG shows an ST depression of 1 mm in V4–V6.", "The ECG shows an ST-segment deviation."), ("The ECG shows no ST-segment deviation.",)),
    _flag("anterior_ste_lbbb", "anterior ST elevation or left bundle branch block", ("The ECG shows ST elevation in V1–V4.", "The ECG shows a left bundle branch block."),
          ("The ST elevation is inferior, in II, III and aVF, and there is no left bundle branch block.",)),
    _flag("cardiac_markers", "elevated cardiac markers", ("Troponin is elevated.", "The cardiac enzymes are elevated."), ("Troponin is normal.", "The cardiac enzymes are not elevated.")),
    _flag("ivh", "intraventricular hemorrhage", ("Blood has entered the ventricles on CT.", "There is intraventricular extension."), ("There is no intraventricular blood.",)),
    _flag("infratentorial", "infratentorial origin of the hemorrhage", ("The hematoma arises in the cerebellum.", "The hematoma is pontine."), ("The hematoma lies in the basal ganglia.", "The hematoma is lobar, above the tentorium.")),
    Fact("ich_volume", "volume of the hematoma", "imaging", short="ICH volume", names=("hematoma volume", "hematoma measures"), unit="mL", usual=(5, 60), possible=(0, 300), yes=("The hematoma measures {value} on CT.", "Hematoma volume {value}.")),
    _says("ecg_heart", "electrocardiogram", {"normal": ("The ECG is normal.",), "non-specific repolarization disturbance": ("The ECG shows a non-specific repolarization disturbance.",),
          "significant st deviation": ("The ECG shows significant ST deviation.",)}, ("Electrocardiogram Test",)),
    _says("troponin_heart", "initial troponin", {"less than or equal to normal limit": ("The initial troponin is within the normal limit.",),
          "between the normal limit or up to three times the normal limit": ("The initial troponin is twice the upper limit of normal.",),
          "greater than three times normal limit": ("The initial troponin is five times the upper limit of normal.",)}, ("Initial troponin",)),
    _says("endoscopic_diagnosis", "endoscopic diagnosis", {"Mallory-Weiss tear or no lesion": ("Endoscopy shows a Mallory-Weiss tear.", "Endoscopy finds no lesion."),
          "other": ("Endoscopy shows a duodenal ulcer.", "Endoscopy shows erosive gastritis.", "Endoscopy shows a gastric ulcer."),
          "upper GI malignancy": ("Endoscopy shows a gastric cancer.",)}),
    _flag("recent_hemorrhage_stigmata", "major stigmata of recent hemorrhage", ("There is an adherent clot.", "A visible vessel is seen.", "There is fresh blood in the stomach."),
          ("There are no stigmata of recent hemorrhage.",)),
)  # fmt: skip
