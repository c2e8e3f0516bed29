"""Every address of the site."""

from django.urls import path

from tracker.admin import site

urlpatterns = [path("admin/", site.urls)]
