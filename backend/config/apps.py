from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Makes the project's own system checks known."""

    name = "config"

    def ready(self) -> None:
        from . import checks  # noqa: F401
