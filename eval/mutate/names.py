"""The rules for names: a person for a person, a city for a city, a country for a country, and so on.

A person is known by a title before the name or a verb of saying behind it; everything else by a list.
"""

import re
from collections.abc import Sequence
from random import Random

from eval.mutate.swaps import StatedValue, ValueSwap, first_free

PEOPLE_NAMES = (
    *(("Pavel", "Orlov"), ("Viktor", "Melnik"), ("Anton", "Sobol"), ("Marek", "Novak"), ("Tomas", "Lindgren")),
    *(("Omar", "Haddad"), ("Igor", "Belov"), ("Stefan", "Kovacs"), ("Milan", "Horvat"), ("Emil", "Brandt")),
)
"""Given name and surname."""

NAME_LISTS = (
    """Almaty Amsterdam Ankara Astana Athens Baghdad Baku Beijing Belgrade Berlin Berne Bishkek Brussels Bucharest
    Budapest Cairo Chisinau Copenhagen Damascus Delhi Dublin Dushanbe Geneva Helsinki Islamabad Istanbul Jakarta
    Kabul Khujand Kiev Kyiv Lisbon London Luanda Madrid Minsk Moscow Nairobi Osh Oslo Paris Prague Rabat Riga Rome
    Samarkand Seoul Sofia Stockholm Tallinn Tashkent Tbilisi Tehran Tokyo Tunis Vienna Vilnius Warsaw Washington
    Yerevan Zagreb""".split(),
    """Afghanistan Albania Algeria Argentina Armenia Australia Austria Azerbaijan Belarus Belgium Brazil Bulgaria
    Canada Chile China Croatia Cuba Cyprus Denmark Egypt Estonia Finland France Georgia Germany Ghana Greece Hungary
    Iceland India Indonesia Iran Iraq Ireland Israel Italy Japan Jordan Kazakhstan Kenya Kyrgyzstan Latvia Lebanon
    Libya Lithuania Malta Mexico Moldova Mongolia Morocco Nepal Nigeria Norway Pakistan Peru Poland Portugal Qatar
    Romania Russia Serbia Slovakia Slovenia Spain Sudan Sweden Syria Tajikistan Tunisia Turkey Turkmenistan Uganda
    Ukraine Uzbekistan Vietnam Yemen Zambia""".split(),
    "ASEAN CIS CSTO EFTA NATO OECD OPEC OSCE SAARC".split(),
    ["Avesta", "Associated Press", "Bloomberg", "Interfax", "Itar-Tass", "Reuters", "Xinhua"],
)
"""Cities, countries, alliances, news agencies: each is swapped for another of its list."""

SAME_NAME = 4
"""Words that begin with as many of the same letters may be forms of one name (Tajik, Tajikistan)."""

_PERSONS_TITLES = (
    "President|Minister|Chancellor|Secretary|General|Colonel|Captain|Senator|Governor|Professor|Dr|Mr|Mrs|Ms"
)
_TITLED = re.compile(rf"(?:{_PERSONS_TITLES})\b")
_SAYS = "said|says|told|explained|asserted|added|argued|regards|agreed|commented|confirmed|signed|wrote|announced"
_PERSONS_NAME = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}")


def swap_person(value: StatedValue, random: Random) -> ValueSwap | None:
    """Another person's name for it, surname for surname; None where it is not surely a person's."""
    forms = sorted((form for form in value.forms if _PERSONS_NAME.fullmatch(form) and not _TITLED.match(form)), key=len)
    surname = forms[0].split()[-1] if forms else ""
    if not surname or not all(form.endswith(surname) for form in forms) or not _is_person(surname, value.around):
        return None
    people = random.sample(PEOPLE_NAMES, len(PEOPLE_NAMES))
    return first_free(value, [_person(forms, given, family) for given, family in people])


def swap_name(value: StatedValue, random: Random) -> ValueSwap | None:
    """Another name of its list; None where it is in none, or another form of it stands in the texts."""
    listed = next((names for names in NAME_LISTS if value.stated in names), [])
    others = [name for name in listed if name != value.stated and not _has_kin(name, value.taken)]
    if not others or _has_kin(value.stated, value.taken):
        return None
    chosen = random.sample(others, len(others))
    return first_free(value, [ValueSwap("name", ((value.stated, new),), (new,)) for new in chosen])


def _person(forms: Sequence[str], given: str, family: str) -> ValueSwap:
    """Of each form the surname changes, and what stands before it becomes the given name; the bare surname too."""
    renamed = {form: f"{given} {family}" if " " in form else family for form in forms}
    surname = forms[0].split()[-1]
    return ValueSwap("person", tuple({**renamed, surname: family}.items()), tuple(dict.fromkeys(renamed.values())))


def _is_person(surname: str, text: str) -> bool:
    name = rf"(?:[A-Z][\w’'-]+ )?{re.escape(surname)}"
    return re.search(rf"\b(?:{_PERSONS_TITLES})\.? {name}\b|\b{name} (?:{_SAYS})\b", text) is not None


def _has_kin(name: str, text: str) -> bool:
    """Whether another word of the text begins like a word of the name: a form that would stay behind."""
    starts = {own: re.escape(own[:SAME_NAME]) for own in name.split() if len(own) >= SAME_NAME}
    alike = ((own, m) for own, start in starts.items() for m in re.finditer(rf"\b{start}\w*", text, re.IGNORECASE))
    return any(match.group().lower() != own.lower() for own, match in alike)
