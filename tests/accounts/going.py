"""Going to an agency's sign-on in a test, and coming back."""

from django.urls import reverse

from portal.accounts import actions, id_tokens

RETURN = "/accounts/sign-on/anytown/return/"


def linked(user, sign_on, **facts):
    tenant = sign_on.tenant(**facts)
    identity = id_tokens.identity({"oid": "ada-in-anytown"}, tenant)
    return actions.link_sign_on(user=user, tenant=tenant.id, identity=identity)


def go(client, **sent):
    return client.post(reverse("portal:sign_on", kwargs={"tenant_id": "anytown"}), sent)


def come_back(client, sign_on, away=None, **changed):
    away = away or go(client)
    return client.get(RETURN, sign_on.authorize(away.url) | changed)


def signed_in(client):
    return client.session.get("_auth_user_id")
