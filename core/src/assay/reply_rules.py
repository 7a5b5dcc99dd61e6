"""Text that came from a model: chat marks, turns it ran on into, refusals, words about the text instead of the text.

Rules, not judgement: they say what a reply is not, never that it is right. Marks in
code, or quoted, are what the text is about.
"""

from __future__ import annotations

import re
import unicodedata

from assay.descriptions import Verifier, verifier
from assay.errors import BadReference
from assay.evidence.markdown import outside_fences
from assay.evidence.unanswerable import Unanswerable
from assay.records import Sample, Status, Verdict
from assay.references import has_part, stated_answer

Problem = tuple[str, str]
"""A reason code and a sentence."""

_REFUSED = (
    r"(?:be able|help|assist|comply|provide|fulfil\w*|answer|do (?:that|this|it)|feel comfortable|have (?:the )?abilit\w+"
    r"|solve|write|create|generate|produce|complete|continue|change|rewrite|rephrase|access|browse|view|determine"
    r"|give (?:you|an?|any)|offer|engage|discuss|support|process|perform|fully)\b"
)
_I_AM = r"i(?:['’]m| am)"
_REFUSAL = re.compile(
    r"(?:(?:h?u?mm+|well|honestly|actually|unfortunately|regrettably|my apologies|apologies|sorry|i(?:['’]m| am) afraid)\b)?"
    r"[,.!:;…]{0,3}\s*(?:but |that )?(?:"
    rf"(?:{_I_AM}|i)? ?(?:very |so |really |truly )?(?:sorry|apologi[sz]e)\b[^.\n]{{0,60}}?,? (?:but|i)\b"
    r"|as an? (?:ai|artificial|(?:large )?language)\b"
    rf"|{_I_AM} (?:just |only )?an? (?:ai|(?:large )?language model)\b"
    r"|i (?:cannot|can ?not|can['’]?t|could not|couldn['’]?t|won['’]?t|will not|would not|am|must|have to|do not|don['’]?t)"
    rf"\s+(?:unable|not able|decline|refuse|{_REFUSED})"
    rf"|{_I_AM} (?:unable|not able|not comfortable)\b"
    r"|i (?:do not|don['’]?t) (?:currently |actually )?have (?:enough|sufficient|access|any (?:information|data|way|knowledge)"
    r"|the (?:necessary |required )?(?:information|data|context|ability|means)|information|real-?time|personal)\b"
    r"|i (?:do not|don['’]?t) know(?:\s*[.!,;\n]|\s*\Z| (?:the answer|how to (?:answer|solve|do)|enough|anything about)\b)"
    r"|there is not enough information\b"
    r"|i (?:can ?not|can['’]?t)\W*\Z|(?:i have )?no idea\W*\Z"
    rf"|{_I_AM} not sure(?:\W*\Z| (?:how to (?:answer|help|respond)|about that)\b)"
    r"|i(?:['’]d| would) (?:rather|prefer) not\b|i (?:have|need) to decline\b"
    r"|i refuse to (?:answer|help|comply|do|write|provide|discuss|engage)\b|i have no (?:information|data|knowledge|access)\b"
    r"|that(?:['’]s| is) not something (?:that )?i can\b|it(?:['’]s| is) not possible for me to\b"
    r"|we (?:can ?not|can['’]?t|are unable to) (?:help|assist|comply|fulfil\w*)\b)"
    r"|(?:unfortunately|sorry|apologies|my apologies)\W*\Z"
    r"|je ne (?:peux|suis) pas (?:en mesure|répondre|(?:vous |t['’])aider|faire (?:cela|ça))\b"
    r"|no puedo (?:ayudar|responder|proporcionar|cumplir)\w*\b"
    r"|(?:(?:es )?tut mir leid, )?(?:ich|das) kann (?:ich )?(?:dir|ihnen|dabei|damit|das)\b[^.,\n]{0,20}\bnicht(?: (?:helfen|beantworten|tun|machen|sagen))?\W*\Z"
    r"|я не (?:могу|смогу) (?:ответить|помочь|выполнить)\b|我(?:不能|无法|没法|不便)(?:回答|帮|协助)"
    r"|(?:lo siento|désolée?|je suis désolée?|es tut mir leid|desculpe|mi dispiace|извините|к сожалению),? "
    r"(?:pero|mais|aber|mas|ma|no|não|non|я|но)\b|(?:很?抱歉|对不起|申し訳|すみませんが|죄송)"
    r"|作为(?:一个|一名|一款)?(?:AI|人工智能|大?语言模型)(?!研究|工程|专家|领域|公司|行业|技术|课程|专业|的)",
    re.IGNORECASE,
)
_SELF = re.compile(
    rf"(?:as an? (?:ai|artificial|(?:large )?language)\b|{_I_AM} (?:just |only )?an? (?:ai|(?:large )?language model)\b"
    rf"|{_I_AM} not comfortable\b|作为(?:一个)?(?:AI|人工智能|语言模型|大?模型)|我(?:不能|无法|不便)(?:提供|帮|协助|满足|讨论)|(?:i|{_I_AM})\b[^.\n]{{0,30}}\b(?:help|assist|comply|feel comfortable|decline|refuse|do (?:that|this)"
    r"|discuss|engage|support|provide|fulfil\w*|access|browse)\b)",
    re.IGNORECASE,
)
_SORRY = re.compile(
    rf"(?:\s*(?:(?:unfortunately|regrettably|sorry|(?:my )?apologies|{_I_AM} (?:afraid|(?:very |so |really )?sorry)|i apologi[sz]e)"
    r"(?: for (?:the|any) \w+)?[,.!:;]?|but|that|很?抱歉|对不起)[,，。 ]*)+",
    re.IGNORECASE,
)
"""What an honest answer may begin with, too."""
_NO_ANSWER = re.compile(  # narrow: a text may well say of something else that it cannot be found
    r"(?:it|this|that|the (?:(?:given|above|exact|final|correct|right) )?(?:answer|question|problem|result|solution|value)) (?:can ?not|can['’]t) be (?:\w+ )?"
    r"(?:determin|answer|calculat|comput|solv|f(?:ou|i)nd|know|infer|deduc|conclud)\w*"
    r"|(?:the|its|his|her|their|this|that|your) (?:[\w'’-]+ ){1,8}(?:can ?not|can['’]t) be (?:\w+ )?(?:determined|calculated|computed|inferred)\b"
    r"|(?:there (?:is|are) )?(?:simply )?(?:not enough|insufficient|not sufficient|no sufficient) (?:\w+ )?(?:information|data|details|context)\b"
    r"|(?:the )?(?:given |provided |available )?(?:information|data|problem|question)\b[^.\n]{0,40}\b(?:is|are) (?:insufficient|incomplete"
    r"|not (?:enough|sufficient)|underdetermined|unanswerable)\b"
    r"|(?:it is |it['’]s )?(?:impossible|not possible) to (?:determine|answer|calculate|compute|tell|know|infer|deduce)\b"
    r"|(?:we|one|you) (?:can ?not|can['’]t) (?:determine|answer|calculate|compute|tell|infer|deduce)\b"
    r"|(?:unknown|undetermined|indeterminate|未知|不确定)\W*\Z"
    r"|(?:这道?题|本题|答案|题目|我们?)?(?:信息|条件|数据)?(?:不足|不够|无法确定|不能确定|无法判断|无法计算|无法得出|无法回答|无法求解)",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:because|since|as|without|until|unless|due)\b|information|data\b|因为|由于|没有|缺少|不足|未",
    re.IGNORECASE,
)
_PREAMBLE = re.compile(
    r"\s*(?:(?:sure|certainly|of course|absolutely|okay|ok|great|alright)(?:[ ]?[!,.:]|\b[^\n.?]{0,60}[!:])"
    r"|here(?: is|['’]s| are)\b[^\n]{0,80}:"
    r"|\W{0,3}(?:the )?(?:rewritten|rephrased|paraphrased|reworded|evolved|new|harder|revised)\b[^\n]{0,40}:"
    r"|(?:the user|you) (?:wants?|asks?|asked|would like) (?:me )?\b|i(?:['’]m| am) sorry\b|i hope (?:this|these|that) "
    rf"|{_REFUSAL.pattern})",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"^[^\w\n]{0,3}(?:i hope (?:this|these|that|it|you (?:like|enjoy(?:ed)?) (?:it|this|the))\b|(?:please )?let me know if\b|feel free to (?:ask|let)\b"
    r"|(?:do )?you want me to\b|would you like me to\b|if you(?:['’]d like| would like| want| need)\b[^\n]{0,60}let me know)",
    re.IGNORECASE | re.MULTILINE,
)
_MARK = re.compile(
    r"<\|[\w▁-]{1,40}\|?>|<｜[^｜\n]{1,40}｜>|\[/?(?:INST|THINK|EOS|BOS)\]|◁/?\w{1,20}▷|<</?SYS>>|\[/?(?:TOOL_CALLS|TOOL_RESULTS|AVAILABLE_TOOLS)\]"
    r"|<[ ]?/?[ ]?(?:[a-z]+:)?(?:think|thinking|thought|reasoning|reflection|scratchpad|tool_call|tool_calls|tool_response"
    r"|function_calls?|inner_monologue|start_of_turn|end_of_turn|bos|eos|eot|pad|unk)[ ]?>|<function=[^>\n]*>|</function>"
    r"|\bassistantfinal\b|\A(?:analysis|commentary)(?=[A-Z])|\A\W*assistant[ \t]*\n"
    r"|\A\W*#{2,4} ?(?:response|answer|output)\s*:|^#{2,4} ?(?:instruction|human|assistant|user)\b\s*:?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_STRIKE = re.compile(r"</?s>")
_WIDE = str.maketrans("＜＞／", "<>/")
_QUOTED = re.compile(r"\"[^\"\n]{0,60}\"|“[^”\n]{0,60}”|'<[^'\n]{0,40}>'|`[^`\n]*`")
_TURN = re.compile(
    r"^[ \t>*_#]{0,4}[\[<]?(?:User|USER|Human|HUMAN|Assistant|ASSISTANT|AI|Chatbot|ChatGPT|GPT)\b[\]>]?[*_ ]{0,3}:",
    re.MULTILINE,
)
_SYSTEM = re.compile(r"^[ \t>*_#]{0,4}(?:System|SYSTEM)[*_ ]{0,3}:", re.MULTILINE)
_AGAIN = re.compile(r"(?<=\n)[ \t*_#]{0,5}(Problem|Question)\b[ \t]*\d*[*_]{0,2}:", re.MULTILINE)
_TALK = re.compile(
    r"\b(?:dialog(?:ue)?s?|conversations?|chats?|transcripts?|interviews?|scripts?|screenplay|role-?play|exchange"
    r"|messages?|turns|speakers?|chatbots?|assistants?)\b|^[ \t>*_]{0,4}(?:user|human|assistant|ai)\b[*_ ]{0,3}:",
    re.IGNORECASE | re.MULTILINE,
)


def outside_code(text: str) -> str:
    """A text without its closed code blocks, inline code and short quotations."""
    return _QUOTED.sub(" ", outside_fences(text))


def left_over(text: str) -> str:
    """The first mark of a chat format, a tool call or thinking in a text, outside code and quotations; ``""`` if none."""
    bare = outside_code(text)
    if match := _MARK.search(bare.translate(_WIDE)):
        return match[0].strip()
    strikes = _STRIKE.findall(bare)  # HTML strikes text out by <s>…</s>; a template opens or ends with one
    if strikes and (strikes != ["<s>", "</s>"] * (len(strikes) // 2) or bare.strip().startswith("<s>")):
        return str(strikes[0])
    return ""


def runs_on(text: str, prompt: str = "") -> str:
    """The line in which a reply begins somebody's next turn or another problem; ``""`` if none, or a dialogue is the task."""
    bare = outside_code(text)
    if not _TALK.search(prompt):
        turn = _TURN.search(bare) or (_SYSTEM.search(bare) if len(_SYSTEM.findall(bare)) > 1 else None)
        if turn:
            return turn[0].strip()
    again = _AGAIN.search(bare)
    return again[0].strip() if again and again[1].lower() not in prompt.lower() else ""


def refuses(text: str) -> str:
    """How a text begins that refuses, or says that it does not know; ``""`` for others."""
    match = _REFUSAL.match(text.lstrip(" \t\n*_>\"“'"))
    return match[0].strip() if match else ""


def preamble(text: str) -> str:
    """How a text begins that speaks of itself instead (``Sure! Here is …``), a refusal too; ``""`` for others."""
    match = _PREAMBLE.match(text)
    return match[0].strip() if match else ""


def closing(text: str) -> str:
    """The words that a model adds for who asked (``I hope this helps``), at the beginning of a line; ``""`` if none."""
    match = _CLOSING.search(outside_code(text))
    return match[0].strip() if match else ""


def has_no_answer(reference: str, prompt: str = "") -> bool:
    """Whether a reference says that the task has no answer.

    By its part ``unanswerable``, by the words of its plain answer, or by the option of the prompt that it names.
    """
    from assay.evidence.no_answer import is_no_value  # its rules take a while to compile

    try:
        answer = stated_answer(reference) or ""
        return has_part(reference, Unanswerable) or _says_so(answer) or is_no_value(answer[:300], prompt)
    except BadReference:
        return False


def reply_problem(text: str, prompt: str = "", reference: str = "") -> Problem | None:
    """What keeps a model's text from being an answer, by rules alone.

    Where the reference says that the task has no answer (its part ``unanswerable``, or its words), a text that
    begins by saying so is an answer; where it has one, such a text is none, unless it gives a value after
    all. A model that speaks of itself or does not want to help never answers.
    """
    if text and not any(unicodedata.category(c)[0] not in "ZC" for c in text):
        return "empty", "The text has no character that can be seen."
    if mark := left_over(text):
        return "left_over_markup", f"The text holds {mark[:60]!r}."
    if turn := runs_on(text, prompt):
        return "runs_on", f"The text runs on into another turn: {turn[:60]!r}."
    refusal = refuses(text)
    gives_up = not refusal and bool(stated_answer(reference)) and _gives_up(text, prompt)
    if refusal and not (has_no_answer(reference, prompt) and _is_honest(text)):
        return "no_answer", f"The text begins with {refusal[:60]!r}."
    if gives_up and not has_no_answer(reference, prompt):
        return "no_answer", f"The text begins with {text.strip()[:60]!r}, and the task has an answer."
    return None


def _is_honest(text: str) -> bool:
    """Whether a text that looks like a refusal says that the task has no answer, not that a model does not want to."""
    bare = _bare(text)
    if _SELF.match(bare) or not _says_so(bare):
        return False
    return not re.match(r"i\b|我", bare, re.IGNORECASE) or bool(_REASON.search(bare[:1000]))


def _gives_up(text: str, prompt: str) -> bool:
    """Whether a text begins by saying that there is no answer, and gives none after all."""
    bare = _bare(text)
    if not _NO_ANSWER.match(bare):
        return False
    from assay.evidence.no_answer import commits

    return _says_so(bare) and not commits(text, prompt)


def _says_so(text: str) -> bool:
    """Whether a text begins by saying, without doubt, that there is no answer."""
    from assay.evidence.no_answer import first_states  # its rules take a while to compile

    return bool(text) and first_states(text)


def _bare(text: str) -> str:
    """A text without the marks and the regrets that it begins with."""
    bare = text.lstrip(" \t\n*_>\"“'")
    sorry = _SORRY.match(bare)
    return bare[sorry.end() :] if sorry else bare


def prompt_problem(text: str) -> Problem | None:
    """What keeps a model's text from being a task."""
    if mark := left_over(text):
        return "left_over_markup", f"The task holds {mark[:60]!r}."
    head, _, rest = text.partition("\n")
    if turn := runs_on("\n" + rest if rest else "", head):
        return "runs_on", f"The task runs on into another turn: {turn[:60]!r}."
    if start := preamble(text):
        return "preamble", f"The task begins with {start[:60]!r}."
    return None


def _verdict(problem: Problem | None) -> Verdict:
    return Verdict(Status.REJECTED, *problem) if problem else Verdict(Status.ACCEPTED, "ok")


REPLY = "assay.reply"
"""What the gate requires of every row of a recipe that asks a model."""


@verifier(REPLY, version=3)
def check_reply(sample: Sample) -> Verdict:
    """Is the response free of chat marks, turns that it ran on into, and no refusal?

    To say that there is not enough information is an answer where the reference says so, too.
    """
    problem = reply_problem(sample.response, sample.prompt, sample.reference)
    if problem and problem[0] == "no_answer" and sum(turn.role == "user" for turn in sample.turns) > 1:
        problem = None  # within a talk "I do not know" is a turn like others; a system prompt makes no talk
    return _verdict(problem)


@verifier("assay.prompt", version=3, needs=("prompt",))
def check_prompt(sample: Sample) -> Verdict:
    """Is a prompt that a model wrote free of chat marks, of further turns and of words about itself?"""
    return _verdict(prompt_problem(sample.prompt))


VERIFIERS: list[Verifier] = [check_prompt, check_reply]
