"""What a follow-up takes from the conversation, and what it must not take."""

from collections.abc import Callable

import pytest

from answer.answer import Answer
from answer.understand.followup import in_its_case, names_in, reframed, standalone, stands_as_place

MakeAnswer = Callable[..., Answer]


@pytest.mark.parametrize(
    ("before", "question", "understood"),
    [
        ("What did Russia offer Tajikistan?", "And Ukraine?", "What did Ukraine offer Tajikistan?"),
        ("What did Russia offer Tajikistan?", "what about Ukraine", "What did Ukraine offer Tajikistan?"),
        ("When was the accord signed?", "Where?", "Where was the accord signed?"),
        ("Did Ukraine help?", "Why?", "Why did Ukraine help?"),
        ("What did Russia offer Tajikistan?", "And what about Ukraine?", "What did Ukraine offer Tajikistan?"),
        ("What did Ukraine offer?", "Why?", "Why? (What did Ukraine offer?)"),
        ("Why does Moscow stay?", "Who says so?", "Who says so? (Why does Moscow stay?)"),
        ("Where does Rakhmonov live?", "And the queen?", "The queen? (Where does Rakhmonov live?)"),
        ("What happened in Dushanbe?", "And on June 25?", "What happened in Dushanbe on June 25?"),
        ("What did Ivanov say?", "When did he arrive?", "When did Ivanov arrive?"),
        ("What did Ivanov say?", "Who was his counterpart?", "Who was Ivanov’s counterpart?"),
        ("What did Ivanov say in Dushanbe?", "What did he do then?", "What did Ivanov do then?"),
        ("What did Russia sign?", "Who signed the agreement?", "Who signed the agreement? (What did Russia sign?)"),
    ],
)
def test_what_is_missing_comes_from_the_last_question(
    make_answer: MakeAnswer, before: str, question: str, understood: str
) -> None:
    assert standalone(question, [make_answer(before)]) == understood


def test_after_who_the_pronoun_is_the_person_of_the_answer(make_answer: MakeAnswer) -> None:
    who = make_answer("Who represented Ukraine?", "The Ukrainian minister Anatoliy Hrytsenko agreed to it.")

    assert standalone("How old is he?", [who]) == "How old is Anatoliy Hrytsenko?"


def test_what_cannot_be_resolved_is_put_beside(make_answer: MakeAnswer) -> None:
    understood = standalone("What will it cost them?", [make_answer("What did Russia and Tajikistan agree on?")])

    assert understood == "What will it cost them? (What did Russia and Tajikistan agree on?)"


@pytest.mark.parametrize(
    "question",
    [
        "Who is Queen Noor?",
        "What did Ivanov say about his talks?",
        "Which volume is this article in?",
        "Is Nurek old?",
        "Why did Jordan sign the agreement with Iran?",
    ],
)
def test_a_new_topic_stays_as_asked(make_answer: MakeAnswer, question: str) -> None:
    assert standalone(question, [make_answer("What did Ukraine offer?")]) == question


def test_the_first_question_stays_as_asked() -> None:
    assert standalone("And Ukraine?", []) == "And Ukraine?"


def test_a_greeting_in_between_is_no_topic(make_answer: MakeAnswer) -> None:
    history = [make_answer("What did Russia offer?"), make_answer("Hi", mode="help")]

    assert standalone("And Ukraine?", history) == "What did Ukraine offer?"


@pytest.mark.parametrize(
    "bare",
    """Why? / when / And where? / But who? / How? / How come? / how many / How much? / Since when? / What for?
    / By whom? / With whom? / Who else? / What else? / Says who? / Who says so? / Who said so? / Who said that?
    / Who said this? / Who said it? / According to whom? / For how long? / How long? / In which city?
    / In what year? / Tell me more. / More / Go on! / Is that true? / Is that so? / Is that right? / Really? / And?
    / So why? / Ok, why? / Why not? / Where exactly? / When then? / Why so?""".split("/"),
)
def test_what_is_no_question_by_itself_is_asked_of_the_last_one(make_answer: MakeAnswer, bare: str) -> None:
    understood = standalone(bare.strip(), [make_answer("What did Ukraine offer?")])

    assert understood.endswith("? (What did Ukraine offer?)")


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("or Ukraine", "What did Ukraine offer Tajikistan?"),
        ("But Ukraine?!", "What did Ukraine offer Tajikistan?"),
        ("and, Ukraine?", "What did Ukraine offer Tajikistan?"),
        ("ok, and Ukraine?", "What did Ukraine offer Tajikistan?"),
        ("How about Ukraine?", "What did Ukraine offer Tajikistan?"),
        ("And how about Ukraine?", "What did Ukraine offer Tajikistan?"),
        ("Same for Ukraine", "What did Ukraine offer Tajikistan?"),
        ("And the United States of America?", "What did the United States of America offer Tajikistan?"),
        ("And Tajikistan?", "What did Tajikistan offer Tajikistan?"),
        ("And russia?", "Russia? (What did Russia offer Tajikistan?)"),
        ("And under Rakhmonov?", "What did Russia offer Tajikistan under Rakhmonov?"),
        ("And does Ukraine help?", "And does Ukraine help?"),
    ],
)
def test_another_name_takes_the_place_of_the_first(make_answer: MakeAnswer, question: str, understood: str) -> None:
    assert standalone(question, [make_answer("What did Russia offer Tajikistan?")]) == understood


