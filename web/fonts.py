"""Fonts of the design system: subset for the web (WOFF2), whole for print (TTF).

Sources are the @fontsource packages of npm. The web gets Atkinson Hyperlegible Next (Basic Latin, two weights) and
Noto Naskh Arabic (Urdu, and the rest of Arabic apart); print gets all of both, and Noto Nastaliq Urdu.
"""

from __future__ import annotations

from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

SOURCES = {
    "AtkinsonHyperlegibleNext-Regular": "atkinson-hyperlegible-next/latin-400",
    "AtkinsonHyperlegibleNext-Bold": "atkinson-hyperlegible-next/latin-700",
    "NotoNaskhArabic-Regular": "noto-naskh-arabic/arabic-400",
    "NotoNastaliqUrdu-Regular": "noto-nastaliq-urdu/arabic-400",
}

BASIC_LATIN = [*range(0x20, 0x7F), 0xA0, 0xB7, 0xD7, *(ord(sign) for sign in "‐–—‘’“”•…")]
# What headings and buttons are written with: without signs of program code.
BOLD = [sign for sign in BASIC_LATIN if chr(sign) not in '[]{}<>|\\^~`$*#=_"']
DIGITS = [ord(sign) for sign in "0123456789 ,.-/:%()+"]
# Urdu's own letters, the Arabic ones that names are typed with, signs, small vowels, joiners.
URDU = [ord(sign) for sign in "ءآأؤئابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھۂۃیےۓىيكةهۀ،؛؟۔٪٫٬"]
URDU += [*range(0x064B, 0x0653), 0x0654, 0x0670, 0x200C, 0x200D]
# Letters of Sindhi, Pashto, Saraiki, Balochi, Punjabi beside those of Urdu; digits of the Arabic script, which we write
# only where somebody typed them; signs and ligatures of blessings. In a file of their own, fetched when one is met.
OTHERS = [ord(sign) for sign in "ٻڀٺٽٿڃڄڇڊڌڍڏڙڦڪڳڱڻ۽۾ټځڅډړږښګڼۍېݙݨۏݔٱٲإ"]
OTHERS += [*range(0x0660, 0x066A), *range(0x06F0, 0x06FA), 0x0610, 0x0613, 0xFDF2, 0xFDFA]

# file → (source, code points)
WEB = {
    "latin.woff2": ("AtkinsonHyperlegibleNext-Regular", BASIC_LATIN),
    "latin-bold.woff2": ("AtkinsonHyperlegibleNext-Bold", BOLD),
    "digits-bold.woff2": ("AtkinsonHyperlegibleNext-Bold", DIGITS),
    "naskh.woff2": ("NotoNaskhArabic-Regular", URDU),
    "naskh-more.woff2": ("NotoNaskhArabic-Regular", [*URDU, *OTHERS]),
    "naskh-names.woff2": ("NotoNaskhArabic-Regular", [ord(sign) for sign in "اردو"]),
}


def build_fonts(packages: Path, web: Path, printing: Path) -> None:
    """Write WOFF2 subsets into `web` and whole TTFs into `printing`."""
    for folder in (web, printing):
        folder.mkdir(parents=True, exist_ok=True)
    for name, source in SOURCES.items():
        family, cut = source.split("/")
        font = TTFont(packages / "@fontsource" / family / "files" / f"{family}-{cut}-normal.woff2")
        font.flavor = None
        font.save(printing / f"{name}.ttf")
    for file, (name, signs) in WEB.items():
        _subset(printing / f"{name}.ttf", signs, web / file)


def _subset(source: Path, signs: list[int], target: Path) -> None:
    options = Options()
    options.flavor = "woff2"
    if source.name.startswith("Atkinson"):
        options.layout_features = ["kern", "tnum"]
    options.hinting = False
    options.desubroutinize = True
    options.name_IDs = [1, 2, 13, 14]
    options.drop_tables += ["DSIG", "FFTM", "STAT"]
    font = TTFont(source)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=signs)
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(target)


def unicode_range(signs: list[int]) -> str:
    """Code points as a CSS unicode-range."""
    ranges: list[list[int]] = []
    for sign in sorted(set(signs)):
        if ranges and sign == ranges[-1][1] + 1:
            ranges[-1][1] = sign
        else:
            ranges.append([sign, sign])
    return ",".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in ranges)
