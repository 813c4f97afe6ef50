"""Asks one bank about one person, as the network does, made from ../openapi.yaml:

python network.py http://127.0.0.1:7800/abc --name 张三 --id-number 11010519491231002X --phone 13800138000

Each step is printed with what is sent and what comes back, so that a bank's developer sees the bytes. It is for
sandboxes: it introduces itself to the bank with a key of its own, and opens the answer with a key that in truth only
the person can use.
"""

import argparse
import base64
import json
import os
import sys
import urllib.error
import urllib.request
from datetime import datetime, timedelta, timezone
from urllib.parse import urlsplit

import wire
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey


def say(title, text=""):
    print("\n== " + title + ("\n" + text if text else ""))


def shortened(body):
    text = body.decode()
    return text if len(text) < 600 else text[:600] + " ..."


def ask(url, body=None, fields=None):
    """Status, header and body of what comes back, an error like an answer."""
    request = urllib.request.Request(url, body, fields or {}, method="POST" if body is not None else "GET")
    try:
        with urllib.request.urlopen(request, timeout=10) as response:
            return response.status, response.headers, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


class Network:
    def __init__(self, endpoint, key):
        self.endpoint, self.key = endpoint.rstrip("/"), key
        # Behind `/test` is the same bank's test environment.
        self.bank = self.endpoint.removesuffix("/test").rsplit("/", 1)[1]

    def post(self, path, value, headers=None):
        body = wire.encode(value)
        url = urlsplit("%s/v1/%s" % (self.endpoint, path))
        fields = wire.sign_request(self.key, "POST", url.netloc, url.path, body)
        values = list(zip(wire.REQUEST, ("POST", url.netloc, url.path, fields["Content-Digest"])))
        say("POST %s" % url.path, shortened(body))
        say("The signature base", wire.base(values, fields["Signature-Input"][len("chaka=") :]).decode())
        self.signature = fields["Signature"][len("chaka=") :]
        sent = {"Content-Type": "application/json", **fields, **(headers or {})}
        status, headers, answer = ask(url.geturl(), body, sent)
        say("%d" % status, shortened(answer))
        return status, headers, answer

    def keys(self):
        _, _, body = ask(self.endpoint + "/v1/keys")
        say("GET /v1/keys", body.decode())
        keys = json.loads(body)["keys"]
        found = {use: [wire.unb64(key["publicKey"]) for key in keys if key["use"] == use] for use in ("seal", "sign")}
        if not all(map(wire.is_sealing, found["seal"])) or not all(map(wire.is_verifying, found["sign"])):
            raise ValueError("the bank shows a key that is none")
        return found["seal"][0], {wire.key_id(raw): raw for raw in found["sign"]}

    def introduce(self):
        self.post("network", wire.keys_document(("sign", wire.public_bytes(self.key))))

    def enquire(self, document, again=None):
        """Gives what the bank answered; with `again` the same enquiry is sent once more, about that person."""
        sealing, signing = self.keys()
        person = X25519PrivateKey.generate()
        enquiry, consent = identifier("E"), identifier("C")
        payload = self.consent(enquiry, consent, person)
        say("The consent", json.dumps(payload, ensure_ascii=False))
        found = None
        for asked in [document] + ([again] if again else []):
            status, headers, body = self.send(enquiry, payload, asked, sealing)
            if status != 200:
                return json.loads(body)
            keyid, _ = wire.verify_response(status, headers, body, self.signature, signing.get)
            say("The response is signed by the bank's key " + keyid)
            found = json.loads(body)["answers"][0]
            if found["status"] == "answered":
                found = wire.open_answer(wire.unb64(found["sealed"]), self.bank, enquiry, consent, person)
                say("The answer, which only the person can open", json.dumps(found, ensure_ascii=False))
        return found

    def send(self, enquiry, payload, document, sealing):
        """A batch of one enquiry, sealed anew."""
        batch = identifier("B")
        key = X25519PublicKey.from_public_bytes(sealing)
        encapsulated, sealed = wire.seal_identities(self.bank, key, [(enquiry, payload["consent"], document)])
        item = {"enquiry": enquiry, "consent": wire.sign_consent(self.key, payload), "identity": wire.b64(sealed[0])}
        message = {
            "protocol": "1",
            "batch": batch,
            "sentAt": now(),
            "callback": None,
            "encapsulatedKey": wire.b64(encapsulated),
            "keyId": wire.key_id(sealing),
            "enquiries": [item],
        }
        return self.post("enquiries", message, {"Idempotency-Key": '"%s"' % batch})

    def consent(self, enquiry, consent, person):
        return {
            "consent": consent,
            "enquiry": enquiry,
            "bank": self.bank,
            "purpose": "own_card_overview",
            "scope": ["bank", "kind", "first4", "last4"],
            "uses": 1,
            "person": os.urandom(16).hex(),
            "verification": ["face", "sms"],
            "grantedAt": now(),
            "expiresAt": now(hours=24),
            "agreementVersion": "2021-12",
            "answerKey": wire.b64(wire.public_bytes(person)),
        }


def identifier(letter):
    return letter + base64.b32encode(os.urandom(10)).decode()


def now(hours=0):
    moment = datetime.now(timezone(timedelta(hours=8))) + timedelta(hours=hours)
    return moment.isoformat(timespec="milliseconds")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("endpoint")
    parser.add_argument("--name", required=True)
    parser.add_argument("--id-number", required=True)
    parser.add_argument("--phone", required=True)
    parser.add_argument("--key", help="the network's private key (32 bytes), made where it is missing; else a new one")
    parser.add_argument("--again", metavar="NAME", help="send the same enquiry once more, about a person of this name")
    given = parser.parse_args()
    key = wire.load_key(given.key, Ed25519PrivateKey) if given.key else wire.new_signing_key()
    network = Network(given.endpoint, key)
    network.introduce()
    document = {"name": given.name, "idNumber": given.id_number, "phone": given.phone}
    found = network.enquire(document, again=dict(document, name=given.again) if given.again else None)
    say("Result", json.dumps(found, ensure_ascii=False))
    sys.exit(0 if "cards" in found else 1)


if __name__ == "__main__":
    main()
