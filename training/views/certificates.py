"""Certificates: one's own, its paper, the page that checks one, and when they are issued."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partners.access import is_partner, partnerships
from portal import documents, limits
from portal.access import door, insist, public
from portal.http import PortalRequest
from portal.keepers import documents as documents_kept
from portal.models import Document
from portal.models.paper import DocumentQuerySet
from portal.pages import posted, show
from training import access, actions, papers
from training.forms import CertificatePolicyForm, CheckForm
from training.models import Certificate

MOST, STRETCH = 30, 600  # codes from one address, in ten minutes
TOO_MANY = "Too many numbers were tried from where you are. Try again in ten minutes."
UNKNOWN = "There is no certificate with this number. Check it against the paper."


@door("GET", to=is_partner)
def certificate(request: PortalRequest, certificate_id: int) -> HttpResponse:
    found = certificate_of(request, certificate_id)
    context = {"certificate": found, "paper": paper_of(request, found)}
    return show(request, "training/certificate.html", context)


def certificate_of(request: PortalRequest, certificate_id: int) -> Certificate:
    joined = access.certificates(request.user).select_related("booking__session__course")
    found: Certificate = get_object_or_404(joined, pk=certificate_id)
    return found


def paper_of(request: PortalRequest, found: Certificate) -> Document | None:
    """The paper made of it, unless that failed or it was withdrawn."""
    if found.withdrawn_at:
        return None
    about: DocumentQuerySet = documents_kept(request.user).about(found)
    made = about.filter(kind=papers.CERTIFICATE.key).exclude(status=Document.Status.FAILED)
    one: Document | None = made.first()
    return one


@door("POST", to=is_partner)
def certificate_paper(request: PortalRequest, certificate_id: int) -> HttpResponse:
    found = certificate_of(request, certificate_id)
    if found.withdrawn_at:
        messages.error(request, "This certificate was withdrawn, so no paper is made of it.")
        return redirect(found)
    made = paper_of(request, found)
    return redirect(made or documents.request_document(papers.CERTIFICATE, found, by=request.user))


@public("GET", "POST")
def certificate_check(request: PortalRequest) -> HttpResponse:
    """Whoever is shown a certificate sees whether it holds, for which course, and no name."""
    form, context = CheckForm(posted(request)), {}
    if form.is_valid():
        context = looked_up(request, form)
    return show(request, "training/certificate_check.html", context, form=form)


def looked_up(request: PortalRequest, form: CheckForm) -> dict[str, object]:
    visitor = get_adapter(request).get_client_ip(request)
    if limits.over("certificate", visitor, most=MOST, seconds=STRETCH):
        form.add_error(None, TOO_MANY)
        return {}
    code, name = form.cleaned_data["code"], form.cleaned_data["name"]
    found = (
        access.certificate_coded(code)
        .select_related("booking__session__course__partnership")
        .first()
    )
    if found is None:
        form.add_error("code", UNKNOWN)
        return {}
    return {"found": found, "named": bool(name), "same_name": plain(name) == plain(found.name)}


def plain(name: str) -> str:
    """A name without what people type differently: capitals and spaces."""
    return " ".join(name.split()).casefold()


@door("GET", "POST", to=access.runs_training)
def certificate_policy(request: PortalRequest, partnership_id: int) -> HttpResponse:
    partnership = get_object_or_404(partnerships(request.user), pk=partnership_id)
    insist(access.runs_training_at(request.user, partnership.pk))
    policy = access.certificate_policies(request.user).filter(partnership=partnership).first()
    before = {"issued": "evaluated" if policy and policy.after_evaluation else "closed"}
    form = CertificatePolicyForm(posted(request), initial=before)
    if form.is_valid():
        actions.set_certificate_policy(
            partnership=partnership, after_evaluation=form.after_evaluation, by=request.user
        )
        messages.success(request, "Saved. It holds for registers closed from now on.")
        return redirect("training:certificate_policy", partnership_id=partnership_id)
    context = {"partnership": partnership}
    return show(request, "training/certificate_policy.html", context, form=form)
