"""Addresses of the demonstration. `portal.urls` includes them only while settings.DEMO is on."""

from django.urls import path

from demo import views

app_name = "demo"
urlpatterns = [
    path("sign-in/<int:person_id>/", views.sign_in, name="sign_in"),
]
