"""form.yaml to a Form; a Form restricted to some of its fields."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from sahulat.kernel.text import Text
from sahulat.notation.feel import Expression, FeelSyntaxError, compile_expression
from sahulat.platform.catalogue.types import Node, PartContext
from sahulat.platform.forms.rules.context import TODAY
from sahulat.platform.forms.types import Field, Form, Kind, Option, Page, Period

FIELDS_AT_MOST = 200
PAGES_AT_MOST = 30
LEVELS = ("province", "division", "district", "tehsil")
UPLOADS = ("application/pdf", "image/jpeg", "image/png", "image/webp")
MEGABYTES_AT_MOST = 20
IN_GROUPS = tuple(kind for kind in Kind if kind not in (Kind.GROUP, Kind.FILE, Kind.GUIDANCE, Kind.COMPUTED))
RESERVED = frozenset({TODAY, "outcome", "outcomes", "csrfmiddlewaretoken", "revision"})


@dataclass(slots=True)
class _Reading:
    """The state of one compilation: names met so far, with their kinds."""

    context: PartContext
    known: dict[str, Kind] = field(default_factory=dict)
    on_page: set[str] = field(default_factory=set)
    count: int = 0

    def expression(self, node: Node, key: str, names: Collection[str]) -> Expression | None:
        """The FEEL expression under this key; syntax errors and unknown names become findings."""
        if not node.has(key):
            return None
        source = node.string(key)
        try:
            expression = compile_expression(source)
        except FeelSyntaxError as error:
            node.find(key, str(error), f"یہ شرط پڑھی نہیں جا سکتی: {source:.80}")
            return None
        unknown = sorted(set(expression.names) - set(names))
        for name in unknown:
            node.find(
                key,
                f"{name} isn't a field that stands before this one.",
                f"{name} اس سے پہلے کا کوئی خانہ نہیں۔",
            )
        if unknown:
            return None
        return expression


def compile_form(content: str, context: PartContext) -> Form | None:
    """The PartCompiler of form.yaml."""
    node = context.node(content)
    if node is None:
        return None
    reading = _Reading(context)
    entries = node.children("pages")
    if len(entries) > PAGES_AT_MOST:
        context.find("pages", f"At most {PAGES_AT_MOST} pages.", f"زیادہ سے زیادہ {PAGES_AT_MOST} صفحے۔")
        return None
    pages = tuple(_page(entry, reading) for entry in entries)
    if not pages:
        context.find("pages", "A form needs a page.", "فارم میں کم از کم ایک صفحہ چاہیے۔")
    if reading.count > FIELDS_AT_MOST:
        context.find("pages", f"At most {FIELDS_AT_MOST} fields.", f"زیادہ سے زیادہ {FIELDS_AT_MOST} خانے۔")
    names = [page.name for page in pages]
    if len(set(names)) != len(names):
        context.find("pages", "Two pages have one name.", "دو صفحوں کا ایک ہی نام ہے۔")
    node.finish()
    form = Form(pages=pages)
    _check_roles(form, context)
    return form


def _check_roles(form: Form, context: PartContext) -> None:
    """The place of each role is an answer that always is there."""
    for lane, role in context.definition.roles.items():
        if role.place is None:
            continue
        found = next((one for one in form.fields if one.name == role.place), None)
        if found is None or found.kind is not Kind.PLACE:
            context.find(
                role.place,
                f"The role {lane} takes its place from {role.place}: that must be a field of the kind place.",
                f"{lane} کی جگہ {role.place} سے آتی ہے: یہ place قسم کا خانہ ہونا چاہیے۔",
            )
        elif found.when is not None or found.required is not True or form.page_of(found.name).when is not None:
            context.find(
                role.place,
                f"{role.place} decides who works the case, so it must always be asked and answered.",
                f"{role.place} سے طے ہوتا ہے کہ کام کس کے پاس جائے، اس لیے یہ ہمیشہ پوچھنا ضروری ہے۔",
            )


def _page(node: Node, reading: _Reading) -> Page:
    name = node.word("name")
    texts = reading.context.texts
    title = texts.text(f"page.{name}.title")
    names = [*reading.known, TODAY]
    when = reading.expression(node, "when", names)
    reading.on_page = set()
    fields = tuple(_field(entry, reading) for entry in node.children("fields"))
    if not fields:
        node.find("fields", "A page needs a field.", "صفحے پر کم از کم ایک خانہ چاہیے۔")
    return Page(name=name, title=title, short=texts.optional(f"page.{name}.short") or title, fields=fields, when=when)


def _field(node: Node, reading: _Reading) -> Field:
    name, kind = _name_and_kind(node, [str(k) for k in Kind], reading)
    names = [*reading.known, TODAY]
    one = _common(node, name, kind, f"field.{name}", names, reading)
    if kind is Kind.GROUP:
        one = replace(one, fields=_group_fields(node, name, reading))
    if kind is Kind.COMPUTED:
        computed = reading.expression(node, "value", names)
        if computed is None:
            node.find("value", "Say in FEEL how it is computed.", "FEEL میں لکھیں کہ یہ کیسے نکلتا ہے۔")
        one = replace(one, computed=computed, required=False)
    if kind is not Kind.GUIDANCE:
        reading.known[name] = kind
    reading.on_page.add(name)
    return one


def _name_and_kind(node: Node, kinds: Sequence[str], reading: _Reading) -> tuple[str, Kind]:
    name = node.word("name")
    if "-" in name or name in RESERVED:
        node.find("name", f"{name} can't be a name here: use letters, digits and _.", f"{name} یہاں نام نہیں ہو سکتا۔")
    if name in reading.known or name in reading.on_page:
        node.find("name", f"Two fields are called {name}.", f"دو خانوں کا نام {name} ہے۔")
    reading.count += 1
    kind = node.one_of("kind", kinds)
    return name, Kind(kind) if kind else Kind.TEXT


def _common(node: Node, name: str, kind: Kind, text: str, names: Sequence[str], reading: _Reading) -> Field:
    texts = reading.context.texts
    own = [*names, name]
    required = node.raw("required")
    constraint = reading.expression(node, "constraint", own) if kind not in (Kind.GUIDANCE, Kind.COMPUTED) else None
    one = Field(
        name=name,
        kind=kind,
        label=texts.text(f"{text}.label"),
        hint=texts.optional(f"{text}.hint"),
        when=reading.expression(node, "when", names),
        required=required if isinstance(required, bool) else True,
        required_message=texts.optional(f"{text}.required"),
        constraint=constraint,
        constraint_message=texts.text(f"{text}.constraint") if constraint is not None else None,
    )
    if required is not None and not isinstance(required, bool):
        condition = reading.expression(node, "required", names)
        one = replace(one, required=condition if condition is not None else True)
    if kind is Kind.GUIDANCE:
        one = replace(one, required=False)
    return _of_kind(one, node, text, reading)


def _of_kind(one: Field, node: Node, text: str, reading: _Reading) -> Field:
    kind = one.kind
    if kind is Kind.CHOICE:
        return replace(one, options=_options(node, text, reading))
    if kind in (Kind.DATE, Kind.MONTH) and node.has("period"):
        return replace(one, period=Period(node.one_of("period", [str(p) for p in Period]) or "past"))
    if kind is Kind.PLACE:
        return replace(
            one,
            level=node.one_of("level", LEVELS),
            within=_within(node, reading),
            under=node.word("under") if node.has("under") else None,
        )
    if kind is Kind.FILE:
        return replace(
            one,
            media_types=tuple(t for t in node.strings("media_types") if _is_upload(node, t)),
            max_bytes=node.number("max_mb", default=5, least=1, most=MEGABYTES_AT_MOST) * 1_000_000,
        )
    if kind in (Kind.TEXT, Kind.NUMBER, Kind.GROUP):
        return replace(
            one,
            least=node.number("least", most=10**12) if node.has("least") else None,
            most=node.number("most", least=1, most=10**12) if node.has("most") else None,
            lines=node.number("lines", default=1, least=1, most=20) if kind is Kind.TEXT else 1,
            decimals=node.number("decimals", default=0, most=6) if kind is Kind.NUMBER else 0,
        )
    return one


def _is_upload(node: Node, media_type: str) -> bool:
    if media_type in UPLOADS:
        return True
    known = ", ".join(UPLOADS)
    node.find("media_types", f"{media_type} isn't known. Known: {known}.", f"{media_type} معلوم نہیں۔ معلوم: {known}")
    return False


def _options(node: Node, text: str, reading: _Reading) -> tuple[Option, ...]:
    texts = reading.context.texts
    codes = node.words("options")
    if len(codes) < 2:
        node.find("options", "A choice needs two options.", "کم از کم دو جواب چاہئیں۔")
    return tuple(
        Option(
            code=code,
            label=texts.text(f"{text}.options.{code}"),
            hint=texts.optional(f"{text}.hints.{code}"),
        )
        for code in codes
    )


def _within(node: Node, reading: _Reading) -> str | None:
    """The place must be known when the page is drawn, since the page works without JavaScript."""
    if not node.has("within"):
        return None
    within = node.word("within")
    if reading.known.get(within) is not Kind.PLACE or within in reading.on_page:
        node.find(
            "within",
            f"{within} must be a place asked on an earlier page.",
            f"{within} پہلے کے کسی صفحے کا place خانہ ہونا چاہیے۔",
        )
    return within


def _group_fields(node: Node, group: str, reading: _Reading) -> tuple[Field, ...]:
    outer = dict(reading.known)
    on_page = reading.on_page
    inner: list[Field] = []
    reading.on_page = set()
    for entry in node.children("fields"):
        name, kind = _name_and_kind(entry, [str(k) for k in IN_GROUPS], reading)
        if entry.has("when") and kind is Kind.PLACE:
            entry.find("when", "A place in a group is always asked.", "گروپ میں place ہمیشہ پوچھا جاتا ہے۔")
        inner.append(_common(entry, name, kind, f"field.{group}.{name}", [*reading.known, TODAY], reading))
        reading.known[name] = kind
        reading.on_page.add(name)
    reading.known.clear()
    reading.known.update(outer)
    reading.on_page = on_page
    return tuple(inner)


def restricted(form: Form, names: Collection[str]) -> Form:
    """The form with only the named fields, and pages that hold one; guidance beside them stays."""
    pages = []
    for page in form.pages:
        kept = tuple(one for one in page.fields if one.name in names)
        if kept:
            pages.append(replace(page, fields=kept, when=None))
    return Form(pages=tuple(pages))


def label_of(form: Form, path: str) -> Text:
    """The label of "field" or "group.0.field"; KeyError for an unknown one."""
    parts = path.split(".")
    one = form.field(parts[0])
    if len(parts) == 3:
        return next(sub for sub in one.fields if sub.name == parts[2]).label
    return one.label
