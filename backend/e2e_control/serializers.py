from django.urls import get_resolver
from rest_framework import serializers

from chat.models import Room
from users.models import User


def _person(**options) -> serializers.SlugRelatedField:
    return serializers.SlugRelatedField(slug_field="username", queryset=User.objects.all(), **options)


def _room(**options) -> serializers.SlugRelatedField:
    return serializers.SlugRelatedField(slug_field="name", queryset=Room.objects.all(), **options)


class AdvanceSerializer(serializers.Serializer):
    seconds = serializers.FloatField(min_value=0)


class ActivitySerializer(serializers.Serializer):
    username = _person()
    seconds_ago = serializers.FloatField(allow_null=True)


class DisableSerializer(serializers.Serializer):
    endpoints = serializers.ListField(child=serializers.CharField())
    status = serializers.IntegerField(min_value=400, max_value=599, default=404)

    def validate_endpoints(self, endpoints: list[str]) -> list[str]:
        known = {name for name in get_resolver("config.urls").reverse_dict if isinstance(name, str)}
        if unknown := set(endpoints) - known:
            raise serializers.ValidationError(f"No such endpoints: {', '.join(sorted(unknown))}")
        return endpoints


class MessageSerializer(serializers.Serializer):
    username = _person()
    room = _room()
    content = serializers.CharField(trim_whitespace=False)
    minutes_ago = serializers.FloatField(default=0)


class PersonSerializer(serializers.Serializer):
    username = serializers.CharField()
    display_name = serializers.CharField(allow_blank=True)
    is_staff = serializers.BooleanField(default=False)
    rooms = _room(many=True, default=list)


class RoomSerializer(serializers.Serializer):
    name = serializers.CharField()
    usernames = _person(many=True)


class RevokeSerializer(serializers.Serializer):
    username = _person()
