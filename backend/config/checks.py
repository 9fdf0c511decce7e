from django.conf import settings
from django.core.checks import Tags, Warning, register


@register(Tags.security)
def secret_key_is_given(app_configs, **kwargs) -> list[Warning]:
    if settings.DEBUG or not settings.SECRET_KEY_IS_FROM_FILE:
        return []
    return [
        Warning(
            "SECRET_KEY is not set, so a random one is kept in backend/.secret-key.",
            hint="Fine for one machine. With several, each would refuse the others' tokens: set SECRET_KEY.",
            id="presence.W001",
        )
    ]
