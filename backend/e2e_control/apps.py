from django.apps import AppConfig


class E2eControlConfig(AppConfig):
    """Lets end-to-end tests set the scene. Installed by config.settings_e2e only."""

    name = "e2e_control"
