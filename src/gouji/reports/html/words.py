"""The fixed words of the HTML report, in both languages; all can be encoded in GBK."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gouji.checks.messages import Language


@dataclass(frozen=True, slots=True)
class PageWords:
    """One language's words; templates are filled with named values.

    Attributes:
        lang: The document's language as HTML writes it.
        pause: What separates the names of a list.
        stop: What ends a sentence.
        states: The words for a finding's state, where it is not new.
        dates: A year, a month of it, and a day.
        dates_of_year: The same where the year is known.
    """

    lang: str
    report: str
    pause: str
    stop: str
    titled: str
    contents: str
    summaries: str
    besides: str
    states: Mapping[str, str]
    # Findings.
    findings: str
    no_findings: str
    column: str
    empty: str
    source: str
    suggestion: str
    permalink: str
    # What a gate reports about what was there before.
    changes: str
    # Periods, and what else distinguishes two figures.
    dates: tuple[str, str, str]
    dates_of_year: tuple[str, str, str]
    from_to: str
    until: str
    cumulative: str
    scope: str
    against: str
    month_before: str
    second_hand: str
    measures: Mapping[str, str]
    sections: Mapping[str, str]
    stages: Mapping[str, str]
    # Years side by side.
    years: str
    years_caption: str
    no_years: str
    indicator: str
    times: str
    # Targets and outcomes.
    targets: str
    targets_caption: str
    year: str
    target: str
    outcome: str
    status: str
    next_target: str
    # Counterparts.
    pairs: str
    pairs_caption: str
    check: str
    missing: str
    doubtful: str
    others: str
    occurrences: str
    example: str
    alone: Mapping[str, str]
    # What was not checked.
    unchecked: str
    unchecked_caption: str
    all_checked: str
    count: str
    rule: str
    reason: str
    # Sources.
    sources: str
    sources_caption: str
    no_sources: str
    title: str
    publisher: str
    published: str
    standing: str
    address: str
    standings: Mapping[str, str]


WORDS: Mapping[Language, PageWords] = {
    "zh": PageWords(
        lang="zh-CN",
        report="勾稽核对报告",
        pause="、",
        stop="。",
        titled="《{title}》",
        contents="目录",
        summaries="综述 {count} 篇。",
        besides="另有{told}，不计在内。",
        states={"known": "已知", "waived": "照原"},
        findings="疑点",
        no_findings="没有发现疑点。已核的各项都对得上；未核的见下。",
        column="列“{column}”",
        empty="（空）",
        source="看原文",
        suggestion="可能应为",
        permalink="此条",
        changes="与此前相比",
        dates=("{year}年", "{year}年{month}月", "{year}年{month}月{day}日"),
        dates_of_year=("{year}年", "{month}月", "{month}月{day}日"),
        from_to="{start}—{end}",
        until="累计至{end}",
        cumulative="累计",
        scope="口径：{scope}",
        against="比{base}",
        month_before="环比",
        second_hand="（转述）",
        measures={
            "change": "增量",
            "growth": "增速",
            "share": "占比",
            "rank": "位次",
            "completion": "完成率",
            "contribution": "贡献率",
            "mean": "平均",
        },
        sections={"target": "目标", "plan": "规划"},
        stages={
            "target": "目标",
            "plan": "规划",
            "expected": "预计",
            "preliminary": "初步核算",
            "final": "最终核实",
            "revised": "修订",
        },
        years="历次数据对照",
        years_caption="一行一项指标，一列一年；数字之下是说者。带 ×、!、· 号的数字有疑点，点击可看。",
        no_years="没有哪项指标在两年或两篇综述里都有数字，无从对照。",
        indicator="指标",
        times="共{count}处",
        targets="目标—完成对照表",
        targets_caption="上年综述为这一年定的目标，这一年的综述所述的完成数，以及次年的目标；有疑点的在前，点击可看。",
        year="年度",
        target="目标",
        outcome="完成",
        status="完成情况",
        next_target="次年目标",
        pairs="对应单位",
        pairs_caption="一行是一组共同行动的单位或地方；缺一方和有疑点的在前。",
        check="核对",
        missing="缺",
        doubtful="疑",
        others="其他",
        occurrences="处数",
        example="如",
        alone={"joint": "联合机构", "region": "本地区", "third_party": "第三方", "not_said": "文中未写"},
        unchecked="未核",
        unchecked_caption="没有核对的项目及缘由。未核不等于相符。",
        all_checked="各项都已核对。",
        count="项数",
        rule="规则",
        reason="缘由",
        sources="出处",
        sources_caption="所核的各篇综述。SHA-256 是所用文件的指纹。",
        no_sources="没有登记综述（facts/summaries.csv）。",
        title="篇名",
        publisher="发布者",
        published="发布时间",
        standing="性质",
        address="地址与指纹",
        standings={"primary": "原件", "second-hand": "转述"},
    ),
    "en": PageWords(
        lang="en",
        report="Consistency report",
        pause=", ",
        stop=".",
        titled="{title}.",
        contents="Contents",
        summaries="Summaries: {count}. ",
        besides=" Besides, not counted: {told}.",
        states={"known": "known", "waived": "waived"},
        findings="Findings",
        no_findings="Nothing was found. All that was checked agrees; what was not is told below.",
        column='column "{column}"',
        empty="(empty)",
        source="source",
        suggestion="Perhaps",
        permalink="this finding",
        changes="Against what was there before",
        dates=("{year}", "{year}-{month:02d}", "{year}-{month:02d}-{day:02d}"),
        dates_of_year=("{year}", "{year}-{month:02d}", "{year}-{month:02d}-{day:02d}"),
        from_to="{start} to {end}",
        until="total up to {end}",
        cumulative="total so far",
        scope="scope: {scope}",
        against="against {base}",
        month_before="month on month",
        second_hand=" (second-hand)",
        measures={
            "change": "change",
            "growth": "growth",
            "share": "share",
            "rank": "rank",
            "completion": "completion",
            "contribution": "contribution",
            "mean": "mean",
        },
        sections={"target": "target", "plan": "plan"},
        stages={
            "target": "target",
            "plan": "plan",
            "expected": "expected",
            "preliminary": "preliminary",
            "final": "final",
            "revised": "revised",
        },
        years="Years side by side",
        years_caption="A row an indicator, a column a year; who says it stands below the figure. "
        "Figures with ×, ! or · stand in a finding: follow the link.",
        no_years="No indicator has figures in two years or two summaries: nothing to lay side by side.",
        indicator="Indicator",
        times="{count} times",
        targets="Targets and outcomes",
        targets_caption="What last year's summary set for a year, what the next one tells of it, and what "
        "it sets in turn; those with a finding come first: follow the link.",
        year="Year",
        target="Target",
        outcome="Outcome",
        status="Status",
        next_target="Next target",
        pairs="Counterparts",
        pairs_caption="A row is those who act together, bodies or places; rows with a finding come first.",
        check="Check",
        missing="missing",
        doubtful="doubtful",
        others="Others",
        occurrences="Told",
        example="As in",
        alone={
            "joint": "joint body",
            "region": "region",
            "third_party": "third party",
            "not_said": "not said",
        },
        unchecked="Not checked",
        unchecked_caption="What was not checked, and why. Not checked is not the same as consistent.",
        all_checked="Everything was checked.",
        count="Count",
        rule="Rule",
        reason="Reason",
        sources="Sources",
        sources_caption="The summaries that were checked. SHA-256 is the fingerprint of the file used.",
        no_sources="No summaries are listed (facts/summaries.csv).",
        title="Title",
        publisher="Publisher",
        published="Published",
        standing="Standing",
        address="Address and fingerprint",
        standings={"primary": "primary", "second-hand": "second-hand"},
    ),
}
