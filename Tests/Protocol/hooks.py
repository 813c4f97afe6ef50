"""Signs what schemathesis makes, so that the layers behind the signature are reached.

CHAKA_SIGN_KEY   a file with the Ed25519 private key (32 bytes) to sign with; without it nothing is signed
CHAKA_BANK_URL   the bank that is driven: the network introduces itself there first
CHAKA_BANK       the bank as which callbacks are posted
CHAKA_DEEP       what is generated is also sealed and consented to, as a network would, now and then wrongly
CHAKA_ENQUIRIES  identifiers of enquiries that wait for a callback
CHAKA_OUTCOMES   a file in which to count what came back: "operation status code", so that `run` knows how deep it went
"""

import atexit
import hashlib
import json
import os
import sys
import urllib.request
from collections import Counter
from datetime import datetime, timedelta, timezone
from pathlib import Path
from urllib.parse import urlsplit

import schemathesis
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from requests.auth import AuthBase
from schemathesis.core.parameters import ParameterLocation

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "Protocol" / "examples"))
import wire  # noqa: E402

FIELDS = ("Content-Digest", "Signature-Input", "Signature")
KEY = os.environ.get("CHAKA_SIGN_KEY")
SIGNING = Ed25519PrivateKey.from_private_bytes(Path(KEY).read_bytes()) if KEY else None
BANK = os.environ.get("CHAKA_BANK_URL")
CODE = os.environ.get("CHAKA_BANK")
DEEP = "CHAKA_DEEP" in os.environ
WAITING = os.environ.get("CHAKA_ENQUIRIES", "").split()
OUTCOMES = Counter()


class Signed(AuthBase):
    """Puts in these fields once the request stands as it will be sent."""

    def __init__(self, names):
        self.names = names

    def __call__(self, request):
        url = urlsplit(request.url)
        body = request.body or b""
        body = body.encode() if isinstance(body, str) else body
        target = request.path_url
        fields = wire.sign_request(SIGNING, request.method, url.netloc, target, body)
        # The network takes no field of a bank's own, and schemathesis adds one.
        request.headers.pop("X-Schemathesis-TestCaseId", None)
        for name in self.names:
            request.headers[name] = fields[name]
        return request


def post(url, value):
    body = wire.encode(value)
    parts = urlsplit(url)
    fields = wire.sign_request(SIGNING, "POST", parts.netloc, parts.path, body)
    request = urllib.request.Request(url, body, {"Content-Type": "application/json", **fields}, method="POST")
    with urllib.request.urlopen(request) as response:
        return json.load(response)


def bank_key():
    with urllib.request.urlopen(BANK + "/v1/keys") as response:
        keys = json.load(response)["keys"]
    return wire.unb64(next(key["publicKey"] for key in keys if key["use"] == "seal"))


if SIGNING and BANK:
    post(BANK + "/v1/network", wire.keys_document(("sign", wire.public_bytes(SIGNING))))
    SEALING = bank_key()


def batch(body):
    """The generated batch with what only a network can make in place of what was generated there."""
    chance = hashlib.sha256(json.dumps(body, sort_keys=True, default=str).encode()).digest()
    code = BANK.rsplit("/", 1)[1]
    items = [item for item in body.get("enquiries") or [] if isinstance(item, dict)][:5] or [{}]
    people, made = [], []
    for place, item in enumerate(items):
        enquiry = item.get("enquiry") if isinstance(item.get("enquiry"), str) else "E%d" % chance[0]
        consent = "C" + hashlib.sha256((enquiry + str(chance[1] % 2)).encode()).hexdigest()[:16]
        people.append((enquiry, consent, person(chance[2] + place)))
        made.append(dict(item, enquiry=enquiry, consent=artefact(code, enquiry, consent, chance[3])))
    encapsulated, sealed = wire.seal_identities(code, X25519PublicKey.from_public_bytes(SEALING), people)
    for item, identity in zip(made, sealed):
        item["identity"] = wire.b64(identity)
    if chance[4] % 8 == 0:
        made.reverse()
    return dict(
        body,
        protocol="1",
        batch=body.get("batch", "B1") if isinstance(body.get("batch"), str) else "B1",
        sentAt=time(),
        callback=None,
        encapsulatedKey=wire.b64(encapsulated),
        keyId=wire.key_id(SEALING),
        enquiries=made,
    )


