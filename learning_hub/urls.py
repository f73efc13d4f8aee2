"""Addresses of Learning hub."""

from django.urls import URLPattern

app_name = "learning_hub"
urlpatterns: list[URLPattern] = []
