from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import Resolver404, resolve
from django.utils import timezone
from rest_framework.exceptions import APIException
from rest_framework_simplejwt.authentication import JWTAuthentication

from .state import disabled, request_log

GetResponse = Callable[[HttpRequest], HttpResponse]


def _user_id(request: HttpRequest) -> int | None:
    """Asked here and not of the view: a disabled endpoint never gets as far."""
    try:
        authenticated = JWTAuthentication().authenticate(request)
    except APIException:
        return None
    return authenticated[0].pk if authenticated else None


class RequestLogMiddleware:
    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith("/api/"):
            return self.get_response(request)
        entry = {
            "method": request.method,
            "path": request.path,
            "query": request.META.get("QUERY_STRING", ""),
            "user": _user_id(request),
            "at": timezone.now().isoformat(),
        }
        response = self.get_response(request)
        request_log.add({**entry, "status": response.status_code})
        return response


class DisabledEndpointsMiddleware:
    """Innermost, so that CORS and the log work for what it answers."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            status = disabled.get(resolve(request.path_info).url_name or "")
        except Resolver404:
            status = None
        if status is None:
            return self.get_response(request)
        return JsonResponse({"detail": f"Switched off by a test, with status {status}."}, status=status)
