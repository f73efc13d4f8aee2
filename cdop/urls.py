"""Addresses of Child death review."""

from django.urls import URLPattern

app_name = "cdop"
urlpatterns: list[URLPattern] = []
