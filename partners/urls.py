"""Addresses of partners."""

from django.urls import path

from partners import views

app_name = "partners"
urlpatterns = [
    path("<int:partnership_id>/theme.css", views.theme, name="theme"),
]
