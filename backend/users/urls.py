from django.urls import path
from rest_framework_simplejwt.views import TokenRefreshView

from . import tokens, views

urlpatterns = [
    path("token/", tokens.SignInView.as_view(), name="token"),
    path("token/refresh/", TokenRefreshView.as_view(), name="token-refresh"),
    path("users/me/", views.MeView.as_view(), name="me"),
    path("users/", views.UsersView.as_view(), name="users"),
]
