from django.urls import include, path

from config.urls import handler500
from config.urls import urlpatterns as normal

__all__ = ["handler500", "urlpatterns"]

urlpatterns = [path("e2e/", include("e2e_control.urls")), *normal]