@pytest.mark.parametrize("preposition", "in on at from to with for by after before during since under about of".split())
def test_an_addition_is_put_behind(make_answer: MakeAnswer, preposition: str) -> None:
    understood = standalone(f"And {preposition} Nurek?", [make_answer("What did Ivanov say?")])

    assert understood == f"What did Ivanov say {preposition} Nurek?"


@pytest.mark.parametrize("verb", "is are was were do does did has have had can could will would should".split())
def test_a_question_with_its_own_verb_is_no_fragment(make_answer: MakeAnswer, verb: str) -> None:
    question = f"And what {verb} Nurek?"

    assert standalone(question, [make_answer("What did Ivanov say?")]) == question


@pytest.mark.parametrize("verb", "is are was were do does did has have had can could will would should".split())
def test_a_question_word_is_put_before_any_verb(verb: str) -> None:
    assert reframed(f"When {verb} it so?", "why") == f"Why {verb} it so?"
    assert reframed(f"{verb.capitalize()} it so?", "where") == f"Where {verb} it so?"


@pytest.mark.parametrize("opening", ["When", "Where", "Why", "How", "In what year", "In which city", "On what day"])
def test_such_question_words_may_be_exchanged(opening: str) -> None:
    assert reframed(f"{opening} was it signed?", "since when") == "Since when was it signed?"
    assert reframed(f"And {opening.lower()} was it signed?", "how") == "How was it signed?"


@pytest.mark.parametrize(("before", "word"), [("Who signed it?", "when"), ("When was it signed?", "who")])
def test_other_question_words_are_what_the_question_hangs_on(before: str, word: str) -> None:
    assert reframed(before, word) is None


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("Where is he?", "Where is Ivanov?"),
        ("Who met him?", "Who met Ivanov?"),
        ("Where are his talks?", "Where are Ivanov’s talks?"),
        ("Where is she?", "Where is Ivanov?"),
        ("Who met her?", "Who met Ivanov?"),
        ("Where is her base?", "Where is Ivanov’s base?"),
        ("Is the base hers?", "Is the base Ivanov?"),
        ("Where is it?", "Where is Ivanov?"),
        ("What are its aims?", "What are Ivanov’s aims?"),
        ("Where are they?", "Where are Ivanov?"),
        ("Who met them?", "Who met Ivanov?"),
        ("What are their aims?", "What are Ivanov’s aims?"),
        ("Is the base theirs?", "Is the base Ivanov?"),
    ],
)
def test_each_pronoun_stands_for_the_one_name(make_answer: MakeAnswer, question: str, understood: str) -> None:
    assert standalone(question, [make_answer("What did Ivanov say?")]) == understood


@pytest.mark.parametrize("place", ["in Dushanbe", "at Nurek", "to the Kremlin", "from Moscow", "on Capri"])
def test_a_place_is_no_person(make_answer: MakeAnswer, place: str) -> None:
    asked = f"What was said {place} by the delegate?"
    before = f"What was said {place} by Ivanov?"

    assert standalone("Where did he go?", [make_answer(before)]) == "Where did Ivanov go?"
    assert standalone("Where did he go?", [make_answer(asked)]) == f"Where did he go? ({asked})"


def test_a_place_may_be_what_it_stands_for(make_answer: MakeAnswer) -> None:
    assert standalone("Is it old?", [make_answer("What stands in Dushanbe?")]) == "Is Dushanbe old?"


def test_of_two_things_none_is_meant_for_sure_but_of_two_people_the_first(make_answer: MakeAnswer) -> None:
    before = "What did Ivanov tell Rakhmonov?"

    assert standalone("Where is it?", [make_answer(before)]) == f"Where is it? ({before})"
    assert standalone("Where is he?", [make_answer(before)]) == "Where is Ivanov?"


def test_a_pronoun_behind_a_name_means_that_name(make_answer: MakeAnswer) -> None:
    question = "What did Rakhmonov say of his guest?"

    assert standalone(question, [make_answer("What did Ivanov say?")]) == question


