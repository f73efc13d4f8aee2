"""Every word of the record has a sentence that people can read, next to where it is written."""

import ast
from importlib import import_module

import pytest

from dashboard import workflow as dashboard
from dashboard.models import ReportEdition, Risk, WorkProgramme
from learning_hub import workflow as learning_hub
from learning_hub.models import LearningPoint
from partners import workflow as partners
from partners.models import AccessReviewLine, Action, Claim, Invitation
from portal import audit
from portal.conflicts import lift
from portal.exports import exports
from portal.models.conflicts import Conflict
from portal.workflow import Workflow
from reviews import workflow as reviews
from reviews.models import Handover, Incident, LocalReview, Publication, RapidReview
from tests.access.doors import doors
from tests.architecture.sources import CODE, tree
from training import workflow as training
from training.models import FeeTable, ProgrammeYear, Session

# Which model each workflow moves. Its words are made of the two.
MOVED = {
    partners.OWED: Action,
    partners.CONFIRMED: Action,
    learning_hub.LEARNING_POINTS: LearningPoint,
    training.FEE_TABLES: FeeTable,
    reviews.HANDOVERS: Handover,
    reviews.INCIDENTS: Incident,
    training.PROGRAMMES: ProgrammeYear,
    training.SESSIONS: Session,
    reviews.LOCAL_REVIEWS: LocalReview,
    reviews.RAPID: RapidReview,
    reviews.PUBLICATIONS: Publication,
    dashboard.PROGRAMMES: WorkProgramme,
    dashboard.RISKS: Risk,
    dashboard.REPORTS: ReportEdition,
}
NOTED = ("conflict_declared", "conflict_lifted", "agency_shut_out", "agency_let_back")
# Where words are put together of two, and how; those without any have tests of their own below.
PUT_TOGETHER = {
    "portal/conflicts.py": (),
    "portal/exports.py": (),
    "portal/workflow.py": (),
    "partners/actions/access_reviews.py": ("accessreview", AccessReviewLine.Answer.values),
    "partners/actions/claims.py": ("claim", {*Claim.Status.values} - {Claim.Status.WAITING}),
    "partners/actions/invitations.py": ("invitation", Invitation.Status.values[1:]),
}


@pytest.fixture(autouse=True)
def everything_is_loaded():
    """What a page loads, and the demonstration, which need not be installed."""
    doors()
    import_module("demo.cast")


def writes_the_record(node):
    """Whether this is a call of `audit.record`, `audit.sighted` or `audit.listed`."""
    called = getattr(node, "func", None)
    by = getattr(getattr(called, "value", None), "id", "")
    return by == "audit" and called.attr in ("record", "sighted", "listed")


def told_in(call):
    """The word such a call writes: the first of `record`, the `what` of the others."""
    told = call.args[:1] if call.func.attr == "record" else []
    told += [given.value for given in call.keywords if given.arg == "what"]
    made = [one for one in told if isinstance(one, ast.JoinedStr)]
    return made + [part for one in told if one not in made for part in ast.walk(one)]


def written_in(path):
    """Each word with its line; None for one that is put together."""
    for call in filter(writes_the_record, ast.walk(tree(path))):
        for part in told_in(call):
            if isinstance(part, ast.Constant | ast.JoinedStr):
                yield call.lineno, getattr(part, "value", None)
    for call in handing_on(path):
        yield call.lineno, call.args[0].value


def handing_on(path):
    """Calls of a function of the module that hands its first word on to the record."""
    named = [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef)]
    hands = {
        one.name
        for one in named
        for call in filter(writes_the_record, ast.walk(one))
        if call.args and getattr(call.args[0], "id", "") in [a.arg for a in one.args.args[:1]]
    }
    for call in [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]:
        if getattr(call.func, "id", "") in hands and isinstance(call.args[0], ast.Constant):
            yield call


WRITTEN = [(path, line, word) for path in CODE for line, word in written_in(path)]


@pytest.mark.parametrize(("path", "line", "word"), WRITTEN, ids=str)
def test_a_word_that_is_written_has_a_sentence(path, line, word):
    if word is None:
        assert str(path) in PUT_TOGETHER, f"{path}:{line} puts its word together: say of what"
    else:
        assert word in audit.sentences, (
            f"{path}:{line}: say what {word!r} means, with audit.words(...) below the imports"
        )


def test_words_that_are_put_together_have_sentences():
    pairs = [pair for pair in PUT_TOGETHER.values() if pair]
    made = {f"{first}.{second.replace(' ', '_')}" for first, more in pairs for second in more}

    assert made <= set(audit.sentences)


def test_every_workflow_and_every_move_has_its_words():
    modules = (partners, learning_hub, reviews, training, dashboard)
    flows = {v for module in modules for v in vars(module).values() if isinstance(v, Workflow)}
    made = {f"{m._meta.model_name}.{name}" for flow, m in MOVED.items() for name in flow.moves}

    assert flows == set(MOVED)
    assert made <= set(audit.sentences)


def test_every_conflict_of_interest_has_its_words():
    cases = {kind._meta.get_field(kind.about).related_model for kind in Conflict.__subclasses__()}
    made = {f"{case._meta.model_name}.{word}" for case in cases for word in NOTED}

    assert lift.__module__ == "portal.conflicts"
    assert cases
    assert made <= set(audit.sentences)


def test_every_list_that_is_a_look_has_its_word():
    looks = {export.seen_as for export in exports.values() if export.seen_as}

    assert looks
    assert looks <= set(audit.sentences)


def test_a_sentence_begins_with_a_capital_and_ends_without_a_stop():
    odd = [told for told in audit.sentences.values() if not told[0].isupper() or told[-1] == "."]

    assert odd == []
