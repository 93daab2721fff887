# SPDX-License-Identifier: GPL-3.0-or-later
"""One chapter: Markdown to the body of a page, and the headings that lead into it."""
import re
from dataclasses import dataclass
from pathlib import Path

import markdown

LINK_TO_CHAPTER = re.compile(r'(href=")(\w+)\.md(#[\w-]+)?(")')
PICTURE = re.compile(r'<p><img alt="(?P<alt>[^"]*)" src="(?P<src>[^"]*)"></p>')
TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)


@dataclass(frozen=True)
class Heading:
    level: int
    anchor: str
    words: str  # HTML


@dataclass(frozen=True)
class Chapter:
    name: str  # "agent"
    title: str
    headings: list[Heading]  # without the title
    body: str


def read_chapter(path: Path) -> Chapter:
    converter = markdown.Markdown(extensions=["tables", "fenced_code", "attr_list", "toc", "sane_lists"], output_format="html")
    body = converter.convert(path.read_text(encoding="utf-8"))
    title, *headings = _flat(converter.toc_tokens)
    body = LINK_TO_CHAPTER.sub(r"\1\2.html\3\4", body)
    body = PICTURE.sub(_figure, body.replace('"../../images/', '"../images/'))  # beside the languages, not beside the book
    body = TABLE.sub(lambda table: f'<div class="wide">{table[0]}</div>', body)
    return Chapter(path.stem, title.words, headings, body)


def _flat(tokens: list[dict]) -> list[Heading]:
    """The tree of headings as a list, in their order."""
    flat = []
    for token in tokens:
        flat.append(Heading(token["level"], token["id"], token["name"]))
        flat += _flat(token["children"])
    return flat


def _figure(found: re.Match) -> str:
    alt, src = found["alt"], found["src"]
    return f'<figure><a href="{src}"><img src="{src}" alt="{alt}" loading="lazy"></a><figcaption>{alt}</figcaption></figure>'
