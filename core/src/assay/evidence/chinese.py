"""Chinese: sentences, numbers and negations by rules; what they do not decide raises :class:`CannotTell`.

Simplified and traditional characters. Chinese puts no spaces between words, and there is no
segmenter here, so words are runs of characters; names, base forms and what a negation reaches
are not to be had.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import NoReturn

from assay.evidence.number_words import HAN, han_number
from assay.evidence.number_words import number_word as _number_word
from assay.evidence.pieces import CannotTell, Number, Piece

CODE = "zh"

_IDEOGRAPH = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇"
_WORD = re.compile(rf"[{_IDEOGRAPH}]+|[^\W\d_{_IDEOGRAPH}]+(?:['’][^\W\d_{_IDEOGRAPH}]+)?")
_END = re.compile(
    rf"(?:[。！？；;!?]+|…+|\.{{3,}}|(?<=[{_IDEOGRAPH}])\.(?=\s|\Z|[{_IDEOGRAPH}]))[”’」』）)\"]*|\n+"
)
_PARAGRAPH_END = re.compile(r"\n[ \t\u3000]*\n\s*")
_OPEN, _CLOSE = "「『“（", "」』”）"


def words_in(text: str) -> list[Piece]:
    """Runs of Chinese characters, which are not cut into words, and words in other letters."""
    return [Piece(match[0], match.span()) for match in _WORD.finditer(text)]


def sentences_in(text: str, *, wrapped: bool = False) -> list[Piece]:
    """The sentences of a text, which end with 。！？； … or a line; in quotation marks none ends alone.

    With ``wrapped`` lines only a blank line does, not every line end.
    """
    found: list[Piece] = []
    begin = at = depth = 0
    for match in _END.finditer(text):
        depth += sum((c in _OPEN) - (c in _CLOSE) for c in text[at : match.end()])
        at = match.end()
        line = match[0].startswith("\n")
        if line and wrapped and not _PARAGRAPH_END.match(text, match.start()):
            continue
        if line:
            depth = 0  # a quotation that is not closed reaches no further
        if depth <= 0:
            depth = 0
            _add(text, begin, at, found)
            begin = at
    _add(text, begin, len(text), found)
    return found


def _add(text: str, start: int, end: int, found: list[Piece]) -> None:
    piece = text[start:end]
    if stripped := piece.strip():
        start += len(piece) - len(piece.lstrip())
        found.append(Piece(stripped, (start, start + len(stripped))))


_UNITS = {
    word: entry.split(":")[0].strip()
    for entry in (
        "%: % ％; ‰: ‰; %点: 百分点 百分點 个百分点 個百分點; 元: 元 块钱 圆 人民币; $: 美元 美金; €: 欧元 歐元; £: 英镑 英鎊; mm: mm 毫米 公厘; cm: cm 厘米 公分 釐米; m: m 米 公尺; "
        "km: km 公里 千米; mg: mg 毫克; µg: mcg μg µg 微克; g: g 克 公克; kg: kg 千克 公斤; t: t 吨 噸 公吨; 斤: 斤; 两: 市两; mL: ml mL 毫升; "
        "L: L 升 公升; s: s 秒 秒钟 秒鐘; min: min 分钟 分鐘; h: h 小时 小時 个小时 個小時 钟头; d: 天; wk: 周 週 星期 个星期 個星期 礼拜; mo: 个月 個月; "
        "月: 月 月份; 日: 日 号 號; yr: 年; 岁: 岁 歲; century: 世纪 世紀; °C: °C ℃ 摄氏度 攝氏度; °: 度 °; V: 伏 伏特; W: 瓦 瓦特; kWh: 千瓦时 度电; 亩: 亩 畝; "
        "ha: 公顷 公頃; 倍: 倍; 成: 成; 折: 折; 点: 点 點 点钟 點鐘; 分: 分; 刻: 刻; 角: 角; 层: 层 層 楼 樓; kcal: 千卡 大卡; mmHg: mmHg 毫米汞柱"
    ).split(";")
    for word in entry.split(":", 1)[1].split()
}
_COUNTERS = frozenset(
    "个 個 只 隻 本 人 名 位 条 條 张 張 件 台 臺 辆 輛 棵 朵 头 頭 匹 把 支 枝 根 块 塊 片 杯 瓶 盒 箱 袋 包 份 家 间 間 所 座 栋 棟 艘 架 门 門 "
    "次 回 遍 场 場 届 屆 级 級 种 種 类 類 组 組 队 隊 双 雙 对 對 套 章 节 節 页 頁 行 句 字 步 项 項 期 集 篇 封 粒 颗 顆 滴 克拉 笔 筆 口 户 戶 "
    "款 则 則 班 车 車 票 股 元组 例 剂 劑 盘 盤 碗 桶 罐 串 群 批 道 面 扇 幅 顶 頂 枚".split()
)
"""Words for counting things; they are no unit."""
_BEHIND = sorted([*_UNITS, *_COUNTERS], key=len, reverse=True)
_UNIT = re.compile("[ \u00a0-]?(?P<unit>" + "|".join(map(re.escape, _BEHIND)) + ")")
_DIGITS = r"(?<![\d.])\d+(?:,\d{3})*(?:\.\d+)?"
_NUMBER = re.compile(
    rf"(?P<ordinal>[第初]\s?|星期|礼拜|禮拜|[周週])?(?P<sign>(?<![0-9A-Za-z)）%{HAN}])[-−]|负|負|零下|[+＋])?(?:(?P<whole>[{HAN}]+|{_DIGITS})分之)?"
    rf"(?:(?P<digits>{_DIGITS})\s?(?P<scale>[十百千万萬亿億]+(?!(?<=千)[克米卡瓦]))?|(?P<han>[{HAN}]+)(?:[点點](?P<decimals>[{HAN}]+))?)"
)
_NO_NUMBERS = re.compile(
    "一[些起定样樣直切般共旦边邊面时時生路心向再方点點下会會致律贯貫概带帶块塊半口旁同连連度经經律齐齊味如]|"
    "[统統单單同唯专專万萬进進逐之某每另这這那哪]一(?![百千万萬亿億十])|第一时间|十分(?![钟鐘])|十足|百姓|百货|百貨|百科|百合|千万[别別不要]|三明治|三角(?=形|函|洲|板|关|關)|三[维維国國亚亞叉]|二[氧甲硫磷手胡尖]|百分比|"
    "四川|四周|四处|四處|四季|四肢|五官|五脏|五臟|五金|九江|七夕|八卦|九州|两[者边邊侧側岸]|兩[者邊側岸]|万[物能分]|萬[物能分]|千[古秋]|零[食售件散钱錢]|半[年天夜]"
)
_ABOUT = "几幾数數"
_MOST_DIGITS = 400
_SHORT = re.compile("[俩倆仨廿卅]")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，％－＋", "0123456789.,%-+")


def numbers_in(text: str) -> list[Number]:
    """Numbers in digits and in Chinese numerals (``二十三``, ``3.5万``, ``百分之五``, ``三分之一``), signed, with units.

    ``一`` alone and ``半`` are no numbers, nor are numerals in words such as ``十分`` and ``四周``. An ordinal
    (``第三``) has the unit ``第``, a weekday ``星期``. Raises :class:`CannotTell` for numerals that are read in two ways
    (``三四个``, ``一百五``, ``十几``), and for one that stands by itself with nothing counted.
    """
    plain = text.translate(_FULL_WIDTH)  # one character for each: places stay
    if short := _SHORT.search(plain):
        raise _unclear(text, short.span())
    words = _within(_NO_NUMBERS, plain)
    found: list[Number] = []
    at = 0
    while match := _NUMBER.search(plain, at):
        at = match.end()
        if match["han"] and not (match["whole"] or match["decimals"] or match["ordinal"]):
            begin, end = match.span("han")
            if words.get(begin, 0) >= end:
                continue
        # 5元-10元: a dash, and no minus
        number = _number(plain, match, dash=bool(found) and found[-1].span[1] == match.start("sign"))
        if number:
            found.append(Number(number.value, number.unit, text[slice(*match.span())].strip(), number.span))
            at = number.span[1]
    return found


def _within(pattern: re.Pattern[str], text: str) -> dict[int, int]:
    """For each place in a match of the pattern, where the match ends."""
    return {place: match.end() for match in pattern.finditer(text) for place in range(*match.span())}


def _number(text: str, match: re.Match[str], dash: bool) -> Number | None:
    start, end = match.span()
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    behind = _UNIT.match(text, end)
    if match["han"] and any(c in _ABOUT for c in around):
        raise _unclear(text, (start, end))
    value = _value(match)
    if value is None:
        raise _unclear(text, (start, end))
    unit, close = "", end
    if behind:
        unit, close = _UNITS.get(behind["unit"], ""), behind.end()
    if text.startswith("半", close):
        raise _unclear(text, (start, close + 1))
    if match["whole"]:
        whole = _whole(match["whole"])
        if not whole:
            raise _unclear(text, (start, end))
        if whole in (100, 1000) and not unit:
            unit = "%" if whole == 100 else "‰"
        else:
            value = Fraction(value) / whole
    elif match["han"] and not behind and not match["ordinal"] and len(match["han"]) == 1:
        if match["han"] == "一" and not match["sign"] and not match["decimals"]:
            return None
        if not match["decimals"]:
            raise _unclear(text, (start, end))
    elif match["han"] == "一" and not (match["decimals"] or match["ordinal"] or match["sign"]) and not unit:
        return None  # 一个: the article
    if match["ordinal"]:
        if match["ordinal"].strip() in "第初":
            unit = match["ordinal"].strip()
        elif not behind:
            unit = "星期"
        elif match["han"] not in (None, "两", "兩"):
            raise _unclear(text, (start, behind.end()))  # 每周三次: three times, and no Wednesday
    minus = bool(match["sign"]) and match["sign"] not in "+＋" and not (dash and match["sign"] in "-−")
    return Number(_written(-value if minus else value), unit, match[0], (start, close))


def _value(match: re.Match[str]) -> Fraction | None:
    if match["digits"]:
        if len(match["digits"]) > _MOST_DIGITS:
            return None
        scale = 1 if not match["scale"] else han_number("一" + match["scale"])
        if match["scale"] and match["scale"] in "十百千":
            scale = {"十": 10, "百": 100, "千": 1000}[match["scale"]]
        return None if scale is None else Fraction(match["digits"].replace(",", "")) * scale
    if match["decimals"] is None:
        whole = han_number(match["han"])
        return None if whole is None else Fraction(whole)
    if len(match["decimals"]) > _MOST_DIGITS:
        return None
    before = han_number(match["han"])
    digits = [han_number(c) for c in match["decimals"]]
    after = match.string[match.end() : match.end() + 1]
    if before is None or after in ("分", "刻") or any(d is None or d > 9 for d in digits):
        return None
    return before + Fraction(int("".join(map(str, digits))), 10 ** len(digits))


def _whole(text: str) -> int | None:
    if len(text) > _MOST_DIGITS:
        return None
    if not text[0].isdigit():
        return {"百": 100, "千": 1000, "万": 10_000, "萬": 10_000}.get(text) or han_number(text)
    value = Fraction(text.replace(",", ""))
    return value.numerator if value.denominator == 1 else None


def _written(value: Fraction) -> str:
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    with localcontext(prec=len(str(value.numerator)) + 4 * len(str(value.denominator)) + 20):
        return f"{(Decimal(value.numerator) / Decimal(value.denominator)).normalize():f}"


def _unclear(text: str, span: tuple[int, int]) -> CannotTell:
    start, end = span
    end = min(end, start + 40)
    around = text[max(0, start - 4) : end + 4]
    return CannotTell(f"Which number {text[start:end]!r} is in {around!r} is not clear.")


def number_word(text: str) -> int | Fraction | None:
    """The number that a Chinese numeral spells out; ``None`` if it is none, or is read in two ways."""
    return _number_word(text) if text.strip() and all(c in HAN for c in text.strip()) else None


_UNCLEAR = re.compile(  # twice negated, a question, "not only", or a rhetorical one
    r"不得不|[不无無莫非][不无無]|不能不|不可不|不会不|不會不|没有不|沒有不|不(?:但|仅|僅|只是|光|单|單|过|過|免|由得|禁)|未免|无非|無非|非\w{1,8}不|"
    r"(?P<asked>\w)[不没沒](?P=asked)|有[没沒]有|(?:不是|不就|[难難]道)[^。！？\n]{0,60}[吗嗎]"
)
_NEGATION = re.compile(
    "没有|沒有|并非|並非|绝非|絕非|从未|從未|尚未|还未|還未|未曾|未必|毫无|毫無|并无|並無|从不|從不|决不|決不|绝不|絕不|[不没沒未无無非勿莫毋否别別甭]"
)
_NO_NEGATION = re.compile(
    "不错|不錯|差不多|不断|不斷|不久|不愧|不管|不论|不論|无论|無論|不料|不时|不時|不已|不锈钢|不鏽鋼|未来|未來|"
    "非常|非凡|除非|是非|[东西南北中東]非|非洲|无线|無線|[是能可]否|否则|否則|"
    "特别|特別|[区區分个個级級类類性识識差告派辨鉴鑑离離送永][别別]|[别別][人的墅名处處致扭]|"
    "[淹沉埋出][没沒]|[没沒][收落]|约莫|約莫|莫名"
)
_FORBIDS = re.compile(r"(?:\A|[\s，。！？；：、“「『,.!?;:]|[请請您你])\Z")


def negations_in(text: str) -> list[Piece]:
    """The words that negate: 不, 没有, 无, 未 …, but not those in words such as 非常, 未来 and 特别.

    Raises :class:`CannotTell` where a negation is negated or asked for (不得不, 是不是, 不但), and for
    别 and 莫 in words that are not known.
    """
    for match in _UNCLEAR.finditer(text):
        raise CannotTell(f"Whether {match[0]!r} negates is not clear.")
    known = _within(_NO_NEGATION, text)
    found = []
    for match in _NEGATION.finditer(text):
        if match.start() in known:
            continue
        commands = match[0] in "别別" and _FORBIDS.search(text, max(0, match.start() - 1), match.start())
        if match[0] in "别別莫" and not commands:
            around = text[max(0, match.start() - 2) : match.end() + 2]
            raise CannotTell(f"Whether {match[0]!r} in {around!r} negates is not clear.")
        found.append(Piece(match[0], match.span()))
    return found


def names_in(_text: str) -> NoReturn:
    """Chinese marks names by nothing that rules could read: always raises :class:`CannotTell`."""
    raise CannotTell("Names in Chinese cannot be told from other words by rules.")


def polarities(_text: str) -> NoReturn:
    """Without words there is nothing that a negation could be said of: always raises :class:`CannotTell`."""
    raise CannotTell("What a negation reaches in Chinese cannot be told without a segmenter.")


def outside(_text: str, _vocabulary: Collection[str]) -> NoReturn:
    """A closed vocabulary needs words: always raises :class:`CannotTell`."""
    raise CannotTell("Chinese text is not cut into words, so none can be held against a vocabulary.")
