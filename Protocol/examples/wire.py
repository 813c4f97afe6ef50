"""Connector protocol 1 in Python: signatures, sealing, consents and strict JSON, as ../openapi.yaml describes them.

It shares no code with the programs of this repository. `bank.py` and `network.py` are the two sides made of it.
"""

import base64
import hashlib
import json
import os
import re
import struct
import time

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pyhpke import AEADId, CipherSuite, KDFId, KEMId, KEMKey

SUITE = CipherSuite.new(KEMId.DHKEM_X25519_HKDF_SHA256, KDFId.HKDF_SHA256, AEADId.CHACHA20_POLY1305)
TAG, LIFETIME, SKEW = "chaka-1", 300, 300
REQUEST = ('"@method"', '"@authority"', '"@request-target"', '"content-digest"')
RESPONSE = ('"@status"', '"content-digest"', '"signature";req;key="chaka"')


class Refusal(Exception):
    """An error body in the making."""

    def __init__(self, status, code, message="", enquiry=None, retry_after=None):
        super().__init__(code)
        self.status, self.code, self.message = status, code, message or code
        self.enquiry, self.retry_after = enquiry, retry_after

    def body(self):
        retry = self.status in (408, 429) or self.status >= 500
        error = {"code": self.code, "message": self.message, "enquiry": self.enquiry, "retry": retry}
        return encode({"error": error})


# -- bytes ---------------------------------------------------------------------------------------------------------


def b64(data):
    return base64.b64encode(data).decode()


def unb64(text):
    return base64.b64decode(text, validate=True)


def b64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64url(text):
    if not re.fullmatch(r"[A-Za-z0-9_-]*", text):
        raise ValueError("no base64url")
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def key_id(public_key):
    """The first 16 hexadecimal digits of SHA-256."""
    return hashlib.sha256(public_key).hexdigest()[:16]


# The points of small order: with them everybody knows the secret, or any signature counts (RFC 7748, section 6.1).
PRIME = 2**255 - 19
WEAK_X25519 = {
    0,
    1,
    PRIME - 1,
    325606250916557431795983626356110631294008115727848805560023387167927233504,
    39382357235489614581723060781553021112529911719440698176882885853963445705823,
}
WEAK_ED25519 = {
    0,
    1,
    PRIME - 1,
    2707385501144840649318225287225658788936804267575313519463743609750303402022,
    55188659117513257062467267217118295137698188065244968500265048394206261417927,
}


def is_sealing(raw):
    """Whether bytes are an X25519 key to seal to: in their one spelling, the top bit clear, of no small order."""
    number = int.from_bytes(raw, "little")
    return len(raw) == 32 and number < PRIME and number not in WEAK_X25519


def is_verifying(raw):
    """Whether bytes are an Ed25519 key: the same, but that the top bit is the other coordinate's sign."""
    number = int.from_bytes(raw, "little") & (2**255 - 1)
    return len(raw) == 32 and number < PRIME and number not in WEAK_ED25519


def public_bytes(private_key):
    return private_key.public_key().public_bytes_raw()


def length_prefixed(*texts):
    """Each text in UTF-8 behind its length, 4 bytes, big-endian."""
    return b"".join(struct.pack(">I", len(raw)) + raw for raw in (text.encode() for text in texts))


def pad(text, step):
    used = 4 + len(text)
    return struct.pack(">I", len(text)) + text + bytes(-used % step)


def unpad(padded, step):
    length = struct.unpack(">I", padded[:4])[0]
    if len(padded) % step or length > len(padded) - 4 or any(padded[4 + length :]):
        raise ValueError("not padded")
    return padded[4 : 4 + length]


# -- JSON ----------------------------------------------------------------------------------------------------------


