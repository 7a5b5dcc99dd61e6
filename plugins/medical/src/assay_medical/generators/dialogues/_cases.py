"""Presenting complaints: how they are told, what is asked, what follows. Synthetic; the urgent ones name their red flag."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Aspect:
    """One thing to ask about the complaint, with the answers: ``(what the record says, what the patient says)``."""

    asks: tuple[str, ...]
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Case:
    """A complaint. ``openings`` may hold ``{say}``; ``sum_up`` is how a doctor names it to the patient."""

    main: str
    says: tuple[str, ...]
    openings: tuple[str, ...]
    sum_up: str
    aspects: tuple[Aspect, ...]
    symptoms: tuple[str, ...]
    ages: tuple[int, int]
    flag: tuple[str, ...] = ()
    sex: str = ""
    diagnoses: tuple[str, ...] = ()
    impression: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    nets: tuple[str, ...] = ()
    urgent: tuple[str, ...] = ()


def _onset(*choices: str) -> Aspect:
    told = []
    for choice in choices:
        told += [
            (choice, f"It started {choice}."),
            (choice, f"It came on {choice}."),
            (choice, f"I'd say it started {choice}."),
        ]
    return Aspect(
        (
            "When did it start?",
            "When did this begin?",
            "How long ago did it come on?",
            "When did you first notice it?",
        ),
        tuple(told),
    )


NON_URGENT: tuple[Case, ...] = (
    Case(
        "sore_throat", ("sore throat",),
        ("I've had a really sore throat and it's getting me down.", "Hi doctor, my throat is really sore.", "I came about a sore throat.", "Sore throat, I'm afraid."),
        "a sore throat",
        (_onset("3 days ago", "4 days ago", "2 days ago", "a week ago"),
         Aspect(("Is it worse on one side?", "Which side is it, or is it both?"), (("on both sides", "It's on both sides."), ("worse on the left side", "It's worse on the left side."), ("worse on the right side", "It's worse on the right side."))),
         Aspect(("Have you taken anything for it?", "What have you tried so far?"), (("paracetamol helps a little", "I've had paracetamol, which helps a little."), ("lozenges, which do not help", "Just lozenges, and they do not help.")))),
        ("fever", "cough", "runny_nose", "swallowing_trouble", "rash", "headache", "earache"), (18, 45),
        diagnoses=("cold_virus",),
        impression=("It is most likely a viral infection, which gets better by itself.", "This looks like a viral infection.", "I think this is probably a virus."),
        advice=("Plenty of fluids and rest will help.", "You can take paracetamol 1 g up to four times a day for the pain.", "Salt water gargles can ease it."),
        nets=("If you can't swallow fluids, or you start to drool or struggle to breathe, go to A&E.", "If it is no better in a week, or you can't swallow your own spit, come back or call 111."),
    ),
    Case(
        "cough", ("cough",),
        ("I've got this cough that won't shift.", "Hello. It's about my cough, really.", "I've been coughing and my wife told me to come.", "It's this cough, doctor."),
        "a cough",
        (_onset("10 days ago", "2 weeks ago", "5 days ago", "a week ago"),
         Aspect(("Is it a dry cough?", "What is the cough like?", "Tell me what the cough is like."), (("dry", "It's dry."), ("chesty", "It's chesty."))),
         Aspect(("Is it worse at any time of day?", "When is it at its worst?"), (("worse at night", "It's worse at night."), ("worse in the morning", "It's worse in the morning.")))),
        ("fever", "phlegm", "coughing_blood", "breathlessness", "wheeze", "chest_pain", "runny_nose", "weight_loss", "night_sweats"), (20, 39),
        diagnoses=("cold_virus", "chest_infection"),
        impression=("I think this is a viral infection of the chest.", "It sounds like a virus, and those coughs can last three weeks.", "This is probably a chest infection caused by a virus."),
        advice=("Honey and warm drinks can ease the cough.", "Antibiotics would not help with this.", "Rest, and drink plenty of water."),
        nets=("If you get breathless, cough up blood or have chest pain, call 999 or go to A&E.", "Come back if the cough is still there in three weeks, or sooner if you feel worse."),
    ),
    Case(
        "burning_urine", ("burning when I pee",),
        ("It burns when I pee.", "I think something's wrong down below, it stings when I pee.", "Hi. It's a bit embarrassing, but it burns when I pee."),
        "it burns when you pass urine",
        (_onset("yesterday", "2 days ago", "3 days ago"),
         Aspect(("Does it happen every time?", "Is it every time you go?"), (("every time", "Yes, every time."),)),
         Aspect(("What does the urine look like?", "Has your urine changed in any way?"), (("cloudy urine", "It's cloudy."), ("strong smelling urine", "It's strong smelling.")))),
        ("urinary_frequency", "blood_in_urine", "fever", "loin_pain", "vomiting", "abdominal_pain", "chills"), (19, 44), sex="female",
        diagnoses=("uti",),
        impression=("It sounds like a urine infection.", "This is most likely a water infection.", "I suspect a urinary tract infection."),
        advice=("Take nitrofurantoin 100 mg twice a day for 3 days.", "Drink plenty of water.", "Please leave a urine sample with reception before you go."),
        nets=("If you get a fever, shivering or pain in your side, call us the same day or ring 111.", "If it is no better in 48 hours, or you start vomiting, get back to us."),
    ),
    Case(
        "headache", ("headache",),
        ("I keep getting this headache.", "I've had a headache and it's worrying me.", "It's my head, doctor, I've had this headache.", "Hello, I've come about headaches."),
        "a headache",
        (_onset("2 weeks ago", "3 weeks ago", "a month ago"),
         Aspect(("Where in the head do you feel it?", "Can you show me where it is?"), (("like a band around the head", "It's like a band around the head."), ("across the forehead", "It's across the forehead."))),
         Aspect(("How bad does it get, from 0 to 10?", "If 10 is the worst, where is it?"), (("4 out of 10", "About 4 out of 10."), ("3 out of 10", "I'd say 3 out of 10."), ("5 out of 10", "Maybe 5 out of 10."))),
         Aspect(("Does anything bring it on?", "What brings it on?"), (("after long days at the screen", "It comes after long days at the screen."), ("when stressed at work", "It comes when I'm stressed at work.")))),
        ("nausea", "vomiting", "photophobia", "neck_stiffness", "fever", "blurred_vision", "arm_weakness", "sleep_trouble"), (20, 45),
        diagnoses=("tension_headache",),
        impression=("This sounds like a tension headache.", "I think these are tension headaches.", "It is most likely a tension headache."),
        advice=("Regular breaks from the screen and regular meals help.", "You can take paracetamol 1 g when you need it, on no more than 2 days a week.", "Keep a headache diary for four weeks."),
        nets=("If you get a sudden severe headache, weakness, a fever with a stiff neck or trouble seeing, call 999.", "If the headaches change or get worse, come back and see me."),
    ),
    Case(
        "back_pain", ("back pain",),
        ("My back is killing me.", "I've done something to my back, doctor. The back pain is awful.", "I've got lower back pain and can't get comfortable.", "Hi, I came about my back pain."),
        "back pain",
        (_onset("4 days ago", "a week ago", "3 days ago", "2 weeks ago"),
         Aspect(("What were you doing when it came on?", "Did anything set it off?"), (("after lifting boxes", "It was after lifting boxes."), ("after digging the garden", "It was after digging the garden."), ("after bending to tie a shoe", "I bent to tie a shoe."))),
         Aspect(("What makes it worse?", "Does anything make it worse?"), (("worse on bending", "It's worse on bending."), ("worse after sitting", "It's worse after sitting.")))),
        ("leg_pain", "leg_weakness", "saddle_numbness", "bladder_trouble", "fever", "weight_loss", "night_sweats"), (25, 55),
        diagnoses=("muscle_strain",),
        impression=("This looks like a muscle strain.", "I think you have strained a muscle; it is most likely a muscle strain.", "It sounds like mechanical back pain."),
        advice=("Keep moving as much as you can.", "Heat can ease it.", "Ibuprofen 400 mg three times a day with food can help."),
        nets=("If you get numb around your back passage, can't pass urine, or your legs go weak, go to A&E straight away.", "If it is no better in six weeks, come back and see us."),
    ),
    Case(
        "heartburn", ("heartburn",),
        ("I get terrible heartburn.", "It's acid reflux, I think. Well, heartburn.", "I've come about my heartburn.", "Hello doctor. I keep getting heartburn."),
        "heartburn",
        (_onset("2 months ago", "6 weeks ago", "3 weeks ago"),
         Aspect(("When do you get it?", "Is there a time when it is worse?"), (("after big meals", "I get it after big meals."), ("when lying in bed", "When lying in bed."), ("after coffee", "It's after coffee."))),
         Aspect(("How often does it come?", "How many days a week do you have it?"), (("3 times a week", "About 3 times a week."), ("every day", "Every day."), ("twice a week", "Maybe twice a week.")))),
        ("swallowing_trouble", "weight_loss", "vomiting", "black_stool", "vomiting_blood", "abdominal_pain", "bloating"), (25, 50),
        diagnoses=("gord",),
        impression=("This sounds like reflux disease.", "I think this is gastro-oesophageal reflux disease."),
        advice=("Take omeprazole 20 mg once a day for four weeks.", "Smaller meals, and none late in the evening, will help.", "Raising the head of your bed can help."),
        nets=("If food sticks, you lose weight, or you vomit blood or pass black stools, get help at once, and call 999 if you are bleeding.", "If it is no better after four weeks, come back."),
    ),
    Case(
        "diarrhoea", ("diarrhoea",),
        ("I've had the runs and I feel wretched.", "I've had diarrhoea and I feel awful.", "It's embarrassing, but I've had diarrhoea.", "Hi, I've had terrible diarrhoea."),
        "diarrhoea",
        (_onset("2 days ago", "yesterday", "3 days ago"),
         Aspect(("How many times a day do you go?", "How often are you going?"), (("5 times a day", "About 5 times a day."), ("8 times a day", "Maybe 8 times a day."), ("6 times a day", "6 times a day, I'd say."))),
         Aspect(("Has anybody else been ill?", "Did you eat anything unusual?"), (("after a takeaway curry", "It was after a takeaway curry."), ("children had the same", "The children had the same.")))),
        ("vomiting", "fever", "rectal_bleeding", "abdominal_pain", "dizziness", "weight_loss"), (18, 50),
        diagnoses=("gastroenteritis",),
        impression=("This is most likely gastroenteritis.", "It sounds like a stomach bug.", "I think this is probably gastroenteritis."),
        advice=("Small sips of fluid, often, are best.", "Stay off work until you have been clear for 48 hours.", "Rehydration sachets from the pharmacy help."),
        nets=("If you see blood, can't keep fluids down or feel faint, call 111 or go to A&E.", "If it has not settled in a week, come back."),
    ),
    Case(
        "tiredness", ("tiredness", "tired"),
        ("I'm tired all the time.", "I just feel exhausted, doctor.", "I'm here because I'm so tired.", "I've got no energy."),
        "tiredness",
        (_onset("3 months ago", "2 months ago", "6 weeks ago"),
         Aspect(("How is your sleep?", "How many hours do you sleep?"), (("sleeps 5 hours a night", "I sleep about 5 hours a night."), ("sleeps 8 hours a night", "I sleep 8 hours a night."), ("sleeps 6 hours a night", "About 6 hours a night."))),
         Aspect(("Has anything changed at home or at work?", "Is there a lot going on just now?"), (("new job", "I've got a new job."), ("new baby at home", "There's a new baby at home."), ("busy at work", "It's busy at work.")))),
        ("weight_loss", "night_sweats", "low_mood", "sleep_trouble", "cold_intolerance", "constipation", "breathlessness", "palpitations", "thirst"), (22, 60),
        diagnoses=("anaemia", "hypothyroidism"),
        impression=("There are many possible causes, such as anaemia, so I'd like some blood tests.", "I'd like to check for anaemia and an underactive thyroid with a blood test.", "We should rule out an underactive thyroid and anaemia."),
        advice=("Please book a blood test for this week.", "Regular sleep and a walk every day can help.", "Keep a diary of your sleep."),
        nets=("If you get breathless, have chest pain or feel faint, call 999.", "If you feel worse before the results are back, call us."),
    ),
    Case(
        "joint_pain", ("knee pain",),
        ("It's my knee. The knee pain is getting me down.", "My knee hurts.", "I've come about my knee pain.", "Hello. I've got knee pain."),
        "knee pain",
        (_onset("a month ago", "6 weeks ago", "2 weeks ago"),
         Aspect(("Which knee is it?", "Is it the left or the right?"), (("left knee", "It's the left knee."), ("right knee", "It's the right knee."))),
         Aspect(("When is it at its worst?", "What makes it worse?"), (("worse going downstairs", "It's worse going downstairs."), ("worse after walking", "It's worse after walking."), ("worse on kneeling", "It's worse on kneeling.")))),
        ("fever", "injury", "rash", "weight_loss", "numbness", "leg_weakness"), (45, 75),
        diagnoses=("arthritis",),
        impression=("This is most likely osteoarthritis.", "I think this is probably arthritis of the knee.", "It looks like osteoarthritis of the knee."),
        advice=("Strengthening exercises help more than rest.", "A physio can show you the right exercises.", "Paracetamol 1 g up to four times a day can ease it."),
        nets=("If the knee becomes hot and swollen, or you have a fever, call us the same day.", "If it locks or gives way, or you get worse, come back."),
    ),
    Case(
        "earache", ("earache",),
        ("I've got earache.", "It's my ear, it hurts. Proper earache.", "Hi doctor, I've come with earache.", "My ear hurts."),
        "earache",
        (_onset("2 days ago", "3 days ago", "yesterday"),
         Aspect(("Which ear is it?", "Is it the left ear or the right?"), (("left ear", "It's the left ear."), ("right ear", "It's the right ear."))),
         Aspect(("Have you been swimming?", "Did anything bring it on?"), (("after swimming", "It was after swimming."), ("after a cold", "It was after a cold.")))),
        ("fever", "hearing_loss", "dizziness", "runny_nose", "sore_throat", "headache", "itching"), (18, 60),
        diagnoses=("ear_infection",),
        impression=("This looks like an ear infection.", "It is most likely an ear infection.", "I suspect an ear infection."),
        advice=("Keep the ear dry.", "Paracetamol 1 g up to four times a day will ease the pain.", "Most ears settle within three days."),
        nets=("If you get swelling behind the ear, a stiff neck or a bad headache, go to A&E.", "If it is no better in three days, or you get worse, come back."),
    ),
)  # fmt: skip

_CALL = (
    "I want you to call 999 for an ambulance now.", "Please call 999 now.", "You need to go to A&E now; please don't wait.",
    "Please hang up and call 999 straight away.", "I'm calling an ambulance for you now.", "This needs an ambulance, so please call 999 immediately.",
)  # fmt: skip
_TODAY = (
    "You need to be seen at the hospital today.", "I'm arranging for you to be seen by the specialist team today.", "You need an assessment the same day, so I'm sending you to the clinic this afternoon.",
    "I want you to have a scan today; I'll ring the clinic now.",
)  # fmt: skip
_PATHWAY = (
    "I'm referring you to be seen within two weeks.", "I'd like to refer you to the specialist clinic, with an appointment within two weeks.",
    "I'm making an urgent referral, and you should be seen within two weeks.",
)  # fmt: skip

URGENT: tuple[Case, ...] = (
    Case(
        "chest_pain", ("chest pain",),
        ("I've got chest pain.", "There's this tightness in my chest, doctor.", "I've got a pain in my chest and I'm scared.", "Hello. I've got pain in my chest."),
        "chest pain",
        (_onset("an hour ago", "2 hours ago", "40 minutes ago", "90 minutes ago"),
         Aspect(("What does it feel like?", "Can you describe the pain?"), (("crushing", "It's crushing."), ("heavy, like a weight", "It's heavy, like a weight."), ("squeezing", "It's squeezing."))),
         Aspect(("Were you doing anything when it came on?", "What were you doing at the time?"), (("while climbing the stairs", "It was while climbing the stairs."), ("while watching television", "I was watching television."), ("while mowing the lawn", "It was while mowing the lawn.")))),
        ("sweating", "breathlessness", "nausea", "arm_pain", "jaw_pain", "palpitations", "dizziness", "vomiting"), (45, 84), flag=("sweating", "breathlessness", "arm_pain", "nausea"),
        impression=("This could be a heart attack.", "I'm worried that this might be a heart attack.", "We need to rule out a heart attack."), urgent=_CALL,
    ),
    Case(
        "arm_weakness", ("weak arm",),
        ("My arm has gone weak.", "Something's wrong, my arm feels weak.", "I can't lift my arm properly, it's gone weak."),
        "a weak arm",
        (_onset("an hour ago", "30 minutes ago", "2 hours ago"),
         Aspect(("Which arm is it?", "Is it the left or the right?"), (("left arm", "It's the left arm."), ("right arm", "It's the right arm."))),
         Aspect(("Did it come on suddenly?",), (("came on suddenly", "Yes, it came on suddenly."),))),
        ("slurred_speech", "headache", "blurred_vision", "dizziness", "numbness", "vomiting"), (50, 88), flag=("slurred_speech", "slurred_speech", "numbness"),
        impression=("This could be a stroke.", "I'm concerned that this may be a stroke.", "These can be signs of a stroke, and we need to rule that out."), urgent=_CALL[:1] + _CALL[1:2] + _CALL[3:],
    ),
    Case(
        "back_pain", ("back pain",),
        ("I've still got this back pain.", "It's my back. The back pain is terrible.", "I've had back pain and now something else is going on."),
        "back pain",
        (_onset("3 days ago", "a week ago", "yesterday"),
         Aspect(("Does it go anywhere else?", "Where does the pain go?"), (("goes down both legs", "It goes down both legs."), ("goes down the left leg", "It goes down the left leg."), ("goes down the right leg", "It goes down the right leg.")))),
        ("saddle_numbness", "bladder_trouble", "leg_weakness", "fever", "weight_loss", "injury"), (28, 70), flag=("saddle_numbness", "bladder_trouble"),
        impression=("I'm worried about pressure on the nerves, which could be cauda equina syndrome.", "This could be cauda equina syndrome.", "We need to rule out cauda equina syndrome."), urgent=_CALL,
    ),
    Case(
        "thunderclap", ("worst headache of my life",),
        ("I've got the worst headache of my life.", "Please help me, it's the worst headache of my life."),
        "the worst headache of your life",
        (_onset("an hour ago", "2 hours ago", "this morning"),
         Aspect(("How quickly did it come on?", "How fast did it build up?"), (("within seconds", "Within seconds."), ("at its worst within a minute", "It was at its worst within a minute."))),
         Aspect(("Where is it?", "Where do you feel it?"), (("at the back of the head", "It's at the back of the head."), ("all over the head", "It's all over the head.")))),
        ("neck_stiffness", "vomiting", "photophobia", "fever", "arm_weakness", "blurred_vision", "fainting"), (30, 70), flag=(),
        impression=("A bleed on the brain is possible, and must be ruled out.", "We need to rule out a subarachnoid haemorrhage.", "This could be a bleed on the brain."), urgent=_CALL,
    ),
    Case(
        "headache", ("headache",),
        ("I've got an awful headache.", "My head hurts and I feel dreadful.", "I feel awful, doctor. It's this headache."),
        "a headache",
        (_onset("yesterday", "this morning", "12 hours ago"),
         Aspect(("Is it getting worse?", "Has it changed since it started?"), (("getting worse", "It's getting worse."),))),
        ("fever", "neck_stiffness", "photophobia", "vomiting", "cough", "runny_nose"), (18, 45), flag=("fever+neck_stiffness",),
        impression=("This could be meningitis.", "I'm worried about meningitis.", "We need to rule out meningitis."), urgent=_CALL,
    ),
    Case(
        "throat_swelling", ("lips are swelling",),
        ("My lips are swelling and I don't know what to do.", "Please help, my lips are swelling."),
        "swollen lips",
        (_onset("10 minutes ago", "20 minutes ago", "15 minutes ago"),
         Aspect(("Did you eat anything before it started?", "What happened just before?"), (("after eating peanuts", "It was after eating peanuts."), ("after a wasp sting", "It was after a wasp sting."), ("after eating prawns", "It was after eating prawns.")))),
        ("hives", "breathlessness", "dizziness", "vomiting", "wheeze", "itching"), (18, 60), flag=(),
        impression=("This could be anaphylaxis.", "It may be a severe allergic reaction.", "I'm worried that this is anaphylaxis."), urgent=(_CALL[0], _CALL[1], _CALL[3], _CALL[5]),
    ),
    Case(
        "vomiting_blood", ("vomiting blood",),
        ("I've vomited blood.", "There was blood in my vomit.", "I've been vomiting blood."),
        "you've been vomiting blood",
        (_onset("an hour ago", "3 hours ago", "this morning"),
         Aspect(("How much blood was there?", "How much did you see?"), (("about a cupful", "About a cupful."), ("a few spoonfuls", "A few spoonfuls."))),
         Aspect(("What did it look like?", "What colour was it?"), (("bright red", "It was bright red."), ("dark red", "It was dark red.")))),
        ("black_stool", "dizziness", "abdominal_pain", "heartburn", "fainting", "weight_loss"), (35, 80), flag=(),
        impression=("I'm worried about internal bleeding.", "This could be a stomach ulcer, and we must act on it now.", "It may be internal bleeding."), urgent=_CALL,
    ),
    Case(
        "calf_swelling", ("swollen calf",),
        ("My calf is swollen.", "I've got a swollen calf, and now I don't feel right.", "My leg is swollen, doctor."),
        "a swollen calf",
        (_onset("2 days ago", "3 days ago", "yesterday"),
         Aspect(("Which leg is it?", "Is it the left or the right?"), (("left leg", "It's the left leg."), ("right leg", "It's the right leg."))),
         Aspect(("Have you been on a long journey?", "Did anything happen before it started?"), (("after a long flight", "It was after a long flight."), ("after 10 hours in the car", "It was after 10 hours in the car.")))),
        ("breathlessness", "chest_pain", "coughing_blood", "calf_pain", "fever", "palpitations"), (30, 75), flag=("breathlessness", "chest_pain"),
        impression=("This could be a clot in the lung.", "I'm worried about a clot on the lung.", "We need to rule out a pulmonary embolism."), urgent=_CALL,
    ),
    Case(
        "calf_swelling", ("swollen calf",),
        ("My calf is swollen.", "It's my leg. The calf is swollen.", "I've noticed a swollen calf."),
        "a swollen calf",
        (_onset("2 days ago", "3 days ago", "yesterday", "4 days ago"),
         Aspect(("Which leg is it?", "Is it the left or the right?"), (("left leg", "It's the left leg."), ("right leg", "It's the right leg."))),
         Aspect(("Have you been on a long journey?", "Did anything happen before it started?"), (("after a long flight", "It was after a long flight."), ("after a week in bed", "It was after a week in bed.")))),
        ("calf_pain", "fever", "itching", "rash", "palpitations"), (30, 75), flag=("calf_pain",),
        impression=("This could be a clot in the leg.", "We need to rule out a deep vein thrombosis.", "I suspect a deep vein thrombosis."), urgent=_TODAY,
        nets=("If you get breathless or have chest pain before then, call 999.", "If you start to cough up blood or feel short of breath, call 999 at once."),
    ),
    Case(
        "headache", ("headache",),
        ("I've had a headache that won't go.", "I've got a new headache, and it worries me.", "It's this headache, doctor."),
        "a new headache",
        (_onset("2 weeks ago", "10 days ago", "3 weeks ago"),
         Aspect(("Where do you feel it?", "Which side is it?"), (("at the left temple", "It's at the left temple."), ("at the right temple", "It's at the right temple.")))),
        ("scalp_tenderness", "jaw_claudication", "blurred_vision", "weight_loss", "tiredness", "fever", "nausea"), (58, 86), flag=("scalp_tenderness", "jaw_claudication"),
        impression=("This could be temporal arteritis.", "I suspect giant cell arteritis.", "We need to rule out giant cell arteritis, which can harm the sight."), urgent=_TODAY,
        nets=("If your vision changes or goes, go to A&E at once.", "If you lose any sight before then, call 999."),
    ),
    Case(
        "abdominal_pain", ("tummy pain",),
        ("I've got awful tummy pain.", "I've got pain in my tummy and I'm worried.", "It's my stomach. The stomach pain is awful."),
        "tummy pain",
        (_onset("this morning", "yesterday", "5 hours ago"),
         Aspect(("Where is it worst?", "Which side is it?"), (("low down on the left side", "It's low down on the left side."), ("low down on the right side", "It's low down on the right side.")))),
        ("vaginal_bleeding", "dizziness", "vomiting", "fever", "burning_urine", "fainting"), (18, 42), sex="female", flag=("missed_period",),
        impression=("We need to rule out an ectopic pregnancy.", "This could be an ectopic pregnancy.", "I'm worried about an ectopic pregnancy."), urgent=_CALL,
    ),
    Case(
        "testicular_pain", ("pain in my testicle",),
        ("It's embarrassing, but I've got pain in my testicle.", "I've got pain in my testicle and I'm scared."),
        "pain in your testicle",
        (_onset("3 hours ago", "2 hours ago", "this morning", "an hour ago"),
         Aspect(("Which side is it?", "Is it the left or the right?"), (("left side", "The left side."), ("right side", "The right side."))),
         Aspect(("Did it come on suddenly?",), (("came on suddenly", "Yes, it came on suddenly."),))),
        ("vomiting", "nausea", "fever", "burning_urine", "injury", "abdominal_pain"), (14, 30), sex="male", flag=(),
        impression=("This could be a testicular torsion.", "We need to rule out a twisted testicle.", "I'm worried about torsion."), urgent=("You need to go to A&E now; please don't wait.", "Please go straight to A&E now.", "Get someone to take you to A&E right now.", "You need to be in hospital; please call 999 now."),
    ),
    Case(
        "blood_in_urine", ("blood in my urine",),
        ("I've seen blood in my urine.", "There was blood in my pee.", "My pee is red, doctor. There's blood in my urine."),
        "blood in your urine",
        (_onset("a week ago", "3 days ago", "2 weeks ago"),
         Aspect(("How many times have you seen it?", "How often has it happened?"), (("seen 3 times", "I've seen it 3 times."), ("seen twice", "I've seen it twice."), ("seen 4 times", "4 times now.")))),
        ("fever", "loin_pain", "weight_loss", "abdominal_pain", "tiredness"), (48, 84), flag=(),
        impression=("There are many possible causes, but we must be sure that it is nothing serious, such as cancer.", "We need to rule out a cancer.", "It may well be something simple, but I want to rule out a cancer."), urgent=_PATHWAY,
        nets=("If you can't pass urine, or you pass clots, go to A&E.", "If you get a fever or pain, call us the same day."),
    ),
    Case(
        "coughing_blood", ("coughing up blood",),
        ("I've been coughing up blood.", "There was blood in my phlegm.", "I coughed up blood and it scared me."),
        "you've been coughing up blood",
        (_onset("a week ago", "5 days ago", "2 weeks ago"),
         Aspect(("How much is it?", "How much blood is there?"), (("streaks of blood", "It's streaks of blood."), ("about a teaspoon", "About a teaspoon.")))),
        ("weight_loss", "fever", "breathlessness", "chest_pain", "night_sweats", "tiredness"), (42, 82), flag=(),
        impression=("We must rule out a cancer.", "It may be something simple, but we need to rule out a cancer.", "There are several possible causes, and a cancer is one that we need to exclude."), urgent=_PATHWAY,
        nets=("If you cough up more blood or get short of breath, call 999.", "If there is a lot of blood, or you feel faint, call 999."),
    ),
)  # fmt: skip
