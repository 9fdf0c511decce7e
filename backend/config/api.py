"""What all API views share."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.decorators import method_decorator
from django.views import defaults
from django.views.decorators.cache import cache_control
from django.views.decorators.vary import vary_on_headers
from rest_framework.pagination import PageNumberPagination

# Replies differ from person to person: a browser may keep them, but asks (If-None-Match) before each use.
private = method_decorator(
    [cache_control(private=True, no_cache=True), vary_on_headers("Authorization")], name="dispatch"
)


class OptionalPagination(PageNumberPagination):
    """Pages if API_PAGINATION gives their size, a plain list otherwise."""

    def get_page_size(self, request) -> int | None:
        return settings.API_PAGINATION or None


def not_found(request: HttpRequest, *args) -> JsonResponse:
    return JsonResponse({"detail": "There is nothing at this address of the API."}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    if request.path.startswith("/api/"):
        return JsonResponse({"detail": "Something went wrong on the server. Please try again."}, status=500)
    return defaults.server_error(request)
