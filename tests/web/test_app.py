from tests.builders import a_person


def test_home_page_needs_no_database(client, app):
    app.extensions["sessions"] = None

    answer = client.get("/")

    assert (answer.status_code, "<h1" in answer.text) == (200, True)


def test_start_page_greets_the_person_who_signed_in(session, signed_in):
    browser = signed_in(a_person(session, "piet@example.org"))

    answer = browser.get("/start", follow_redirects=True)

    assert (answer.status_code, "Ingelogd als Piet" in answer.text) == (200, True)
