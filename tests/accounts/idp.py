"""A sign-on of an agency, on loopback: it has keys of its own and can be told to lie."""

import base64
import hashlib
import json
import secrets
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

from portal.accounts.tenancy import Tenant

CLIENT = "the-portal"
TENANT = "11111111-2222-3333-4444-555555555555"


def rsa_key():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def public(private, name):
    known = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(private.public_key()))
    return known | {"kid": name, "use": "sig", "alg": "RS256"}


class SignOn:
    """What the stub says, and what it was asked. Tests change its word before they come back."""

    key = rsa_key()
    other_key = rsa_key()

    def __init__(self, base):
        self.issuer = base
        self.addresses = {
            "issuer": base,
            "authorization_endpoint": f"{base}/authorize",
            "token_endpoint": f"{base}/token",
            "jwks_uri": f"{base}/keys",
            "userinfo_endpoint": f"{base}/userinfo",
        }
        self.lies = {}  # claims that differ; None leaves one out
        self.sign = lambda claims: jwt.encode(
            claims, self.key, algorithm="RS256", headers={"kid": "one"}
        )
        self.keys = [public(self.key, "one")]
        self.codes = {}
        self.asked = []
        self.tokens = []
        self.replays = None

    def tenant(self, **facts):
        given = {
            "id": "anytown",
            "name": "Anytown Council",
            "issuer": self.issuer,
            "client_id": CLIENT,
            "secret": "secret",
            "tenant": TENANT,
            "subject": "oid",
            "proof_claim": "amr",
            "proof_values": ["mfa"],
        }
        return Tenant(**given | facts)

    def authorize(self, address):
        """Do what a browser and a person do at the authorisation page; return the way back."""
        asked = {name: value[0] for name, value in parse_qs(urlsplit(address).query).items()}
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(8)
        self.codes[code] = asked
        self.asked.append(asked)
        return {"code": code, "state": asked["state"]}

    def token(self, form):
        """Trade a code for an ID token, if the verifier fits what was asked with."""
        asked = self.codes.pop(form["code"])
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if challenge != asked["code_challenge"]:
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "pairwise",
            "oid": "ada-in-anytown",
            "tid": TENANT,
            "name": "Ada Lovelace",
            "email": "ada@example.org",
            "email_verified": True,
            "nonce": asked["nonce"],
            "iat": now,
            "exp": now + 300,
            **self.lies,
        }
        told = {name: value for name, value in claims.items() if value is not None}
        self.tokens.append(self.replays or self.sign(told))
        return 200, {"access_token": "opaque", "id_token": self.tokens[-1], "expires_in": 300}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        sign_on = self.server.sign_on
        pages = {
            "/.well-known/openid-configuration": sign_on.addresses,
            "/keys": {"keys": sign_on.keys},
        }
        sign_on.server_saw.append(self.path)
        self.answer(200 if self.path in pages else 404, pages.get(self.path, {}))

    def do_POST(self):
        length = int(self.headers["Content-Length"])
        sent = parse_qs(self.rfile.read(length).decode())
        self.server.sign_on.server_saw.append(self.path)
        self.answer(*self.server.sign_on.token({k: v[0] for k, v in sent.items()}))

    def answer(self, status, told):
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@contextmanager
def running():
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        server.sign_on = SignOn(f"http://127.0.0.1:{server.server_port}")
        server.sign_on.server_saw = []
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server.sign_on
        finally:
            server.shutdown()
            thread.join()
