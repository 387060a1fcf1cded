#!/usr/bin/env python3
"""Every sentence of the window stands translated in the files of translations/.

  translations_complete.py TRANSLATIONS_DIR LUPDATE [OPTION or FOLDER]...

Brings copies of the files up to date from the sources, as the target console_lupdate does, and names what has no translation then."""
import os
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

PLURALS_ONLY = {'console_en.ts'}  # English is in the sources; only its plurals need a file


def missing(path):
    """(context, source) of what is not translated."""
    for context in xml.parse(path).getroot().iter('context'):
        for message in context.iter('message'):
            translation = message.find('translation')
            forms = [form.text or '' for form in translation.iter('numerusform')] or [translation.text or '']
            if translation.get('type') or not all(form.strip() for form in forms):
                yield context.findtext('name'), message.findtext('source')


def main():
    folder, lupdate = sys.argv[1], sys.argv[2:]
    failures = 0
    with tempfile.TemporaryDirectory(prefix='mirror-translations-') as copies:
        for name in sorted(each for each in os.listdir(folder) if each.endswith('.ts')):
            copy = shutil.copy(os.path.join(folder, name), copies)
            plurals = ['-pluralonly'] if name in PLURALS_ONLY else []
            subprocess.run([lupdate[0], '-silent', *plurals, *lupdate[1:], '-ts', copy], check=True)
            for context, source in missing(copy):
                failures += 1
                print(f'{name}: {context}: {source!r}')
    if failures:
        sys.exit(f'{failures} without a translation: build the target console_lupdate and write them')


if __name__ == '__main__':
    main()
