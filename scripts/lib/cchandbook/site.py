# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole handbook as a folder of HTML: a page for each chapter and language, pictures, one style sheet."""
import re
import shutil
from pathlib import Path

from .chapter import Chapter, read_chapter

CHAPTERS = ("index", "agent", "supervisor", "administrator", "operator", "api")
LANGUAGES = {"en": ("en", "English"), "zh_CN": ("zh-CN", "中文")}  # folder: its HTML tag, its own name
WORDS = {
    "en": {"book": "asterCC handbook", "chapters": "Chapters", "here": "On this page", "skip": "Skip to the content", "language": "Language"},
    "zh_CN": {"book": "asterCC 手册", "chapters": "章节", "here": "本页内容", "skip": "跳到内容", "language": "语言"},
}
PICTURE = re.compile(r'src="\.\./((?:pictures|images)/[^"]+)"')
STYLE = Path(__file__).with_name("handbook.css")

PAGE = """<!doctype html>
<html lang="{tag}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} - {book}</title>
<link rel="stylesheet" href="../handbook.css">
</head>
<body>
<a class="skip" href="#content">{skip}</a>
<header class="top"><a class="book" href="index.html">{book}</a><nav aria-label="{language}">{languages}</nav></header>
<div class="sheet">
<nav class="side" aria-label="{chapters}"><ul>{chapter_links}</ul></nav>
<main id="content">
{body}
</main>
{contents}
</div>
</body>
</html>
"""

FRONT = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>asterCC handbook</title>
<link rel="stylesheet" href="handbook.css">
</head>
<body>
<main class="front"><h1>asterCC</h1><ul>{languages}</ul></main>
</body>
</html>
"""


def build_site(source: Path, out: Path) -> int:
    """Writes the handbook to `out`, which it empties of an earlier one; the number of pages."""
    for name in (*LANGUAGES, "pictures", "images"):
        shutil.rmtree(out / name, ignore_errors=True)
    out.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(STYLE, out / STYLE.name)
    fronts = "".join(f'<li><a lang="{tag}" href="{folder}/index.html">{name}</a></li>' for folder, (tag, name) in LANGUAGES.items())
    (out / "index.html").write_text(FRONT.format(languages=fronts), encoding="utf-8")
    for folder in LANGUAGES:
        chapters = [read_chapter(source / folder / f"{name}.md") for name in CHAPTERS]
        (out / folder).mkdir()
        for chapter in chapters:
            (out / folder / f"{chapter.name}.html").write_text(_page(folder, chapter, chapters), encoding="utf-8")
            _copy_pictures(chapter, source, out)
    return len(LANGUAGES) * len(CHAPTERS) + 1


def _page(folder: str, chapter: Chapter, chapters: list[Chapter]) -> str:
    links = "".join(
        f'<li><a href="{other.name}.html"{current(other is chapter)}>{other.title}</a></li>' for other in chapters)
    languages = "".join(
        f'<a lang="{tag}" hreflang="{tag}" href="../{other}/{chapter.name}.html"{current(other == folder)}>{name}</a>'
        for other, (tag, name) in LANGUAGES.items())
    return PAGE.format(tag=LANGUAGES[folder][0], title=chapter.title, body=chapter.body, chapter_links=links,
                       languages=languages, contents=_contents(folder, chapter), **WORDS[folder])


def current(is_it: bool) -> str:
    return ' aria-current="page"' if is_it else ""


def _contents(folder: str, chapter: Chapter) -> str:
    """The headings of the page, to jump to; nothing for a page that has few."""
    headings = [heading for heading in chapter.headings if heading.level <= 3]
    if len(headings) < 3:
        return ""
    items = "".join(f'<li class="level-{heading.level}"><a href="#{heading.anchor}">{heading.words}</a></li>' for heading in headings)
    here = WORDS[folder]["here"]
    return f'<nav class="here" aria-label="{here}"><h2>{here}</h2><ul>{items}</ul></nav>'


def _copy_pictures(chapter: Chapter, source: Path, out: Path) -> None:
    for picture in set(PICTURE.findall(chapter.body)):
        target = out / picture
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile((source.parent if picture.startswith("images/") else source) / picture, target)
