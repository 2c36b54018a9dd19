"""How do the pages of a profile hang together: their addresses, their titles, and where each leads?"""

from flask import render_template, request, url_for
from flask_babel import gettext as _

from matcher.profiles import StatementRole
from matcher.questions import question_of
from models.organisation import Organisation, Statement
from web.actions.organisations.profile_steps import STEP_OF_PART, Part, Step
from web.forms.profile import StepForm

# The page to which a step goes back when it was opened from there: ?terug=nakijken
CHECK = "nakijken"


def step_address(
    step: Step, organisation_id: int, *, back_to: str | None = None, question: str | None = None
) -> str:
    """The address of the page of a step; `back_to` is CHECK when saving should lead back there.

    `question`: the one that stands on the page.
    """
    endpoint = "contacts.everyone" if step is Step.CONTACTS else f"profile_steps.{step}"
    return url_for(endpoint, organisation_id=organisation_id, terug=back_to, vraag=question)


def address_after(step: Step, organisation_id: int) -> str:
    """Where saving this step leads: on to the next one, or back to where the visitor came from."""
    if request.form.get("then") == "later" or "vraag" in request.args:
        return url_for("profiles.tasks", organisation_id=organisation_id)
    later = list(Step)[list(Step).index(step) + 1 :]
    if request.args.get("terug") == CHECK or not later:
        return url_for("profiles.check", organisation_id=organisation_id)
    return step_address(later[0], organisation_id)


def step_page(
    form: StepForm, organisation: Organisation, *, changed_meanwhile: bool = False, view: object = None
) -> str:
    """The page of one step; `changed_meanwhile` shows what a colleague saved beside what was typed.

    `view`: what the page of this step shows beside its form.
    """
    return render_template(
        f"profiles/{form.step}.html",
        form=form,
        organisation=organisation,
        step=form.step,
        number=list(Step).index(form.step) + 1,
        total=len(Step),
        changed_meanwhile=changed_meanwhile,
        view=view,
        question=question_of(request.args.get("vraag", "")),
    )


def offers_of(organisation: Organisation) -> list[Statement]:
    """The open offers, in the organisation's own order."""
    return organisation.statements_in(StatementRole.OFFER)


def needs_of(organisation: Organisation) -> list[Statement]:
    """The open needs, in the organisation's own order."""
    return organisation.statements_in(StatementRole.NEED)


def step_title(step: Step) -> str:
    """What the step is called."""
    titles = {
        Step.WHO: _("Wie zijn wij?"),
        Step.WHERE: _("Waar werken wij?"),
        Step.ABOUT: _("Wat zien en doen wij?"),
        Step.OFFERS: _("Wat bieden wij?"),
        Step.NEEDS: _("Wat zoeken wij?"),
        Step.REACH: _("Wie bereiken wij, en wanneer?"),
        Step.CONTACTS: _("Wie komt er aan tafel?"),
    }
    return str(titles[step])


def missing_sentence(part: Part) -> str:
    """What is missing, and why it matters."""
    sentences = {
        Part.KIND: _(
            "Wat voor organisatie u bent. Daarmee vinden wij partners die u zelf niet zou bedenken."
        ),
        Part.MUNICIPALITY: _("Uw gemeente. Daarmee weten wij welke bijeenkomsten bij u in de buurt zijn."),
        Part.ABOUT: _("Wat u ziet en doet. Uit een paar zinnen leren anderen u kennen."),
        Part.OFFERS: _("Wat u biedt. Zonder aanbod weet niemand waarmee u kunt helpen."),
        Part.NEEDS: _("Wat u zoekt. Zonder vraag kunnen wij niemand zoeken die u helpt."),
        Part.GROUPS: _("Welke mensen u bereikt. Wie dezelfde mensen kent, heeft iets om over te praten."),
        Part.THEMES: _("Waar u aan werkt. Een gedeeld thema maakt een eerste gesprek makkelijker."),
        Part.CONTACT: _("Wie er aan tafel komt. Partners willen weten met wie zij praten."),
    }
    return str(sentences[part])


def assumed_sentence(part: Part) -> str:
    """That a part holds assumptions only, and why that matters."""
    sentences = {
        Part.NEEDS: _("Wat u zoekt, is nog een aanname. Met uw eigen woorden zoeken wij preciezer."),
        Part.OFFERS: _(
            "Wat u biedt, is nog een aanname. Alleen uw eigen woorden laten wij aan anderen lezen."
        ),
    }
    return str(sentences[part])


def all_parts() -> tuple[Part, ...]:
    """The parts of a profile, in the order of the steps."""
    return tuple(sorted(Part, key=lambda part: list(Step).index(STEP_OF_PART[part])))


def short_part(part: Part) -> str:
    """A part of a profile in a word or two."""
    words = {
        Part.KIND: _("soort"),
        Part.MUNICIPALITY: _("gemeente"),
        Part.ABOUT: _("wat u ziet en doet"),
        Part.OFFERS: _("aanbod"),
        Part.NEEDS: _("vraag"),
        Part.GROUPS: _("mensen"),
        Part.THEMES: _("thema’s"),
        Part.CONTACT: _("contactpersoon"),
    }
    return str(words[part])


def completeness_words(filled: int, total: int) -> str:
    """How far the profile is, in words."""
    if filled == total:
        return str(_("Uw profiel is compleet."))
    if filled * 2 >= total:
        return str(
            _("Uw profiel is al goed gevuld: %(filled)s van de %(total)s delen.", filled=filled, total=total)
        )
    return str(_("Uw profiel is begonnen: %(filled)s van de %(total)s delen.", filled=filled, total=total))
