"""service.yaml to a Definition."""

from __future__ import annotations

from sahulat.kernel.money import Money
from sahulat.platform.catalogue.types import (
    Definition,
    Fee,
    Law,
    Node,
    Output,
    Paper,
    Retention,
    Role,
    Said,
    Texts,
    TimeLimit,
)

CHANNELS = ("web", "counter", "sms", "ussd", "voice", "api")
DATA_CLASSES = ("open", "public", "restricted", "confidential", "secret")
APPLICANT = "applicant"


def define(key: str, node: Node, texts: Texts, *, is_sealed: bool = False) -> Definition:
    """Read the definition; whatever is missing or wrong has become a finding, with a harmless value in its place.

    A sealed package may be older than the demand that its sentences name a source: they then count as illustrative.
    """
    definition = Definition(
        key=key,
        name=texts.text("service.name"),
        summary=texts.text("service.summary"),
        agency=texts.text("service.agency"),
        agency_code=node.word("agency"),
        jurisdiction=node.word("jurisdiction"),
        audience=texts.text("service.audience"),
        minutes=node.number("minutes", default=10, least=1, most=600),
        laws=_laws(node, texts),
        channels=tuple(c for c in node.words("channels") if _known(node, "channels", c)),
        fee=_fee(node.child("fee")),
        time_limit=_time_limit(node.child("time_limit")),
        retention=_retention(node.child("retention")),
        data_class=node.one_of("data_class", DATA_CLASSES),
        roles=_roles(node, texts),
        outputs=_outputs(node, texts),
        keep=_papers(node, "keep", texts),
        not_asked=_papers(node, "not_asked", texts),
        refusal_reasons={code: texts.text(f"refusal.{code}") for code in node.words("refusal_reasons")},
        appeal=texts.text("service.appeal"),
        search_words=_by_language(node, "search_words"),
        sample_queries=_by_language(node, "sample_queries"),
        audience_said=_said(node, "audience", may_lack=is_sealed),
        appeal_said=_said(node, "appeal", may_lack=is_sealed),
        papers_said=_said(node, "papers", may_lack=is_sealed or not (node.has("keep") or node.has("not_asked"))),
    )
    node.finish()
    return definition


def _known(node: Node, key: str, channel: str) -> bool:
    if channel in CHANNELS:
        return True
    node.find(key, f"{channel} isn't a known way to apply.", f"{channel} درخواست کا معلوم طریقہ نہیں۔")
    return False


def _source(node: Node) -> str | None:
    """Each fact says where it comes from, or that it is only illustrative."""
    status = node.one_of("status", ("illustrative",), default="") if node.has("status") else ""
    source = node.string("source", default="") or None
    if bool(status) == bool(source):
        node.find(
            "source",
            "Give the source of this fact, or status: illustrative.",
            "اس بات کا ماخذ (source) لکھیں، یا status: illustrative۔",
        )
    return source


def _said(node: Node, key: str, *, may_lack: bool) -> Said:
    if may_lack and not node.has(key):
        return Said(source=None)
    return Said(source=_source(node.child(key)))


def _laws(node: Node, texts: Texts) -> tuple[Law, ...]:
    laws = []
    for entry in node.children("legal_basis"):
        code = entry.word("law")
        laws.append(Law(title=texts.text(f"law.{code}"), source=_source(entry)))
    return tuple(laws)


def _fee(node: Node) -> Fee:
    return Fee(amount=Money(paisa=node.number("rupees") * 100), source=_source(node))


def _time_limit(node: Node) -> TimeLimit:
    return TimeLimit(working_days=node.number("working_days", least=1, most=750), source=_source(node))


def _retention(node: Node) -> Retention:
    return Retention(years=node.number("years", least=0, most=200), source=_source(node))


def _roles(node: Node, texts: Texts) -> dict[str, Role]:
    roles = {}
    for lane, entry in node.named("roles").items():
        name = texts.text(f"role.{lane}")
        if lane == APPLICANT:
            roles[lane] = Role(lane=lane, name=name)
        else:
            roles[lane] = Role(lane=lane, name=name, role=entry.word("role"), place=entry.word("place"))
    return roles


def _outputs(node: Node, texts: Texts) -> tuple[Output, ...]:
    return tuple(
        Output(
            kind=(kind := entry.word("kind")),
            name=texts.text(f"output.{kind}"),
            prefix=_prefix(entry),
            digits=entry.number("digits", default=6, least=4, most=9),
            valid_years=entry.number("valid_years", least=1, most=99) if entry.has("valid_years") else None,
        )
        for entry in node.children("outputs", needed=False)
    )


def _prefix(entry: Node) -> str:
    prefix = entry.string("prefix", longest=4)
    if prefix and not (prefix.isascii() and prefix.isalpha() and prefix.isupper()):
        entry.find("prefix", "Two to four capital letters, such as DOM.", "دو سے چار بڑے انگریزی حروف، جیسے DOM۔")
    return prefix


def _papers(node: Node, key: str, texts: Texts) -> tuple[Paper, ...]:
    return tuple(
        Paper(name=texts.text(f"{key}.{code}.name"), detail=texts.text(f"{key}.{code}.detail"))
        for code in node.words(key, default=())
    )


def _by_language(node: Node, key: str) -> dict[str, tuple[str, ...]]:
    if not node.has(key):
        return {}
    entry = node.child(key)
    return {language: entry.strings(language) for language in ("en", "ur") if entry.has(language)}
