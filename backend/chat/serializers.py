from rest_framework import serializers

from users.serializers import UserSerializer

from .models import Message, Room


class MessageSerializer(serializers.ModelSerializer):
    sender = UserSerializer(read_only=True)
    content = serializers.CharField(
        # What was written is what is shown, its spaces included.
        trim_whitespace=False,
        max_length=Message.MAX_LENGTH,
        error_messages={
            "required": "Write something first.",
            "null": "Write something first.",
            "blank": "Write something first.",
            "max_length": "A message can have up to {max_length} characters. Shorten it, or send it in parts.",
        },
    )

    class Meta:
        model = Message
        fields = ["id", "room", "sender", "content", "timestamp"]
        read_only_fields = ["id", "room", "timestamp"]

    def validate_content(self, content: str) -> str:
        if not content.strip():
            raise serializers.ValidationError("Write something first.", code="blank")
        return content


class RoomSerializer(serializers.ModelSerializer):
    participants = UserSerializer(many=True, read_only=True)
    last_message = MessageSerializer(read_only=True)
    unread_count = serializers.IntegerField(read_only=True)

    class Meta:
        model = Room
        fields = ["id", "name", "participants", "last_message", "unread_count"]
        read_only_fields = ["id", "name"]


class MessageWindowSerializer(serializers.Serializer):
    """Which messages of a room: the newest, those after one, or those before one."""

    after = serializers.IntegerField(min_value=0, max_value=2**63 - 1, required=False)
    before = serializers.IntegerField(min_value=0, max_value=2**63 - 1, required=False)

    def validate(self, window: dict) -> dict:
        if len(window) > 1:
            raise serializers.ValidationError("Give either `after` or `before`.")
        return window


class HeartbeatReplySerializer(serializers.Serializer):
    success = serializers.BooleanField()
    last_activity = serializers.DateTimeField()