def person(chance):
    known = {"name": "张三", "idNumber": "11010519491231002X", "phone": "13800138000"}
    odd = [dict(known, name="李四"), dict(known, phone=""), {"name": 1}, [], dict(known, name="张" * 5000)]
    return odd[chance % 16] if chance % 16 < len(odd) else known


def artefact(bank, enquiry, consent, chance):
    key = X25519PrivateKey.from_private_bytes(hashlib.sha256(consent.encode()).digest())
    payload = {
        "consent": consent, "enquiry": enquiry, "bank": bank, "purpose": "own_card_overview",
        "scope": ["bank", "kind", "first4", "last4"], "uses": 1, "person": "p", "verification": ["face", "sms"],
        "grantedAt": time(minutes=-1), "expiresAt": time(minutes=60), "agreementVersion": "2021-12",
        "answerKey": wire.b64(wire.public_bytes(key)),
    }  # fmt: skip
    odd = [
        {"bank": "icbc"}, {"enquiry": enquiry + "x"}, {"expiresAt": time(minutes=-1)}, {"grantedAt": time(minutes=9)},
        {"answerKey": wire.b64(bytes(32))}, {"answerKey": ""}, {"uses": 2}, {"scope": []}, {"expiresAt": "9999-12-31"},
    ]  # fmt: skip
    if chance % 24 < len(odd):
        payload |= odd[chance % 24]
    return wire.sign_consent(SIGNING, payload)


def time(minutes=0):
    return (datetime.now(timezone(timedelta(hours=8))) + timedelta(minutes=minutes)).isoformat(timespec="milliseconds")


def answers(body):
    """The generated answers, some of them for enquiries that wait."""
    items = body.get("answers")
    if not isinstance(items, list) or not WAITING:
        return body
    chosen = WAITING[len(json.dumps(body, default=str)) % len(WAITING)]
    return dict(body, answers=[dict(item, enquiry=chosen) if isinstance(item, dict) else item for item in items])


@schemathesis.hook
def before_call(context, case, kwargs):
    if SIGNING is None or case.method != "POST":
        return
    operation = context.operation.definition.raw.get("operationId")
    if operation == "postCallback" and not is_negative(case, ParameterLocation.PATH):
        case.path_parameters = {"bank": CODE}
    if DEEP and isinstance(case.body, dict):
        change = {"askEnquiries": batch, "postCallback": answers, "introduceNetwork": introduction}.get(operation)
        if change:
            case.body = change(case.body)
    # What is wrong or missing in the header is so on purpose, unless what is wrong in the body is to be reached.
    if DEEP or is_negative(case, ParameterLocation.BODY):
        kwargs["auth"] = Signed(FIELDS)
    elif not is_negative(case, ParameterLocation.HEADER):
        kwargs["auth"] = Signed([name for name in FIELDS if name in (case.headers or {})])


def is_negative(case, location):
    return case.meta is not None and case.meta.is_negative_at(location)


def introduction(body):
    keys = body.get("keys")
    own = wire.keys_document(("sign", wire.public_bytes(SIGNING)))["keys"]
    return {"keys": (keys if isinstance(keys, list) else []) + own}


@schemathesis.hook
def after_call(context, case, response):
    if case.operation.method.upper() != case.method:
        return
    try:
        code = response.json()["error"]["code"]
    except (ValueError, KeyError, TypeError):
        code = "-"
    OUTCOMES["%s %d %s" % (context.operation.definition.raw.get("operationId"), response.status_code, code)] += 1


@atexit.register
def tell():
    if "CHAKA_OUTCOMES" in os.environ:
        lines = ["%6d %s" % (count, outcome) for outcome, count in sorted(OUTCOMES.items())]
        Path(os.environ["CHAKA_OUTCOMES"]).write_text("\n".join(lines) + "\n")
