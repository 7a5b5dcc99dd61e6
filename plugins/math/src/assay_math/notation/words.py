"""The vocabulary of mathematical text: commands, function names, units and other words."""

from __future__ import annotations

FUNCTIONS: dict[str, str] = {
    name: name
    for name in (
        "sin cos tan cot sec csc arcsin arccos arctan arccot arcsec arccsc sinh cosh tanh coth sech csch "
        "arsinh arcosh artanh exp ln lg log gcd lcm max min det rank re im arg abs floor ceil sgn conj norm"
    ).split()
} | {
    "asin": "arcsin", "acos": "arccos", "atan": "arctan", "arcsinh": "arsinh", "arccosh": "arcosh",
    "arctanh": "artanh", "asinh": "arsinh", "acosh": "arcosh", "atanh": "artanh", "tg": "tan", "ctg": "cot",
    "cosec": "csc", "arctg": "arctan", "ceiling": "ceil", "sign": "sgn", "sng": "sgn", "signum": "sgn", "tr": "tr",
    "trace": "tr", "Tr": "tr", "rk": "rank", "rang": "rank", "Re": "re", "Im": "im", "hcf": "gcd", "HCF": "gcd",
    "GCD": "gcd", "LCM": "lcm", "GCF": "gcd", "gcf": "gcd", "ggT": "gcd", "kgV": "lcm", "Max": "max", "Min": "min",
    "Arg": "arg", "Log": "log", "Ln": "ln", "sqrt": "sqrt", "cbrt": "cbrt", "Rank": "rank", "mod": "mod",
    "factorial": "factorial", "binom": "binomial", "binomial": "binomial",
}  # fmt: skip
"""Spelling of a function, with or without a backslash, and the name it has in the tree."""

PLAIN_FUNCTIONS = {
    k: v for k, v in FUNCTIONS.items() if k not in ("re", "im", "rang", "sng", "sign", "tr", "arg")
}
"""Those that a word without a backslash may be."""

INVERSES = {
    name: "arc" + name for name in ("sin", "cos", "tan", "cot", "sec", "csc")
} | {"sinh": "arsinh", "cosh": "arcosh", "tanh": "artanh"}  # fmt: skip

GREEK = frozenset(
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi rho varrho sigma "
    "varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega "
    "ell hbar aleph nabla Re Im".split()
) - {"Re", "Im"}

RELATIONS: dict[str, str] = {
    "=": "=", "==": "=", ":=": "=", "!=": "!=", "<>": "!=", "<": "<", "<=": "<=", "=<": "<=", ">": ">", ">=": ">=",
    "eq": "=", "coloneqq": "=", "le": "<=", "leq": "<=", "leqslant": "<=", "leqq": "<=", "ge": ">=", "geq": ">=",
    "geqslant": ">=", "geqq": ">=", "lt": "<", "gt": ">", "ne": "!=", "neq": "!=", "approx": "~", "thickapprox": "~",
    "simeq": "~", "doteq": "~", "approxeq": "~", "equiv": "==", "cong": "cong", "in": "in", "notin": "notin",
    "subset": "subset", "subseteq": "subseteq", "mid": "|", "divides": "|", "nmid": "!|", "to": "->",
    "rightarrow": "->", "longrightarrow": "->", "propto": "prop", "perp": "_|_", "parallel": "||", "sim": "similar",
}  # fmt: skip

NEGATED = {"=": "!=", "in": "notin", "|": "!|", "==": "!==", "<": ">=", ">": "<=", "<=": ">", ">=": "<"}

CONNECTIVES: dict[str, str] = {
    "and": "and", "or": "or", "land": "and", "wedge": "and", "lor": "or", "vee": "or", "implies": "implies",
    "Rightarrow": "implies", "Longrightarrow": "implies", "impliedby": "impliedby", "Leftarrow": "impliedby",
    "iff": "iff", "leftrightarrow": "iff", "longleftrightarrow": "iff", "Leftrightarrow": "iff", "Longleftrightarrow": "iff", "=>": "implies", "<=>": "iff",
}  # fmt: skip

OPERATORS: dict[str, str] = {
    "cdot": "cdot", "times": "x", "ast": "*", "star": "*", "bullet": "cdot", "div": "div", "pm": "pm", "mp": "mp",
    "cup": "union", "bigcup": "union", "cap": "intersection", "bigcap": "intersection", "setminus": "difference",
    "backslash": "difference", "vert": "|", "lvert": "lbar", "rvert": "rbar", "Vert": "||", "lVert": "||",
    "rVert": "||", "lbrace": "\\{", "rbrace": "\\}", "lbrack": "[", "rbrack": "]", "colon": ":",
    "prime": "'", "slash": "/", "lparen": "(", "rparen": ")",
}  # fmt: skip

SKIPPED = frozenset(
    "displaystyle textstyle scriptstyle limits nolimits quad qquad thinspace medspace thickspace enspace space "
    "negthinspace hfill noindent strut mathstrut cr notag nonumber allowbreak smallskip medskip".split()
)

SETS = {"R": "reals", "Z": "integers", "N": "naturals", "Q": "rationals", "C": "complexes"}

STOP_WORDS = frozenset(
    "is are was were be if of to the so we has have had for all not but by at as let then thus hence therefore "
    "since because when where which that this it its get gets gives give with from on into than given using "
    "such only both now first next finally also into equals i.e".split()
)
"""Words that end an expression: they are neither a unit nor a variable."""

UNITS = frozenset(
    "mm cm dm km kg mg mcg lb lbs oz ft yd mi hr hrs min sec ms ml mL dl cl kL kl kJ kW kWh MW mW Hz kHz MHz GHz Pa "
    "kPa atm mol rad deg mph kph kmh rpm USD EUR GBP INR km/h m/s ha gal qt pt tsp tbsp day days yr yrs wk wks hour "
    "men man ways way cup cups box cats dogs hens bag bags eggs jar jars pen pens bus cow cows pig pigs pie pies "
    "hat hats car cars toy toys can cans kid kids cal dm ppm bit bits byte keV MeV eV nm pm um kN kV mA amp volt ohm "
    "cents cent inch in mile feet foot yard acre liter litre gram grams".split()
)
"""Short words that are units or counted things rather than products of letters."""
