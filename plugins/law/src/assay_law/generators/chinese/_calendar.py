"""What rows of Chinese law share: parties, the State Council's notices, steps in Chinese and English."""

from __future__ import annotations

from datetime import date, timedelta

from assay_law.calendars.closed_days import Calendar, days_of
from assay_law.generators._time import uk, uk_full, weekday_of, zh, zh_full

PEOPLE = "周立群|沈若澜|韩东屿|陆明桥|傅晚晴|程砚秋|邱凌峰|蒋子衿|童远山|夏沐阳|顾长风|柳依然".split("|")
FIRMS = "宁州恒远机械有限公司|临海市青禾食品有限公司|云岭物流有限公司|江泽建材有限公司|北塘纺织有限公司|盛川电子科技有限公司|梧桐里餐饮管理有限公司".split(
    "|"
)
COURTS = "宁州市北塘区人民法院|临海市青浦区人民法院|江泽市城东区人民法院|云岭市西山区人民法院".split("|")
PEOPLE_EN = (
    "Zhou Liqun|Shen Ruolan|Han Dongyu|Lu Mingqiao|Fu Wanqing|Cheng Yanqiu|Qiu Lingfeng|Tong Yuanshan".split(
        "|"
    )
)
FIRMS_EN = "Ningzhou Hengyuan Machinery Co., Ltd.|Linhai Qinghe Foods Co., Ltd.|Yunling Logistics Co., Ltd.|Jiangze Building Materials Co., Ltd.|Beitang Textile Co., Ltd.".split(
    "|"
)
_ENGLISH = {"元旦": "New Year's Day", "春节": "the Spring Festival", "清明节": "the Qingming Festival", "劳动节": "Labour Day", "端午节": "the Dragon Boat Festival", "中秋节": "the Mid-Autumn Festival", "国庆节": "the National Day"}  # fmt: skip


def english(name: str) -> str:
    """The English name of a holiday."""
    return (
        "and ".join(_ENGLISH.get(each, each) + " " for each in name.replace("、", " ").split()).strip()
        if name
        else ""
    )


def notice(day: date, *, chinese: bool) -> str:
    """What the State Council's notices say of the days around a date, in a sentence; ``""`` if nothing."""
    off: dict[str, list[date]] = {}
    work: list[date] = []
    for n in range(-9, 12):
        each = day + timedelta(n)
        if each.year > 2026:
            continue
        table = days_of("CN", each.year)
        if each in table.closed:
            off.setdefault(table.closed[each], []).append(each)
        if each in table.working:
            work.append(each)
    if not off and not work:
        return ""
    if chinese:
        said = [
            f"{name}：{zh(days[0])}至{zh(days[-1])}放假" if len(days) > 1 else f"{name}：{zh(days[0])}放假"
            for name, days in off.items()
        ]
        if work:
            said.append("、".join(zh_full(each) for each in work) + "上班")
        return "国务院办公厅通知的相关安排：" + "；".join(said) + "。"
    said = [
        f"{english(name)}: days off from {uk(days[0])} to {uk(days[-1])}"
        if len(days) > 1
        else f"{english(name)}: {uk(days[0])} is a day off"
        for name, days in off.items()
    ]
    if work:
        said.append(
            " and ".join(uk_full(each) for each in work)
            + (" is a working day" if len(work) == 1 else " are working days")
        )
    return "Notices of the General Office of the State Council: " + "; ".join(said) + "."


CONVENTION = "计算时，星期六、星期日以及国务院办公厅通知的放假日视为法定休假日，因调休而上班的星期六、星期日视为工作日。"
CONVENTION_EN = "For the computation, Saturdays, Sundays and the days off of the State Council's notices count as statutory holidays, and a Saturday or Sunday on which work is done in lieu counts as a working day."


def moved_zh(day: date, end: date, calendar: Calendar) -> str:
    """Why a last day stays or moves, in Chinese."""
    if day == end:
        if day.weekday() > 4:
            return f"{zh(day)}虽为星期{'六日'[day.weekday() - 5]}，但属调休上班日，不是法定休假日，无需顺延。"
        return f"{zh_full(day)}不是法定休假日，无需顺延。"
    name = calendar.holiday(day)
    why = f"适逢{name}放假" if name else f"为星期{'六日'[day.weekday() - 5]}"
    return f"{zh(day)}{why}，属法定休假日，应以休假日后的第一日为期间届满的日期，即{zh_full(end)}。"


def moved_en(day: date, end: date, calendar: Calendar) -> str:
    """Why a last day stays or moves, in English."""
    if day == end:
        if day.weekday() > 4:
            return f"{uk_full(day)} is a weekend day on which work is done in lieu, so it is no statutory holiday and nothing moves."
        return f"{uk(day)} is a {weekday_of(day)} and no statutory holiday, so nothing moves."
    name = calendar.holiday(day)
    why = f"lies in the days off for {english(name)}" if name else f"is a {weekday_of(day)}"
    return f"{uk(day)} {why}, so the period expires on the first day after the holiday: {uk_full(end)}."
