#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The messages of the product and whether its catalogues have them all.

    extract.py pot      prints astercrm.pot: every [[message]] of the templates and message("...") of the pages, with the
                        files it stands in
    extract.py check    names what is missing, unused or untranslated in zh_CN, de and en; exit status 1 if any is

After changing a template or a caption:  extract.py pot > x.pot; msgmerge -U LANGUAGE/LC_MESSAGES/astercrm.po x.pot
(en is msgen's work: each message is its own translation).
"""
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
TEMPLATES = HERE.parent / "templates"
PAGES = HERE.parent / "pages"
LANGUAGES = ("zh_CN", "de", "en")


def messages():
    """message -> files it stands in, in order of appearance"""
    found = {}
    for file in sorted(TEMPLATES.glob("*.html")):
        for message in re.findall(r"\[\[([^>\]][^\]]*)\]\]", file.read_text(encoding="utf-8")):
            found.setdefault(message, []).append(file.name)
    for file in sorted([*PAGES.glob("*.cpp"), *PAGES.glob("*.h")]):
        for literals in re.findall(r'\bmessage\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+)\)', file.read_text(encoding="utf-8")):
            message = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', literals)).replace('\\"', '"')
            found.setdefault(message, []).append(file.name)
    return found


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def pot():
    print('msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n')
    for message, files in messages().items():
        print(f"#: {' '.join(dict.fromkeys(files))}\nmsgid {quoted(message)}\nmsgstr \"\"\n")


def entries(language):
    """msgid -> msgstr of a catalogue, fuzzy ones left out: msgfmt leaves them out too."""
    path = HERE / language / "LC_MESSAGES/astercrm.po"
    done = subprocess.run(["msgattrib", "--no-fuzzy", "--no-obsolete", "--no-wrap", str(path)], capture_output=True, text=True, check=True)
    pairs = re.findall(r'^msgid "(.+)"\nmsgstr "(.*)"$', done.stdout, re.MULTILINE)
    plain = lambda text: text.replace('\\"', '"').replace("\\\\", "\\")
    return {plain(source): plain(target) for source, target in pairs}


def check():
    wanted, problems = set(messages()), []
    for language in LANGUAGES:
        have = entries(language)
        problems += [f"{language}: missing: {m}" for m in sorted(wanted - set(have))]
        problems += [f"{language}: not translated: {m}" for m in sorted(wanted & set(have)) if not have[m]]
        problems += [f"{language}: nothing uses: {m}" for m in sorted(set(have) - wanted)]
    print("\n".join(problems) or f"{len(wanted)} messages, complete in {', '.join(LANGUAGES)}")
    return 1 if problems else 0


if __name__ == "__main__":
    if sys.argv[1:] == ["pot"]:
        pot()
    elif sys.argv[1:] == ["check"]:
        sys.exit(check())
    else:
        sys.exit(__doc__)
