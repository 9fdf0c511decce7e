from django.contrib import admin
from django.urls import include, path, re_path

from . import api, frontend

urlpatterns = [
    path("api/", include("users.urls")),
    path("api/chat/", include("chat.urls")),
    re_path(r"^api(?:/|$)", api.not_found),
    # Not /admin/, which belongs to the front end.
    path("django-admin/", admin.site.urls),
    # Everything else is the front end's, but for the places of Django and of the end-to-end tests:
    # a page there would look like success.
    re_path(r"^(?!(?:django-admin|static|e2e)(?:/|$))", frontend.page, name="page"),
]

handler500 = api.server_error
