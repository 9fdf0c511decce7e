"""Sign-in and renewal of tokens: SimpleJWT's, with what it leaves open closed."""

from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from rest_framework.throttling import SimpleRateThrottle
from rest_framework_simplejwt.exceptions import InvalidToken, TokenError
from rest_framework_simplejwt.serializers import TokenRefreshSerializer
from rest_framework_simplejwt.settings import api_settings
from rest_framework_simplejwt.token_blacklist.models import BlacklistedToken
from rest_framework_simplejwt.tokens import RefreshToken
from rest_framework_simplejwt.utils import get_md5_hash_password
from rest_framework_simplejwt.views import TokenObtainPairView

from .models import Rotation, User


class SignInThrottle(SimpleRateThrottle):
    """Counts tries per account and address, so that nobody can guess for long or lock another person out."""

    scope = "sign-in"

    def get_cache_key(self, request, view) -> str:
        username = request.data.get("username") if isinstance(request.data, dict) else None
        # A cache key has a greatest length, and what people type into the name field has none.
        account = sha256(str(username).encode(errors="replace")).hexdigest()
        return self.cache_format % {"scope": self.scope, "ident": f"{account}-{self.get_ident(request)}"}


class SignInView(TokenObtainPairView):
    throttle_classes = [SignInThrottle]


class RotatingRefreshToken(RefreshToken):
    """Is taken again for a moment after its rotation: the reply that brought its successor may have been lost."""

    def check_blacklist(self) -> None:
        since = timezone.now() - timedelta(seconds=settings.REFRESH_GRACE_SECONDS)
        blacklisted = BlacklistedToken.objects.filter(token__jti=self.payload[api_settings.JTI_CLAIM])
        if blacklisted.exclude(rotation__isnull=False, blacklisted_at__gt=since).exists():
            raise TokenError("Token is blacklisted")

    @transaction.atomic
    def blacklist(self) -> tuple[BlacklistedToken, bool]:
        # Only a refresh calls this; whoever revokes a token puts it on the blacklist by other ways, and it is refused at once.
        blacklisted, is_new = super().blacklist()
        if is_new:
            Rotation.objects.create(token=blacklisted)
        return blacklisted, is_new


class RefreshSerializer(TokenRefreshSerializer):
    """Refuses, with 401, the tokens of accounts that are gone, and those older than a change of password."""

    token_class = RotatingRefreshToken

    def validate(self, attrs: dict) -> dict:
        refresh = self.token_class(attrs["refresh"])
        user = User.objects.filter(pk=refresh.payload.get(api_settings.USER_ID_CLAIM)).first()
        if user is None or refresh.payload.get(api_settings.REVOKE_TOKEN_CLAIM) != get_md5_hash_password(user.password):
            raise InvalidToken("This sign-in is no longer valid. Please sign in again.")
        return super().validate(attrs)
