from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin

from chat import presence

from .models import User


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    list_display = ["username", "display_name", "online_now", "last_activity", "is_staff", "is_active"]
    list_filter = ["is_staff", "is_active", "last_activity"]
    search_fields = ["username", "display_name", "email"]
    ordering = ["username"]
    readonly_fields = ["last_activity", "last_login", "date_joined"]
    fieldsets = [*DjangoUserAdmin.fieldsets, ("Chat", {"fields": ["display_name", "last_activity"]})]
    add_fieldsets = [*DjangoUserAdmin.add_fieldsets, ("Chat", {"fields": ["display_name"]})]

    @admin.display(boolean=True, description="online now", ordering="last_activity")
    def online_now(self, user: User) -> bool:
        return presence.is_online(user)
