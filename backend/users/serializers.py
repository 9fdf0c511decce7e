from rest_framework import serializers

from .models import User


class UserSerializer(serializers.ModelSerializer):
    display_name = serializers.CharField(source="shown_name")

    class Meta:
        model = User
        fields = ["id", "username", "display_name", "is_staff"]
        read_only_fields = fields
