"""Addresses of second factors and of sessions."""

from django.urls import path

from portal.proof import views

app_name = "proof"
urlpatterns = [
    path("", views.ways_in, name="ways_in"),
    path("needed/", views.needed, name="needed"),
    path("confirm/", views.confirm, name="confirm"),
    path("app/", views.add_app, name="add_app"),
    path("passkey/", views.add_passkey, name="add_passkey"),
    path("recovery-codes/", views.recovery_codes, name="recovery_codes"),
    path("<int:way_id>/remove/", views.remove_way, name="remove_way"),
    path("stay/", views.stay, name="stay"),
    path("time-left/", views.time_left, name="time_left"),
    path("sessions/", views.sittings, name="sittings"),
    path("sessions/end-others/", views.end_others, name="end_others"),
    path("sessions/<int:sitting_id>/end/", views.end_sitting, name="end_sitting"),
]