@pytest.mark.parametrize(
    ("who", "said", "name"),
    [
        ("Who came?", "The minister Bell met Anatoliy Hrytsenko there.", "Anatoliy Hrytsenko"),
        ("Who came?", "The minister Bell came.", "Bell"),
        ("And whom did they meet?", "The guest was Bell then.", "Bell"),
        ("Which minister came?", "The one was Bell then.", "Bell"),
        ("Which prime minister came?", "The one was Bell then.", "Bell"),
        ("Which president came?", "The one was Bell then.", "Bell"),
        ("Which person came?", "The one was Bell then.", "Bell"),
        ("Name the leader.", "The one was Bell then.", "Bell"),
        ("Who spoke for Ukraine?", "For Ukraine the speaker was Bell then.", "Bell"),
    ],
)
def test_after_who_he_is_the_new_name_of_the_answer(make_answer: MakeAnswer, who: str, said: str, name: str) -> None:
    assert standalone("How old is he?", [make_answer(who, said)]) == f"How old is {name}?"


def test_after_who_without_a_name_in_the_answer_both_questions_are_asked(make_answer: MakeAnswer) -> None:
    assert (
        standalone("How old is he?", [make_answer("Who came?", "The hall was empty.")]) == "How old is he? (Who came?)"
    )
    assert standalone("How old is he?", [make_answer("Who came?")]) == "How old is he? (Who came?)"


@pytest.mark.parametrize(
    "question",
    """Who was there? / What came then? / Who came to that meeting? / Who broke this agreement? / Who signed those?
    / Where is that base? / What of the former? / What of the latter? / Who saw the first one? / Who saw the other
    one? / What of the second? / Why did that happen? / What does this mean? / Who led the talks? / Who made the
    deal? / Who came for the visit? / Who saw the signing? / What of the same? / Who is that man? / Who runs that
    country? / Who is this woman? / Where is that place? / Who ended that crisis? / Who broke that treaty? / Which
    is that one? / When was that time? / Who saw that event? / Who was that person? / Why these talks? / Why this
    visit? / Why that deal?""".replace("\n    ", " ").split("/"),
)
def test_what_points_back_is_asked_beside_what_it_points_at(make_answer: MakeAnswer, question: str) -> None:
    asked = question.strip()

    assert standalone(asked, [make_answer("What did Ukraine offer?")]) == f"{asked} (What did Ukraine offer?)"


@pytest.mark.parametrize("link", "of with between in on to for from at by".split())
def test_the_agreement_that_says_itself_which_points_at_nothing(make_answer: MakeAnswer, link: str) -> None:
    question = f"Who signed the agreement {link} Ukraine?"

    assert standalone(question, [make_answer("What did Russia want?")]) == question


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Who met Queen Noor of Jordan and Ivanov?", ["Queen Noor of Jordan", "Ivanov"]),
        ("What is the 201st Division’s base?", ["201st Division"]),
        ("What is Ivanov's aim?", ["Ivanov"]),
        ("Russia signed.", ["Russia"]),
        ("When was it?", []),
        ("What Ivanov said", ["Ivanov"]),
        ("the Bank of the West", ["Bank of the West"]),
        ("", []),
    ],
)
def test_names_are_what_is_written_with_a_capital_and_does_not_only_open(text: str, names: list[str]) -> None:
    assert names_in(text) == names


OPENERS = """who whom whose what which when where why how is are was were do does did has have had can could will would
should and but or in on at to from for the a an tell name list give explain describe please according"""


@pytest.mark.parametrize("word", OPENERS.split())
def test_a_word_that_opens_questions_is_no_name(word: str) -> None:
    assert names_in(f"{word.capitalize()} Ivanov came") == ["Ivanov"]
    assert names_in(f"so {word.capitalize()} it was") == []


def test_where_a_text_is_a_fragment_its_first_word_may_be_part_of_a_name() -> None:
    assert names_in("The Hague", opening=False) == ["The Hague"]
    assert names_in("The Hague") == ["Hague"]


def test_a_name_stands_as_a_place_behind_in_or_at() -> None:
    assert stands_as_place("Who lives in the Kremlin?", "Kremlin")
    assert not stands_as_place("Who met Ivanov?", "Ivanov")
    assert not stands_as_place("Who met the Tajiks?", "Tajiks")


@pytest.mark.parametrize(
    ("pronoun", "following", "put_in"),
    [
        ("his", "", "Bell’s"),
        ("Its", "", "Bell’s"),
        ("their", "", "Bell’s"),
        ("he", " aim", "Bell"),
        ("her", " aim", "Bell’s"),
        ("her", "?", "Bell"),
    ],
)
def test_a_name_takes_the_pronoun_s_case(pronoun: str, following: str, put_in: str) -> None:
    assert in_its_case(pronoun, "Bell", following) == put_in


def test_a_pronoun_that_opens_a_sentence_is_no_name_and_its_full_stop_no_part_of_one() -> None:
    assert names_in("It was signed with Anatoliy Hrytsenko.") == ["Anatoliy Hrytsenko"]
    assert names_in("They met.") == []
