"""Words whose exchange makes a question that the passage no longer answers."""

from answer.check.dates import MONTHS, WEEKDAYS

OPPOSITES = tuple(
    tuple(pair.split("/"))
    for pair in """
    first/last rise/fall rose/fell rises/falls rising/falling before/after accept/reject accepted/rejected
    increase/decrease increased/decreased increases/decreases increasing/decreasing largest/smallest larger/smaller
    large/small biggest/smallest bigger/smaller big/small highest/lowest higher/lower high/low most/least
    maximum/minimum north/south northern/southern east/west eastern/western begin/end began/ended begins/ends
    start/stop started/stopped win/lose won/lost wins/loses born/buried buy/sell bought/sold
    father/mother son/daughter brother/sister husband/wife king/queen male/female men/women man/woman boy/girl
    uncle/aunt older/younger oldest/youngest oldest/newest old/new above/below inside/outside upper/lower
    early/late earliest/latest earlier/later hot/cold hotter/colder love/hate loved/hated loves/hates like/dislike
    likes/dislikes liked/disliked good/bad best/worst better/worse easy/difficult easier/harder hard/easy
    open/close opened/closed import/export imports/exports imported/exported positive/negative
    advantage/disadvantage advantages/disadvantages benefits/drawbacks pros/cons strong/weak stronger/weaker
    fast/slow faster/slower long/short longer/shorter longest/shortest heavy/light cheap/expensive
    cheapest/costliest rich/poor richest/poorest inner/outer allow/forbid allowed/forbidden support/oppose
    supported/opposed agree/disagree agreed/refused include/exclude included/excluded gain/lose gained/lost
    succeed/fail succeeded/failed create/destroy created/destroyed built/demolished enter/leave entered/left
    join/leave joined/left arrive/depart arrived/departed attack/defend attacked/defended victory/defeat
    defeated/rescued friend/enemy friends/enemies legal/illegal public/private internal/external
    national/local rural/urban ancient/modern past/future common/rare always/never majority/minority
    present/absent necessary/unnecessary recommended/discouraged praised/criticized criticized/praised
    established/abolished appointed/dismissed hired/fired signed/cancelled offered/refused gave/took give/take
    sent/received send/receive lend/borrow teacher/student parents/children summer/winter day/night
    morning/evening top/bottom front/back left/right dead/alive introduced/withdrawn founded/dissolved
    expanded/shrank added/removed improve/worsen improved/worsened raised/lowered lengthened/shortened
    """.split()
)
"""Either word of a pair for the other."""

GROUPS = tuple(
    tuple(group.split())
    for group in """
    author director producer composer editor publisher translator illustrator narrator
    wrote directed produced composed painted designed translated published edited sang invented
    singer drummer guitarist bassist pianist violinist
    president king queen emperor pope mayor governor chancellor prince ambassador
    minister senator judge general admiral bishop commander secretary chairman treasurer
    coach captain goalkeeper striker referee
    actor actress dancer comedian
    capital population area currency climate flag language religion
    founder owner inventor architect successor predecessor
    river mountain lake island desert valley
    doctor nurse lawyer engineer teacher soldier farmer priest
    mother sister cousin grandfather uncle nephew
    color size weight price shape smell taste brand
    lunch dinner breakfast
    car bike boat truck plane
    dog cat horse bird
    north-east south-west
    gold silver bronze
    book song film novel painting album
    album poem opera symphony
    war treaty election revolution
    company school hospital church university museum
    economy military education transport
    causes symptoms treatments consequences
    cause symptom treatment cure
    born married buried crowned educated
    height length depth width
    speed temperature age distance
    day month
    """.strip().splitlines()
)
"""Any word of a group for another: roles, deeds, attributes, things."""

