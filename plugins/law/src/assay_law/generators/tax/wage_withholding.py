"""Chinese tax withheld from wages month by month, on what was earned since the year began."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft, generator
from assay_law.generators import _amounts as a

_TOPS = (36_000, 144_000, 300_000, 420_000, 660_000, 960_000)
_RATES = (3, 10, 20, 25, 30, 35, 45)
_QUICK = (0, 2_520, 16_920, 31_920, 52_920, 85_920, 181_920)
_EXTRA = (("子女教育", 2_000), ("赡养老人", 3_000), ("住房贷款利息", 1_000), ("住房租金", 1_500))
_RULE = (
    "《个人所得税扣缴申报管理办法（试行）》（国家税务总局公告2018年第61号，2019年1月1日起施行）第六条：扣缴义务人向居民个人支付工资、薪金所得时，应当按照累计预扣法计算预扣税款，并按月办理扣缴申报。……具体计算公式如下：\n"
    "本期应预扣预缴税额=（累计预扣预缴应纳税所得额×预扣率-速算扣除数）-累计减免税额-累计已预扣预缴税额\n"
    "累计预扣预缴应纳税所得额=累计收入-累计免税收入-累计减除费用-累计专项扣除-累计专项附加扣除-累计依法确定的其他扣除\n"
    "其中：累计减除费用，按照5000元/月乘以纳税人当年截至本月在本单位的任职受雇月份数计算。"
)


def _slices(taxable: Fraction) -> Fraction:
    """The tax by slices."""
    edges = zip((0, *_TOPS), (*_TOPS, 10**12), _RATES, strict=True)
    return sum(
        (
            (min(taxable, Fraction(top)) - low) * Fraction(rate, 100)
            for low, top, rate in edges
            if taxable > low
        ),
        Fraction(0),
    )


def _bracket(taxable: int) -> int:
    return sum(taxable > top for top in _TOPS)


@generator("law.chinese_wage_withholding", verifiers=a.VERIFIERS)
def chinese_wage_withholding(rng: random.Random, difficulty: int) -> Draft:
    """Tax to be withheld from a month's wage in China by the cumulative method (Announcement No. 61 of 2018, Article 6), in Chinese.

    1: the first month. 2: a later month, what was withheld before is told. 3: that must be computed, too, in the same bracket. 4: the month in which a bracket is passed.
    5: that, with a bonus in the month.
    """
    who, firm = rng.choice(a.PEOPLE), rng.choice(a.FIRMS)
    year = rng.randint(2023, 2025)
    for _ in range(4_000):
        first = 1 if difficulty < 3 and rng.random() < 0.6 else rng.randint(1, 8)
        month = first if difficulty == 1 else rng.randint(first + 1, 12)
        count = month - first + 1
        wage = rng.randrange(90, 460) * 100
        paid = rng.randrange(wage // 1_000, wage // 500) * 100
        extras = rng.sample(_EXTRA, rng.choice((1, 2)) if difficulty > 1 else rng.choice((0, 1)))
        bonus = rng.randrange(50, 400) * 100 if difficulty == 5 else 0
        net = wage - 5_000 - paid - sum(each for _, each in extras)
        if net <= 500:
            continue
        now, before = net * count + bonus, net * (count - 1)
        if (_bracket(now) != _bracket(before)) == (difficulty >= 4) and _bracket(now) < 5:
            break
    else:
        raise RuntimeError("no wage was drawn")
    ledger, steps = a.Ledger(), []
    facts = f"居民个人{who}自{year}年{first}月起在{firm}任职受雇，每月工资{a.cny(wage)}，每月个人缴纳“三险一金”（专项扣除）{a.cny(paid)}"
    ledger.take("first", first, f"年{first}月起", role="任职起始月份")
    ledger.take("wage", wage, f"每月工资{a.cny(wage)}", "元", role="月工资")
    ledger.take("paid", paid, f"（专项扣除）{a.cny(paid)}", "元", role="月专项扣除")
    monthly = "wage - 5000 - paid"
    for n, (name, each) in enumerate(extras):
        facts += f"，每月{name}专项附加扣除{a.cny(each)}"
        ledger.take(f"extra{n}", each, f"每月{name}专项附加扣除{a.cny(each)}", "元", role=name)
        monthly += f" - extra{n}"
    facts += "，无免税收入、其他扣除和减免税额。"
    if bonus:
        facts += f"公司随{month}月工资一并发放季度奖{a.cny(bonus)}，并入当月工资计税。"
        ledger.take("bonus", bonus, f"季度奖{a.cny(bonus)}", "元", role="奖金")
    when = f"公司发放{month}月工资时"
    ask = rng.choice(
        (
            f"{when}，应预扣预缴个人所得税多少元？",
            f"{when}应为{who}预扣预缴多少个人所得税？",
            f"{when}，本期应预扣预缴税额是多少？",
        )
    )
    ledger.take("month", month, when, role="本月")
    ledger.step("count", "month - first + 1")
    ledger.step("net", monthly)
    said = " − ".join([a.cny(wage), "5,000元", a.cny(paid), *(a.cny(each) for _, each in extras)])
    steps.append(f"截至{month}月任职受雇{count}个月。每月收入减除各项扣除：{said} = {a.cny(net)}。")
    rate_of = {}

    def tax(name: str, taxable: int) -> Fraction:
        at = _bracket(taxable)
        if at not in rate_of:
            rate_of[at] = f"rate{at}"
            ledger.take(f"rate{at}", _RATES[at], f"预扣率{_RATES[at]}%", "%", role="预扣率")
            ledger.take(
                f"quick{at}",
                _QUICK[at],
                f"速算扣除数{_QUICK[at]:,}；" if at < 6 else f"速算扣除数{_QUICK[at]:,}。",
                role="速算扣除数",
            )
        return ledger.step(name, f"taxable_{name} * rate{at} / 100 - quick{at}")

    def told(taxable: int) -> str:
        at = _bracket(taxable)
        less = f" − {_QUICK[at]:,}元" if at else ""
        return f"{a.cny(taxable)} × {_RATES[at]}%{less} = {a.cny(_slices(Fraction(taxable)))}"

    ledger.step("taxable_now", "count * net" + (" + bonus" if bonus else ""))
    how = f"{a.cny(net)} × {count}" + (f" + {a.cny(bonus)}" if bonus else "")
    steps.append(
        f"累计预扣预缴应纳税所得额（第六条）：{how} = {a.cny(now)}。"
        if count > 1 or bonus
        else f"累计预扣预缴应纳税所得额为{a.cny(now)}。"
    )
    tax("now", now)
    steps.append(f"适用预扣率{_RATES[_bracket(now)]}%，累计应预扣预缴税额：{told(now)}。")
    due = _slices(Fraction(now))
    if difficulty == 1:
        ledger.step("due", "now")
    elif difficulty == 2:
        already = _slices(Fraction(before))
        facts += f"此前各月已累计预扣预缴{a.cny(already)}。"
        ledger.take("already", already, f"已累计预扣预缴{a.cny(already)}", "元", role="累计已预扣预缴税额")
        ledger.step("due", "now - already")
        due -= already
    else:
        ledger.step("taxable_before", "(count - 1) * net")
        tax("before", before)
        ledger.step("due", "now - before")
        already = _slices(Fraction(before))
        how = f"{a.cny(net)} × {count - 1} = " if count > 2 else ""
        steps.append(
            f"截至上月的累计预扣预缴应纳税所得额为{how}{a.cny(before)}，累计已预扣预缴税额：{told(before)}。"
        )
        due -= already
    if difficulty > 1:
        steps.append(
            f"本期应预扣预缴税额（第六条）：{a.cny(_slices(Fraction(now)))} − {a.cny(already)} = {a.cny(due)}。"
        )
    table = ["不超过36,000元的：预扣率3%，速算扣除数0"]
    for n in range(1, 7):
        span = f"超过{_TOPS[n - 1]:,}元" + (f"至{_TOPS[n]:,}元的部分" if n < 6 else "的部分")
        table.append(f"{span}：预扣率{_RATES[n]}%，速算扣除数{_QUICK[n]:,}")
    rules = f"{_RULE}\n\n附：个人所得税预扣率表一（累计预扣预缴应纳税所得额）：\n" + "；\n".join(table) + "。"
    shown = a.cny(due)
    steps.append(
        rng.choice(
            (
                f"答案：{shown}",
                f"因此，{month}月应预扣预缴个人所得税{shown}。",
                f"综上，本期应预扣预缴税额为{shown}。",
            )
        )
    )
    # the second route: month by month, each month's tax less what the months before had
    total, run = Fraction(0), Fraction(0)
    for n in range(1, count + 1):
        total += net + (bonus if n == count else 0)
        run, last = _slices(total), run
    return a.row(rng, a.lay_out(rng, facts, ask, rules), steps, ledger, shown, run - last, currency="CNY")
