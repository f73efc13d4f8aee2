"""The front gate. Each app keeps its own addresses."""

from django.conf import settings
from django.urls import include, path

from portal import views
from portal.accounts import sign_on_views as agencies
from portal.accounts import views as accounts
from portal.views import packs

portal = (
    [
        path("", views.start, name="start"),
        path("my-work/", views.my_work, name="my_work"),
        path("closing-days/", views.closing_days, name="closing_days"),
        path("healthz", views.healthz, name="healthz"),
        path("readyz", views.readyz, name="readyz"),
        path("accessibility/", views.accessibility, name="accessibility"),
        path("privacy/", views.privacy, name="privacy"),
        path("cookies/", views.cookies, name="cookies"),
        path("operations/", views.operations, name="operations"),
        path("operations/outbox/", views.outbox, name="outbox"),
        path("operations/outbox/retry/", views.outbox_retry_dead, name="outbox_retry_dead"),
        path("operations/outbox/<int:notice_id>/retry/", views.outbox_retry, name="outbox_retry"),
        path("operations/outbox/<int:notice_id>/drop/", views.outbox_drop, name="outbox_drop"),
        path("record/", views.record, name="record"),
        path("me/", views.profile, name="profile"),
        path("me/messages/", views.my_notices, name="my_notices"),
        path("me/record/", views.my_record, name="my_record"),
        path("me/calendar/", views.calendar, name="calendar"),
        path("me/calendar/new/", views.calendar_new, name="calendar_new"),
        path("me/calendar/end/", views.calendar_end, name="calendar_end"),
        path("calendar/<str:calendar_token>.ics", views.calendar_feed, name="calendar_feed"),
        path("documents/<int:document_id>/", views.document, name="document"),
        path("documents/<int:document_id>/file/", views.document_file, name="document_file"),
        path("accounts/signup/", accounts.sign_up, name="sign_up"),
        path("accounts/signup/code/", accounts.sign_up_code, name="sign_up_code"),
        path("accounts/signup/code/again/", accounts.sign_up_again, name="sign_up_again"),
        path("files/<int:file_id>/", views.file, name="file"),
        path("files/<int:file_id>/state/", views.file_state, name="file_state"),
        path("files/<int:file_id>/remove/", views.file_remove, name="file_remove"),
        path("accounts/sign-on/", agencies.sign_ons, name="sign_ons"),
        path("accounts/sign-on/<slug:tenant_id>/", agencies.sign_on, name="sign_on"),
        path(
            "accounts/sign-on/<slug:tenant_id>/return/",
            agencies.sign_on_return,
            name="sign_on_return",
        ),
        path(
            "accounts/sign-on/<int:link_id>/unlink/",
            agencies.sign_on_unlink,
            name="sign_on_unlink",
        ),
        path("packs/", packs.pack_list, name="pack_list"),
        path("packs/format/", packs.pack_format, name="pack_format"),
        path("packs/format/<path:pack_file>/", packs.pack_file, name="pack_file"),
        path("packs/<int:pack_id>/", packs.pack, name="pack"),
        path("packs/<int:pack_id>/confirm/", packs.pack_confirm, name="pack_confirm"),
        path("packs/<int:pack_id>/discard/", packs.pack_discard, name="pack_discard"),
        path("packs/of/<int:partnership_id>/", packs.pack_copy_add, name="pack_copy_add"),
        path("packs/copies/<int:pack_copy_id>/", packs.pack_copy, name="pack_copy"),
        path(
            "packs/copies/<int:pack_copy_id>/file/",
            packs.pack_copy_download,
            name="pack_copy_download",
        ),
    ],
    "portal",
)
urlpatterns = [
    path("", include(portal)),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/", include("portal.proof.foreign")),
    path("accounts/ways-in/", include("portal.proof.urls")),
    path("partners/", include("partners.urls")),
    path("learning-hub/", include("learning_hub.urls")),
    path("reviews/", include("reviews.urls")),
    path("child-deaths/", include("cdop.urls")),
    path("training/", include("training.urls")),
    path("dashboard/", include("dashboard.urls")),
    *([path("demo/", include("demo.urls"))] if settings.DEMO else []),
]
handler400 = "portal.faults.bad_request"
handler403 = "portal.faults.forbidden"
handler404 = "portal.faults.not_found"
handler429 = "portal.faults.too_many"
handler500 = "portal.faults.broken"
