"""Every text on a page goes through gettext, and every such text has an English translation.

Reads the source, not the running site: Python by its syntax tree, templates by Django's own parser.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.template import Context, Engine
from django.template.base import Node, NodeList, TextNode
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

PLACES = ("web", "domain", "config/settings.py")
CALLS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext"}
DUTCH_ONLY = "uitgave"
"""The folder of templates for the files of an uitgave: those go out in Dutch."""
SAME_IN_BOTH = {"Contact", "Home", "Open data", "Privacy", "UWV", "Sonar", "Downloads"}
LETTERS = re.compile(r"[A-Za-zÀ-ÿ]{2,}")
NO_TEXT = re.compile(r"<!doctype html>|<(script|style)\b.*?</\1>|<[^>]*?>", re.DOTALL | re.IGNORECASE)
OWN_NAMES = {"doorzicht", "Nederlands", "English"}
FORMAT = re.compile(r"%\((\w+)\)[sd]|%%")

Msgid = str | tuple[str, str]


def texts_of_python(source: str) -> Iterator[Msgid]:
    """The texts that a module hands to gettext, and why a rule says no: a page looks that up."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and (reason := reason_of(node)):
            yield reason
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS):
            continue
        literals = [
            arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
        ]
        if node.func.id == "ngettext":
            yield (literals[0], literals[1])
        elif literals:
            yield literals[0]


def reason_of(call: ast.Call) -> str | None:
    """The reason in `Besluit(False, reason)` and in `GeenToegang(reason)`, where it stands there as it is said."""
    match ast.unparse(call.func).rpartition(".")[2], call.args:
        case ("Besluit", [ast.Constant(value=False), ast.Constant(value=str(reason))]):
            return reason
        case ("GeenToegang", [ast.Constant(value=str(reason))]):
            return reason
        case _:
            return None


def nodes_of(nodelist: NodeList) -> Iterator[Node]:
    """Every node of a template, those inside blocks and loops too; not those of included templates."""
    for node in nodelist:
        yield node
        for name in getattr(node, "child_nodelists", ()):
            yield from nodes_of(getattr(node, name, NodeList()))
        for _, inner in getattr(node, "conditions_nodelists", ()):
            yield from nodes_of(inner)


def texts_of_template(source: str, engine: Engine) -> Iterator[Msgid]:
    """The texts that a template hands to gettext."""
    for node in nodes_of(engine.from_string(source).nodelist):
        if isinstance(node, TranslateNode):
            yield str(node.filter_expression.resolve(Context()))
        if isinstance(node, BlockTranslateNode):
            singular = node.render_token_list(node.singular)[0]
            yield (singular, node.render_token_list(node.plural)[0]) if node.plural else singular


def bare_texts(source: str, engine: Engine) -> list[str]:
    """Words that stand in a template without going through gettext."""
    nodes = nodes_of(engine.from_string(source).nodelist)
    text = "\0".join(node.s for node in nodes if isinstance(node, TextNode))
    words = LETTERS.findall(NO_TEXT.sub(" ", re.sub("&[a-z]+;", " ", text)))
    return sorted(set(words) - OWN_NAMES)


def untranslated(msgids: set[Msgid], catalogue: Catalog) -> list[str]:
    """Texts without an English translation, or with one whose values differ from the Dutch."""
    found = []
    for msgid in sorted(msgids, key=str):
        message = catalogue.get(msgid[0] if isinstance(msgid, tuple) else msgid)
        if message is None or not all(strings_of(message)):
            found.append(f"no translation: {msgid!r}")
        elif any(values_of(text) - values_of("".join(one_or_two(msgid))) for text in strings_of(message)):
            found.append(f"other values than the Dutch: {msgid!r}")
        elif message.fuzzy:
            found.append(f"fuzzy: {msgid!r}")
    return found


def one_or_two(msgid: Msgid) -> tuple[str, ...]:
    return msgid if isinstance(msgid, tuple) else (msgid,)


def strings_of(message: Message) -> tuple[str, ...]:
    return one_or_two(message.string)


def values_of(text: str) -> set[str]:
    return {match[1] for match in FORMAT.finditer(text) if match[1]}


@pytest.fixture(scope="module")
def engine(package: Path) -> Engine:
    folders = [package / "web" / "templates", *sorted((package / "domain").glob("*/templates"))]
    libraries = {"i18n": "django.templatetags.i18n", "static": "django.templatetags.static"}
    return Engine(dirs=folders, libraries=libraries)


@pytest.fixture(scope="module")
def templates(package: Path) -> list[Path]:
    return [
        path for place in ("web", "domain") for path in sorted((package / place).rglob("templates/**/*.html"))
    ]


@pytest.fixture(scope="module")
def msgids(package: Path, templates: list[Path], engine: Engine) -> set[Msgid]:
    modules = [
        package / "config" / "settings.py",
        *(package / "web").rglob("*.py"),
        *(package / "domain").rglob("*.py"),
    ]
    found = {text for path in modules for text in texts_of_python(path.read_text(encoding="utf-8"))}
    return found | {
        text for path in templates for text in texts_of_template(path.read_text(encoding="utf-8"), engine)
    }


@pytest.fixture(scope="module")
def english(package: Path) -> Catalog:
    with (package / "locale" / "en" / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale="en")


def test_every_text_has_an_english_translation(msgids, english):
    assert untranslated(msgids, english) == []


def test_the_catalogue_holds_nothing_that_no_page_says(msgids, english):
    said = {one_or_two(msgid)[0] for msgid in msgids}

    assert sorted(one_or_two(m.id)[0] for m in english if m.id and one_or_two(m.id)[0] not in said) == []


def test_a_translation_is_not_the_dutch_again(english):
    same = {one_or_two(m.id)[0] for m in english if m.id and one_or_two(m.id)[0] == strings_of(m)[0]}

    assert sorted(same - SAME_IN_BOTH) == []


def test_no_template_has_text_that_cannot_be_translated(templates, engine):
    found = {path.name: bare_texts(path.read_text(encoding="utf-8"), engine) for path in templates}

    assert {name: words for name, words in found.items() if words} == {}


def test_planted_texts_without_translation_are_named(engine):
    catalogue = Catalog(locale="en")
    catalogue.add("Er zijn %(aantal)s mensen", "There are %(number)s people")
    python = set(texts_of_python('x = _("Nieuw"); y = _("Er zijn %(aantal)s mensen") % {}'))
    template = set(
        texts_of_template("{% load i18n %}{% if x %}{% translate 'Ook nieuw' %}{% endif %}", engine)
    )

    assert untranslated(python | template, catalogue) == [
        "other values than the Dutch: 'Er zijn %(aantal)s mensen'",
        "no translation: 'Nieuw'",
        "no translation: 'Ook nieuw'",
    ]


def test_a_planted_reason_for_a_no_is_a_text_and_one_for_a_yes_is_none():
    source = 'Besluit(False, "nee"); Besluit(True, "ja"); toegang.GeenToegang("ook niet"); GeenToegang(x)'

    assert set(texts_of_python(source)) == {"nee", "ook niet"}


def test_planted_bare_text_is_named(engine):
    assert bare_texts("<p class='a'>Kale tekst {{ x }}</p>", engine) == ["Kale", "tekst"]
