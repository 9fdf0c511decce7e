from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from chat import demo_community


class Command(BaseCommand):
    """Fills the database with a community to try the app with.

    Seven of its people stay online without a browser: their `last_activity` is set a day ahead.
    """

    help = (
        "Makes the demo community, or puts it back to how it was, with all times relative to now. "
        "Seven of its people stay online for a day and five minutes: their last_activity is set a day ahead. "
        "What was written in the demo's rooms is replaced; all other data stays."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--force",
            action="store_true",
            help="also without DEBUG: these accounts have a password that everyone knows",
        )

    def handle(self, *args, force: bool, **options) -> None:
        if not settings.DEBUG and not force:
            raise CommandError(
                "The demo's people have a password that everyone knows, so they are only made with DEBUG=1. "
                "If you want them here all the same, add --force."
            )
        try:
            users = demo_community.seed()
        except demo_community.NameIsTaken as taken:
            raise CommandError(str(taken)) from taken

        staff = [user for user in users if user.is_staff]
        veterans = [user for user in users if not user.is_staff]
        self.stdout.write(f"Who can sign in (password of all: {demo_community.PASSWORD})\n\n")
        for user in [*staff, *veterans[:4]]:
            role = "staff" if user.is_staff else "veteran"
            admin = ", also /django-admin/" if user.is_superuser else ""
            self.stdout.write(f"  {user.username:<8}  {user.display_name:<18}  {role}{admin}")
        self.stdout.write(
            f"\nand {len(veterans) - 4} more veterans: {', '.join(user.username for user in veterans[4:])}"
        )
