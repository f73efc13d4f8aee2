"""The addresses of the house with those of the demonstration, which tests run without."""

from django.urls import include, path

from portal.urls import urlpatterns as portal_urls

urlpatterns = [*portal_urls, path("demo/", include("demo.urls"))]
