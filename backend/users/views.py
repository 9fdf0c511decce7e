from rest_framework import generics

from config.api import private

from .models import User
from .serializers import UserSerializer


@private
class MeView(generics.RetrieveAPIView):
    """The person who asks."""

    serializer_class = UserSerializer

    def get_object(self) -> User:
        return self.request.user


@private
class UsersView(generics.ListAPIView):
    """Everyone who can sign in."""

    serializer_class = UserSerializer
    queryset = User.objects.filter(is_active=True).order_by("id")
