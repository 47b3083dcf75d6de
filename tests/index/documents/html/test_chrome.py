"""Of a saved page the article is read; a page that is nothing else is read whole."""

import pytest

from index.documents.html.html import load

PROSE = "The kettles of Tarn have been blue for a hundred years, and they whistle when it is time."
LATER = "Nobody knows who painted the first of them, though the mill keeps a list of its painters."
ARTICLE = f"<h1>Kettles</h1><p>{PROSE}</p><p>{LATER}</p>"
WHOLE = f"Kettles\n\n{PROSE}\n\n{LATER}"


def text(page: str) -> str:
    return load(page.encode()).text


@pytest.mark.parametrize(
    "around",
    [
        "<nav><a href=/>Home</a> Prices</nav>",
        "<header><a href=/>Tarn Post</a><a href=/shop>Shop</a></header>",
        "<footer>Imprint <a href=/privacy>Privacy and cookies</a></footer>",
        "<aside><a href=/pots>Pots, too</a></aside>",
        "<div role=navigation>Home</div>",
        "<div role=dialog>We value your privacy. Accept all?</div>",
        "<div class='cookie-banner'>We value your privacy.</div>",
        "<div id=shareButtons>Tell your friends</div>",
        "<ul class=breadcrumb><li>Home<li>Kettles</ul>",
        "<div><ul><li><a href=/pots>Pots</a><li><a href=/pans>Pans</a></ul></div>",
        "<div hidden>Sold out</div>",
        "<div aria-hidden=true>Sold out</div>",
        "<div style='Display: none'>Sold out</div>",
        "<dialog>Sold out</dialog>",
        "<noscript>Switch scripts on.</noscript>",
        "<template><p>Sold out</p></template>",
        "<script>var kettles = 1</script><style>p { color: blue }</style>",
    ],
)
def test_what_is_around_an_article_is_left_out(around: str) -> None:
    assert text(f"<body>{around}{ARTICLE}</body>") == WHOLE
    assert text(f"<body>{ARTICLE}{around}</body>") == WHOLE


def test_a_plain_page_is_read_whole() -> None:
    page = f"""<header><h1>Kettles</h1><p>From the mill.</p></header>
        <p>{PROSE}</p>
        <p>More:</p><ul><li><a href=a.pdf>Care of the kettle</a><li><a href=b.pdf>Prices</a></ul>
        <table><tr><th>Mill<th>Site<tr><td><a href=/tarn>Tarn</a><td><a href=//tarn.example>tarn.example</a></table>
        <pre><a href=/fill>fill(cup)</a></pre>
        <p>Write to</p><div><a href="mailto:ann@tarn.example">ann@tarn.example</a></div>
        <a name=end>The end of it.</a>
        <footer>Version 3, valid from May.</footer>"""

    for words in (
        *("Kettles", "From the mill.", PROSE, "- Care of the kettle\n- Prices", "Mill | Site\nTarn | tarn.example"),
        *("fill(cup)", "ann@tarn.example", "The end of it.", "Version 3, valid from May."),
    ):
        assert words in text(page)


def test_what_stands_beside_the_main_part_is_left_out_but_for_the_title() -> None:
    page = f"<h1>Kettles</h1><p>Tarn Post, 1890</p><main><p>{PROSE}</p><p>{LATER}</p></main><p>Weather: fair.</p>"

    assert text(page) == WHOLE


def test_an_article_is_what_a_page_is_about_only_if_it_says_most() -> None:
    assert text(f"<article>{ARTICLE}</article><p>Weather: fair.</p>") == WHOLE
    assert "Weather" in text(f"<article><p>{PROSE}</p></article><p>{LATER}</p><p>Weather: fair.</p>")


def test_notes_and_headers_within_the_main_part_stay() -> None:
    page = f"<main><header><h1>Kettles</h1></header><p>{PROSE}</p><aside>{LATER}</aside></main>"

    assert text(page) == WHOLE


@pytest.mark.parametrize("said", ["class=sidebar", "hidden", "role=dialog", "id=comments", "style=display:none"])
def test_what_holds_much_of_the_prose_is_the_article_whatever_it_is_called(said: str) -> None:
    assert text(f"<body><div {said}>{ARTICLE}</div></body>") == WHOLE


def test_a_page_of_nothing_but_links_is_read_whole() -> None:
    page = "<nav><a href=/>Tarn</a></nav><ul><li><a href=/a>Care of the kettle</a><li><a href=/b>Prices</a></ul>"

    assert "- Care of the kettle\n- Prices" in text(page)


def test_the_frame_of_a_whole_site_goes_and_nothing_else() -> None:
    links = "".join(f"<li><a href=/{n}>Kettle number {n}</a>" for n in range(40))
    page = f"""<body><header><nav><ul>{links}</ul></nav><div class=logo>Tarn Post</div></header>
        <div id=wrapper><div class=menu>{links}</div><div id=content><article>{ARTICLE}
        <div class="share-bar"><a href=/f>Share</a></div></article>
        <section class=related><h2>More kettles</h2><ul>{links}</ul></section></div></div>
        <div class=newsletter-box><h3>Letters</h3><p>Kettle news by mail, once a week, for all who like such.</p></div>
        <footer><ul>{links}</ul>© Tarn Post</footer></body>"""

    assert text(page) == WHOLE