def encode(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def decode(body):
    """One document in UTF-8, no key twice, not nested deeper than 64."""
    try:
        text = body.decode()
    except UnicodeDecodeError:
        raise Refusal(400, "not_json")
    if depth(text) > 64:
        raise Refusal(400, "too_deep")

    def once(pairs):
        if len({key for key, _ in pairs}) < len(pairs):
            raise Refusal(400, "duplicate_key")
        return dict(pairs)

    def no(_):
        raise ValueError("no JSON number")

    try:
        return json.loads(text, object_pairs_hook=once, parse_constant=no)
    except ValueError:
        raise Refusal(400, "not_json")


def depth(text):
    deepest = now = 0
    for mark in re.findall(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', text):
        now += {"[": 1, "{": 1, "]": -1, "}": -1}.get(mark, 0)
        deepest = max(deepest, now)
    return deepest


# -- signatures (RFC 9421, RFC 9530) ---------------------------------------------------------------------------------


def digest(body):
    return "sha-256=:%s:" % b64(hashlib.sha256(body).digest())


def fits(field, body):
    """Whether every digest of the field is the body's, and one is there that is known."""
    known = {"sha-256": hashlib.sha256, "sha-512": hashlib.sha512}
    found = dict(re.findall(r"([a-z0-9-]+)=:([A-Za-z0-9+/=]*):", field))
    values = {name: text for name, text in found.items() if name in known}
    return bool(values) and all(b64(known[name](body).digest()) == text for name, text in values.items())


def base(values, parameters):
    """One line a component, then the parameters, no line break at the end."""
    lines = ["%s: %s" % (component, value) for component, value in values]
    return "\n".join(lines + ['"@signature-params": ' + parameters]).encode()


def sign(key, values, now=None, nonce=None):
    """The values of Signature-Input and Signature."""
    created = int(time.time()) if now is None else now
    parameters = '(%s);created=%d;expires=%d;nonce="%s";keyid="%s";alg="ed25519";tag="%s"' % (
        " ".join(component for component, _ in values),
        created,
        created + LIFETIME,
        nonce or b64url(os.urandom(16)),
        key_id(public_bytes(key)),
        TAG,
    )
    return "chaka=" + parameters, "chaka=:%s:" % b64(key.sign(base(values, parameters)))


def sign_request(key, method, authority, target, body, now=None, nonce=None):
    """The fields to add to a request."""
    values = list(zip(REQUEST, (method, authority.lower(), target, digest(body))))
    given, signature = sign(key, values, now, nonce)
    return {"Content-Digest": digest(body), "Signature-Input": given, "Signature": signature}


def sign_response(key, status, body, request_signature, now=None, nonce=None):
    """The fields to add to a response; `request_signature` is the value behind `chaka=` of the request."""
    values = list(zip(RESPONSE, (str(status), digest(body), request_signature)))
    given, signature = sign(key, values, now, nonce)
    return {"Content-Digest": digest(body), "Signature-Input": given, "Signature": signature}


def members(field):
    """A dictionary of inner lists or byte sequences as this protocol writes them: label -> text."""
    found = {}
    for part in re.split(r",\s*(?=[a-z*][a-z0-9_.*-]*=[(:])", field or ""):
        member = re.fullmatch(r"([a-z*][a-z0-9_.*-]*)=(\([^()]*\)[^()]*|:[^:]*:[^:]*)", part.strip())
        if not member and part:
            raise Refusal(401, "signature_malformed")
        if member:
            found[member[1]] = member[2]
    return found


def verify(headers, body, value_of, required, key_of, now=None):
    """Checks a signature with this protocol's tag and gives (keyid, nonce). `value_of` gives a component."""
    now = int(time.time()) if now is None else now
    inputs, signatures = members(headers.get("Signature-Input")), members(headers.get("Signature"))
    given = inputs.get("chaka", "")
    if ';tag="%s"' % TAG not in given:
        raise Refusal(401, "signature_missing")
    parts = re.fullmatch(r"\(([^()]*)\)((?:;[a-z]+=(?:\"[^\"]*\"|-?\d{1,15}))*)", given)
    value = re.fullmatch(r":([A-Za-z0-9+/=]*):", signatures.get("chaka", ""))
    if not parts or not value:
        raise Refusal(401, "signature_malformed")
    components = parts[1].split(" ")
    said = dict(re.findall(r";([a-z]+)=(\"[^\"]*\"|-?\d+)", parts[2]))
    said = {name: text[1:-1] if text.startswith('"') else int(text) for name, text in said.items()}
    check_parameters(components, said, required, now)
    key = key_of(said["keyid"])
    if key is None:
        raise Refusal(401, "unknown_signing_key")
    if "Content-Digest" not in headers:
        raise Refusal(401, "digest_missing")
    if not fits(headers["Content-Digest"], body):
        raise Refusal(401, "digest_wrong")
    values = [(component, value_of(component)) for component in components]
    if any(value is None for _, value in values) or len(set(components)) < len(components):
        raise Refusal(401, "signature_malformed")
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(base64.b64decode(value[1]), base(values, given))
    except (InvalidSignature, ValueError):
        raise Refusal(401, "signature_wrong")
    return said["keyid"], said["nonce"]


def check_parameters(components, said, required, now):
    created, expires = said.get("created"), said.get("expires")
    whole = (
        all(component in map(ordered, components) for component in required)
        and said.get("alg") == "ed25519"
        and isinstance(said.get("keyid"), str)
        and isinstance(said.get("nonce"), str)
        and 16 <= len(said["nonce"]) <= 64
        and isinstance(created, int)
        and isinstance(expires, int)
        and created <= expires <= created + LIFETIME
    )
    if not whole:
        raise Refusal(401, "signature_incomplete")
    if created > now + SKEW:
        raise Refusal(401, "signature_from_future")
    if expires < now - SKEW:
        raise Refusal(401, "signature_expired")


def ordered(component):
    """A component with its parameters in the order in which they are required here."""
    return RESPONSE[2] if component == '"signature";key="chaka";req' else component


def verify_request(method, target, headers, body, key_of, now=None):
    """Gives (keyid, nonce)."""
    derived = {'"@method"': method, '"@authority"': headers.get("Host", "").lower(), '"@request-target"': target}

    def value_of(component):
        return derived.get(component) or headers.get(component.strip('"'))

    return verify(headers, body, value_of, REQUEST, key_of, now)


def verify_response(status, headers, body, request_signature, key_of, now=None):
    values = dict(zip(RESPONSE, (str(status), headers.get("Content-Digest"), request_signature)))

    def value_of(component):
        return values.get(ordered(component))

    return verify(headers, body, value_of, RESPONSE, key_of, now)


# -- sealing (RFC 9180) ----------------------------------------------------------------------------------------------


def seal_identities(bank, bank_key, people):
    """`people`: (enquiry, consent, document). Gives the encapsulated key and the sealed documents, in order."""
    recipient = KEMKey.from_pyca_cryptography_key(bank_key)
    encapsulated, context = SUITE.create_sender_context(recipient, info=b"chaka/enquiry/1/" + bank.encode())
    sealed = [
        context.seal(pad(encode(document), 256), aad=length_prefixed(enquiry, consent))
        for enquiry, consent, document in people
    ]
    return encapsulated, sealed


class IdentityOpener:
    """Opens the documents of one request in the order in which they were sealed."""

    def __init__(self, bank, private_key, encapsulated_key):
        if not is_sealing(encapsulated_key):
            raise ValueError("no key")
        info = b"chaka/enquiry/1/" + bank.encode()
        self.context = SUITE.create_recipient_context(
            encapsulated_key, KEMKey.from_pyca_cryptography_key(private_key), info=info
        )

    def open(self, sealed, enquiry, consent):
        return json.loads(unpad(self.context.open(sealed, aad=length_prefixed(enquiry, consent)), 256))


def seal_answer(cards, bank, enquiry, consent, answer_key):
    if not is_sealing(answer_key.public_bytes_raw()):
        raise ValueError("no key to seal to")
    # Without blanks, so that the size tells nothing about the cards but how many steps they take.
    text = encode({"cards": cards, "bank": bank, "enquiry": enquiry})
    recipient = KEMKey.from_pyca_cryptography_key(answer_key)
    encapsulated, context = SUITE.create_sender_context(recipient, info=b"chaka/answer/1")
    return encapsulated + context.seal(pad(text, 1024), aad=length_prefixed(enquiry, bank, consent))


def open_answer(sealed, bank, enquiry, consent, private_key):
    if not is_sealing(sealed[:32]):
        raise ValueError("no key")
    recipient = KEMKey.from_pyca_cryptography_key(private_key)
    context = SUITE.create_recipient_context(sealed[:32], recipient, info=b"chaka/answer/1")
    return json.loads(unpad(context.open(sealed[32:], aad=length_prefixed(enquiry, bank, consent)), 1024))


# -- consents (RFC 7515, RFC 8037) -----------------------------------------------------------------------------------


def sign_consent(key, payload):
    header = {"alg": "EdDSA", "kid": key_id(public_bytes(key)), "typ": "chaka-consent+jws"}
    text = b64url(encode(header)) + "." + b64url(encode(payload))
    return text + "." + b64url(key.sign(text.encode()))


def open_consent(artefact, key_of):
    """The payload of an artefact whose signature counts."""
    try:
        head, payload, signature = artefact.split(".")
        header, content, raw = json.loads(unb64url(head)), json.loads(unb64url(payload)), unb64url(signature)
        if header["alg"] != "EdDSA" or header["typ"] != "chaka-consent+jws" or "crit" in header:
            raise ValueError("another kind of artefact")
        keyid = header["kid"]
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Refusal(400, "consent_malformed")
    key = key_of(keyid)
    if key is None:
        raise Refusal(401, "consent_unknown_key")
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(raw, ("%s.%s" % (head, payload)).encode())
    except InvalidSignature:
        raise Refusal(400, "consent_forged")
    return content


def load_key(path, kind):
    """A private key of 32 raw bytes; made where the file is missing."""
    if not os.path.exists(path):
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(os.urandom(32))
    with open(path, "rb") as file:
        return kind.from_private_bytes(file.read())


def keys_document(*keys):
    """`keys`: (use, public key)."""
    return {"keys": [{"keyId": key_id(raw), "use": use, "publicKey": b64(raw)} for use, raw in keys]}


def new_signing_key():
    return Ed25519PrivateKey.generate()
