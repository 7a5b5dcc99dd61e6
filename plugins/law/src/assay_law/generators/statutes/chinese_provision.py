"""Which article, paragraph and item of a Chinese regulation says something: 条, 款, 项."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from assay import Draft, agree, generator, make_reference

_DIGITS = "零一二三四五六七八九"


def numeral(number: int) -> str:
    """A Chinese numeral up to 99."""
    tens, ones = divmod(number, 10)
    return ("" if not tens else ("" if tens == 1 else _DIGITS[tens]) + "十") + (
        _DIGITS[ones] if ones or not tens else ""
    )


@dataclass(frozen=True)
class _Article:
    """An article: its paragraphs, each a lead and its items, and what is asked about each of them."""

    paragraphs: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    asked: tuple[str, ...]  # about each paragraph; about an item it stands beside it


def _a(*paragraphs: tuple[str, str] | tuple[str, str, tuple[tuple[str, str], ...]]) -> _Article:
    return _Article(
        tuple((each[0], each[2] if len(each) == 3 else ()) for each in paragraphs),
        tuple(each[1] for each in paragraphs),
    )


_TITLES = {
    "停车": ("宁州市公共停车场管理办法", "临海市公共停车场管理办法", "云岭市公共停车场管理办法"),
    "养犬": ("江泽市养犬管理办法", "北塘市养犬管理办法", "宁州市养犬管理办法"),
}
_ARTICLES = {
    "停车": (
        _a(
            ("公共停车场实行分区、分时收费。", "公共停车场如何收费"),
            ("停车不足{n}分钟的，不得收费。", "多长时间以内停车不得收费"),
            (
                "下列车辆免收停车费：",
                "哪些车辆免收停车费",
                (
                    ("正在执行任务的消防车、救护车", "正在执行任务的救护车免收停车费"),
                    ("残疾人本人驾驶的专用车辆", "残疾人驾驶的专用车辆免收停车费"),
                    ("在指定泊位充电的新能源汽车，限首{h}小时", "充电的新能源汽车在一定时间内免费停放"),
                ),
            ),
        ),
        _a(
            ("经营者应当在入口处公示收费标准和监督电话。", "收费标准应当在何处公示"),
            ("经营者调整收费标准的，应当提前{d}日公告。", "调整收费标准应当提前多久公告"),
        ),
        _a(
            (
                "停车人应当遵守下列规定：",
                "停车人应当遵守哪些规定",
                (
                    ("按照标识有序停放车辆", "停车人应当按标识停放车辆"),
                    ("不得占用消防通道", "停车人不得占用消防通道"),
                    ("不得在停车场内加油、修车", "停车人不得在场内修车"),
                    ("按时足额支付停车费", "停车人应当按时支付停车费"),
                ),
            ),
            ("停车人拒不支付停车费的，经营者可以要求其补交。", "对拒不付费的停车人可以如何处理"),
        ),
        _a(
            (
                "经营者有下列行为之一的，由城市管理部门责令改正，处{m}元以下罚款：",
                "经营者哪些行为应受罚款",
                (
                    ("未公示收费标准的", "未公示收费标准的经营者受罚"),
                    ("擅自改变停车场用途的", "擅自改变停车场用途的经营者受罚"),
                    ("拒绝出具收费票据的", "拒绝出具票据的经营者受罚"),
                ),
            ),
            ("当事人对罚款决定不服的，可以依法申请行政复议。", "对罚款决定不服的救济途径"),
        ),
        _a(
            ("新建公共建筑应当配建停车场。", "哪些建筑应当配建停车场"),
            ("配建的停车场应当与主体工程同时设计、同时施工、同时交付使用。", "配建停车场与主体工程的关系"),
            ("配建标准每{y}年评估一次。", "配建标准多久评估一次"),
        ),
        _a(
            ("鼓励单位内部停车场在夜间向社会开放。", "单位内部停车场是否鼓励向社会开放"),
            ("开放时段由单位自行确定并公布。", "单位停车场的开放时段由谁确定"),
        ),
    ),
    "养犬": (
        _a(
            ("养犬人应当自犬只满{n}日起办理养犬登记。", "何时办理养犬登记"),
            (
                "办理登记应当提交下列材料：",
                "办理养犬登记应当提交哪些材料",
                (
                    ("养犬人的身份证明", "登记应提交身份证明"),
                    ("犬只的免疫证明", "登记应提交免疫证明"),
                    ("犬只的照片", "登记应提交犬只照片"),
                ),
            ),
            ("登记机关应当自受理之日起{d}日内决定是否登记。", "登记机关应当在多长时间内作出决定"),
        ),
        _a(
            (
                "携犬出户的，应当遵守下列规定：",
                "携犬出户应当遵守哪些规定",
                (
                    ("使用长度不超过{k}米的牵引绳", "牵引绳的长度限制"),
                    ("避让老年人、儿童和孕妇", "携犬人应当避让儿童"),
                    ("即时清除犬只排泄物", "携犬人应当清除排泄物"),
                    ("在电梯内为犬只戴嘴套", "在电梯内应当为犬只戴嘴套"),
                ),
            ),
            ("不得携犬进入学校、医院和公共图书馆。导盲犬除外。", "不得携犬进入哪些场所"),
        ),
        _a(
            ("每户限养犬只{q}只。", "每户限养几只犬"),
            ("超过限养数量的，养犬人应当在{d}日内自行处置。", "超过限养数量应当在多长时间内处置"),
        ),
        _a(
            (
                "有下列情形之一的，由公安机关处{m}元以下罚款：",
                "哪些情形由公安机关罚款",
                (
                    ("未办理养犬登记的", "未办理登记的养犬人受罚"),
                    ("携犬出户未使用牵引绳的", "未使用牵引绳的养犬人受罚"),
                    ("放任犬只恐吓他人的", "放任犬只恐吓他人的受罚"),
                ),
            ),
            (
                "犬只伤害他人的，养犬人应当立即将伤者送医，并先行垫付医疗费用。",
                "犬只伤人后养犬人应当如何处理",
            ),
        ),
        _a(
            ("犬只应当每年接种狂犬病疫苗。", "犬只多久接种一次狂犬病疫苗"),
            ("接种费用由养犬人承担。", "疫苗费用由谁承担"),
        ),
        _a(
            ("收容的犬只自公告之日起{d}日内无人认领的，可以由他人领养。", "收容犬只在多长时间后可以被领养"),
            ("领养人应当依照本办法办理养犬登记。", "领养人应当办理什么手续"),
            ("收容场所不得将犬只用于经营。", "收容场所能否将犬只用于经营"),
        ),
    ),
}
_NEW = {
    "停车": "经营者应当接受停车人以现金支付停车费，不得拒收。",
    "养犬": "养犬人应当配合登记机关的查验，不得拒绝。",
}


def _filled(rng: random.Random, text: str) -> str:
    values = {"n": rng.choice((15, 20, 30, 90)), "h": rng.randint(1, 4), "d": rng.choice((7, 10, 15, 30)), "m": rng.choice((500, 1_000, 2_000)), "y": rng.randint(2, 5), "k": rng.choice((1.5, 2)), "q": rng.randint(1, 3)}  # fmt: skip
    return text.format(**values)


@generator("law.chinese_provision", verifiers=("law.citation_fields",))
def chinese_provision(rng: random.Random, difficulty: int) -> Draft:
    """Cite article, paragraph and item of an invented Chinese regulation, in Chinese.

    1: an article of one or two paragraphs. 2: a paragraph. 3: an item. 4: an item among more articles. 5: after an amendment that puts a paragraph before it.
    """
    field = rng.choice(sorted(_ARTICLES))
    title = rng.choice(_TITLES[field])
    count = (3, 3, 4, 6, 5)[difficulty - 1]
    chosen = rng.sample(_ARTICLES[field], count)
    first = rng.randint(5, 24)
    numbers = [first + n for n in range(count)]
    with_items = [n for n, each in enumerate(chosen) if any(items for _, items in each.paragraphs)]
    if difficulty >= 3 and not with_items:
        with_items = [0]
        chosen[0] = next(
            each
            for each in _ARTICLES[field]
            if any(items for _, items in each.paragraphs) and each not in chosen
        )
    at = rng.choice(with_items) if difficulty >= 3 else rng.randrange(count)
    article = chosen[at]
    lines: list[str] = []
    for number, each in zip(numbers, chosen, strict=True):
        for n, (lead, items) in enumerate(each.paragraphs):
            lines.append((f"第{numeral(number)}条　" if n == 0 else "") + _filled(rng, lead))
            for k, (text, _) in enumerate(items, 1):
                lines.append(f"（{numeral(k)}）{_filled(rng, text)}{'；' if k < len(items) else '。'}")
    if difficulty >= 3:
        spots = [n for n, (_, items) in enumerate(article.paragraphs) if items]
        paragraph = rng.choice(spots)
        item = rng.randrange(len(article.paragraphs[paragraph][1]))
        text, what = article.paragraphs[paragraph][1][item]
    else:
        spots = [n for n, (_, items) in enumerate(article.paragraphs) if not items] or [0]
        paragraph, item = rng.choice(spots if difficulty == 1 else [n for n in spots if n] or spots), -1
        text, what = article.paragraphs[paragraph][0], article.asked[paragraph]
    shift = 0
    whole = f"《{title}》（2023年1月1日起施行）\n" + "\n".join(lines)
    if difficulty == 5:
        before = rng.randint(
            1, paragraph + 1
        )  # the place of the new paragraph, among those up to the one that is asked for
        shift = 1
        old = "、".join(
            f"原第{numeral(n)}款作为第{numeral(n + 1)}款" for n in range(before, len(article.paragraphs) + 1)
        )
        whole += f"\n\n《关于修改〈{title}〉的决定》（2024年6月1日起施行）\n在第{numeral(numbers[at])}条增加一款，作为第{numeral(before)}款：“{_NEW[field]}”{old}。"
    cited = paragraph + 1 + shift
    agree((numbers[at], paragraph + 1, item + 1), _found(lines, text), what="the provision")
    values = {"条": str(numbers[at])}
    if difficulty >= 2:
        values["款"] = str(cited)
    if difficulty >= 3:
        values["项"] = str(item + 1)
    named = (
        f"第{numeral(numbers[at])}条"
        + (f"第{numeral(cited)}款" if difficulty >= 2 else "")
        + (f"第（{numeral(item + 1)}）项" if difficulty >= 3 else "")
    )
    parts = "、".join(values)
    form = "".join(f"“{name}：数字”" for name in values)
    ask = (
        rng.choice(
            (
                f"“{what}”规定在{'现行' if shift else ''}《{title}》的哪一{parts}？",
                f"请引用{'现行' if shift else ''}《{title}》中关于“{what}”的规定，写明{parts}。",
                f"代理意见需要引用“{what}”的规定。应引用{'修改后的' if shift else ''}《{title}》的哪一{parts}？",
            )
        )
        + f"请以{form}的形式作答，每项一行，用阿拉伯数字。"
    )
    steps = [f"该规定在第{numeral(numbers[at])}条。"]
    if difficulty >= 2:
        steps.append(
            f"第{numeral(numbers[at])}条的自然段依次为各款，它在{'修改前的' if shift else ''}第{numeral(paragraph + 1)}款。"
        )
    if shift:
        steps.append(
            f"修改决定增加的一款作为第{numeral(before)}款，原第{numeral(paragraph + 1)}款作为第{numeral(cited)}款。"
        )
    if difficulty >= 3:
        steps.append(f"该款以（一）（二）……标明的为各项，它是第（{numeral(item + 1)}）项。")
    steps.append(f"故应引用《{title}》{named}。")
    body = "\n".join(steps) if rng.random() < 0.5 else "".join(steps)
    response = body + "\n\n" + "\n".join(f"{name}：{value}" for name, value in values.items())
    prompt = f"{whole}\n\n{ask}" if rng.random() < 0.6 else f"{ask}\n\n{whole}"
    return Draft(
        prompt,
        response,
        make_reference(named, fields={"values": values}),
        answer=response.rpartition("\n\n")[2],
    )


def _found(lines: list[str], text: str) -> tuple[int, int, int]:
    """The article, paragraph and item of a text, read from the printed lines."""
    pattern = re.compile(".+".join(re.escape(piece) for piece in re.split(r"\{\w\}", text)))
    article = paragraph = item = 0
    for line in lines:
        if line.startswith("第"):
            article, paragraph, item = article + 1, 1, 0
            name = line[1 : line.index("条")]
        elif line.startswith("（"):
            item += 1
        else:
            paragraph, item = paragraph + 1, 0
        if pattern.search(line):
            return next(n for n in range(1, 100) if numeral(n) == name), paragraph, item
    raise RuntimeError("the text does not stand in the lines")