CUES = {
    "author": "writ wrot written book novel",
    "wrote": "writ written author",
    "directed": "director",
    "director": "directed",
    "producer": "produc",
    "produced": "produc",
    "composer": "compos music",
    "composed": "compos music",
    "painted": "paint",
    "designed": "design",
    "sang": "sing song vocal",
    "singer": "sang vocal sung",
    "invented": "invent",
    "published": "publish",
    "publisher": "publish",
    "founder": "found establish",
    "owner": "own",
    "color": "colour red blue green black white brown yellow pink purple gray grey orange",
    "size": "inch large small big feet",
    "price": "$ cost dollar cheap expensive",
    "weight": "pound kg ounce lb heavy light",
    "brand": "compan made",
    "taste": "flavor sweet delicious",
    "age": "year old",
    "height": "tall high feet metres meters",
    "length": "long",
    "population": "people inhabitants residents",
    "currency": "dollar euro pound",
    "language": "speak spoke english french",
    "religion": "christian muslim catholic islam",
    "born": "birth",
    "buried": "grave tomb cemeter",
    "married": "wife husband marri",
    "educated": "school universit college studied",
    "mother": "mom parent",
    "dog": "pupp",
    "cat": "kitten",
}
"""Beginnings of words that may say what a word of a group asks for, without saying it."""

NUMBERS = "two three four five six seven eight nine ten eleven twelve".split()
ORDINALS = "first second third fourth fifth sixth seventh".split()
SERIES = (MONTHS, WEEKDAYS, NUMBERS, ORDINALS)
"""Words of which any other of the same series is of the same kind."""

FUNCTION_WORDS = frozenset(
    """a an the this that these those it its he she they we you i me him her them us my your our their his hers who
    whom whose what which when where why how is are was were be been being am do does did done has have had having
    can could will would shall should may might must of in on at by for to from with without about as into over under
    between through during and or but if then than so because while also not no nor only very more most much many
    some any all each every other another such own same there here up down out off again once people person thing
    things author's one two op poster reviewer author name named called type kind""".split()
)
"""Words that carry no matter of their own."""
NO_NAMES = frozenset(
    """However Although Though Thus Therefore Moreover Furthermore Meanwhile Instead Since Until After Before During
    Despite According Because Unlike Like Such Many Most Some Several Both Each Another Other Others Today Later
    Finally First Second Third Also Then There Here When Where While What Who Why How Which If In On At By For To From
    With As Of And But Or So Yet Not No Yes The A An This That These Those It Its He She They We You I My Your Our
    Their His Her One Two Three Now Just Well Maybe Even Still Only Once Please Thanks Overall Great Good Very Is Are
    Was Were Do Does Did Has Have Had Can Could Will Would Should May Might Must All Any Every Im Ive Dont""".split()
)
"""Words that are capitalised for opening a sentence, not for being names."""

SYNONYMS = tuple(
    tuple(pair.replace("_", " ").split("/"))
    for pair in """
    began/started started/began located/situated situated/located many/numerous numerous/many film/movie movie/film
    approximately/about purchased/bought bought/purchased received/got helped/assisted
    shows/demonstrates demonstrates/shows said/stated stated/said wanted/wished prior_to/before before/prior_to
    used/utilized utilized/used ended/finished finished/ended often/frequently frequently/often annual/yearly
    primary/main main/primary important/significant significant/important entire/whole happened/occurred
    occurred/happened needed/required required/needed attempted/tried tried/attempted constructed/built
    built/constructed allowed/permitted permitted/allowed quickly/rapidly rapidly/quickly told/informed large/big
    huge/enormous nearly/almost almost/nearly usually/normally normally/usually became/turned_into died/passed_away
    talks/negotiations negotiations/talks aid/help provided/gave remained/stayed people/persons although/even_though
    even_though/although whereas/while more_than/over less_than/under each_year/every_year every_year/each_year
    currently/at_present
    children/kids company/firm firm/company obtained/acquired gathered/collected collected/gathered chose/selected
    founded/established established/founded several/a_number_of famous/well-known automobile/car
    physician/doctor attorney/lawyer due_to/because_of because_of/due_to as_a_result/consequently in_order_to/to
    such_as/like residents/inhabitants inhabitants/residents enemy/foe frightened/scared difficult/hard wealthy/rich
    """.split()
)
"""A word, and one of about the same meaning that may take its place."""
