"""A bank in one file, made from ../openapi.yaml: python bank.py --port 7900 --bank abc --book FILE --keys DIR

It keeps what it knows in memory and serves one bank below http://127.0.0.1:PORT/BANK. The book is that of `chaka-bank
serve` (YAML). With --network-key FILE (what the network's GET /v1/keys shows) it trusts those keys only; else a network
may introduce itself, as in a sandbox. With --late SECONDS it accepts first and answers by callback or when fetched. With
--test-book FILE it has a test environment below http://127.0.0.1:PORT/BANK/test, behind the same keys.
"""

import argparse
import os
import threading
import time
import unicodedata
import urllib.error
import urllib.request
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import wire
import yaml
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from wire import Refusal

LIMIT, SECONDS = 4 << 20, 15


# From U+E815 on: the characters that GBK kept in its private-use area and Unicode has elsewhere; 0 for radicals.
GBK = [
    0, 0x20087, 0x20089, 0x200cc, 0, 0x3473, 0x3447, 0, 0, 0x9fb4, 0x359e, 0x361a, 0x360e, 0, 0, 0x396e, 0x3918,
    0x9fb5, 0x39cf, 0x39df, 0x3a73, 0x39d0, 0x9fb6, 0x9fb7, 0x3b4e, 0x3c6e, 0x3ce0, 0, 0x215d7, 0x9fb8, 0, 0x4056,
    0x415f, 0, 0x4337, 0, 0, 0, 0x2298f, 0x43b1, 0x43ac, 0, 0x43dd, 0x44d6, 0x4661, 0x464c, 0x9fb9, 0x4723, 0x4729,
    0x477c, 0x478d, 0, 0x4947, 0x497a, 0x497d, 0x4982, 0x4983, 0x4985, 0x4986, 0x499f, 0x499b, 0x49b7, 0x49b6, 0x9fba,
    0x241fe, 0x4ca3, 0x4c9f, 0x4ca0, 0x4ca1, 0x4c77, 0x4ca2, 0x4d13, 0x4d14, 0x4d15, 0x4d16, 0x4d17, 0x4d18, 0x4d19,
    0x4dae, 0x9fbb,
]


def name_form(name):
    """What banks compare of a name: its letters, without case and accents ("Comparing" of openapi.yaml)."""
    plain = unicodedata.normalize("NFKD", "".join(map(meant, name)))
    return "".join(filter(is_letter, plain)).upper()


def meant(mark):
    place = ord(mark) - 0xE815
    return chr(GBK[place] or ord(mark)) if 0 <= place < len(GBK) else mark


def is_letter(mark):
    """Of a Chinese or Latin name. What only looks like a dot or an apostrophe counts as a letter elsewhere."""
    code = ord(mark)
    if unicodedata.name(mark, "").startswith("CJK UNIFIED IDEOGRAPH") or code == 0x3007:
        return True
    if code in (0xFA0E, 0xFA0F, 0xFA11, 0xFA13, 0xFA14, 0xFA1F, 0xFA21, 0xFA23, 0xFA24, 0xFA27, 0xFA28, 0xFA29):
        return True
    latin = (0x41, 0x5A), (0x61, 0x7A), (0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x1BF), (0x1C4, 0x24F), (0x1E00, 0x1EFF)
    return any(first <= code <= last for first, last in latin)


def number_form(number):
    """An identity number in 18 characters; an old one of 15 digits is the same person's."""
    plain = "".join(mark for mark in unicodedata.normalize("NFKC", str(number)).upper() if mark in "0123456789X")
    if len(plain) != 15 or not plain.isdigit():
        return plain
    longer = plain[:6] + "19" + plain[6:]
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return longer + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(longer, weights)) % 11]


def phone_form(phone):
    """The last eleven digits."""
    return "".join(mark for mark in unicodedata.normalize("NFKC", str(phone)) if mark in "0123456789")[-11:]


class Ledger:
    """What the bank has on record, and what it leaves out."""

    def __init__(self, path, bank):
        with open(path, encoding="utf-8") as file:
            book = yaml.safe_load(file)
        self.bank = bank
        self.people = {number_form(person["idNumber"]): person for person in book["cardholders"]}

    def find(self, document):
        """The cards, or a refusal to answer this enquiry."""
        person = self.people.get(number_form(document["idNumber"]))
        own = [card for card in person["cards"] if card["bank"] == self.bank] if person else []
        if not own:
            return []
        if name_form(person["name"]) != name_form(document["name"]):
            raise Declined("identity_mismatch")
        if phone_form(person["phone"]) != phone_form(document["phone"]):
            return []
        return [
            {"kind": card["kind"], "first4": str(card["number"])[:4], "last4": str(card["number"])[-4:]}
            for card in own
            if card.get("phoneOnFile", True)
            and not card.get("documentExpired")
            and card.get("cardNotPresent", True)
            and not card.get("supplementary")
            and not card.get("otherNetwork")
            and not card.get("closed")
            and not card.get("prepaid")
            and card.get("accountClass", 1) < 3
        ]


class Declined(Exception):
    pass


class Trust:
    """The networks that may ask: those that people gave, or those that introduce themselves."""

    def __init__(self, given=None):
        self.is_open = given is None
        self.keys = {wire.key_id(raw): raw for raw in given or []}


class Bank:
    def __init__(self, code, ledger, keys, trust, late=0):
        os.makedirs(keys, mode=0o700, exist_ok=True)
        self.code, self.ledger, self.late = code, ledger, late
        self.sealing = wire.load_key(os.path.join(keys, code + ".key"), X25519PrivateKey)
        self.signing = wire.load_key(os.path.join(keys, code + ".sign.key"), Ed25519PrivateKey)
        self.trust = trust
        self.nonces, self.enquiries, self.consents, self.batches = {}, {}, {}, {}
        self.lock = threading.Lock()

    @property
    def public_keys(self):
        return wire.keys_document(
            ("seal", wire.public_bytes(self.sealing)), ("sign", wire.public_bytes(self.signing))
        )

    def note(self, nonce):
        """A nonce is good once, and remembered for as long as its signature could be used again."""
        now = time.time()
        with self.lock:
            self.nonces = {known: until for known, until in self.nonces.items() if until > now}
            if nonce in self.nonces:
                raise Refusal(401, "replayed")
            self.nonces[nonce] = now + wire.LIFETIME + 2 * wire.SKEW

    # -- enquiries -----------------------------------------------------------------------------------------------

    def enquire(self, message, batch):
        opened = self.open(message)
        with self.lock:
            self.check_conflicts(opened, batch)
            for enquiry, consent, document in opened:
                if enquiry not in self.enquiries:
                    self.enquiries[enquiry] = Entry(consent, document, self.answer(enquiry, consent, document))
                    self.consents[consent["consent"]] = enquiry
        items = [self.item(enquiry) for enquiry, _, _ in opened]
        if message.get("callback") and any(item["status"] == "accepted" for item in items):
            later = [item["enquiry"] for item in items]
            threading.Timer(self.late, self.call_back, [message["callback"], later]).start()
        return {"answers": items}

    def open(self, message):
        """Each enquiry with its consent and identity; whatever does not fit refuses the whole batch."""
        check_form(message)
        if message["keyId"] != wire.key_id(wire.public_bytes(self.sealing)):
            raise Refusal(400, "unknown_sealing_key")
        try:
            opener = wire.IdentityOpener(self.code, self.sealing, wire.unb64(message["encapsulatedKey"]))
        except Exception:  # whatever the library says of bytes that are no key
            raise Refusal(400, "bad_encapsulated_key")
        opened = []
        for item in message["enquiries"]:
            enquiry = item["enquiry"]
            consent = self.consent(item["consent"], enquiry, message["sentAt"])
            try:
                document = opener.open(wire.unb64(item["identity"]), enquiry, consent["consent"])
                document = {name: text(document, name) for name in ("name", "idNumber", "phone")}
            except Exception:  # it was not sealed for this place, or is no identity document
                raise Refusal(400, "identity_not_sealed", enquiry=enquiry)
            opened.append((enquiry, consent, document))
        return opened

    def consent(self, artefact, enquiry, sent_at):
        try:
            consent = wire.open_consent(artefact, self.trust.keys.get)
            check_consent(consent)
            if consent["bank"] != self.code:
                raise Refusal(400, "consent_for_other_bank")
            if consent["enquiry"] != enquiry:
                raise Refusal(400, "consent_for_other_enquiry")
            # A sandbox may pretend another time; a real bank takes its own clock.
            now = moment(sent_at)
            if moment(consent["expiresAt"]) <= now:
                raise Refusal(400, "consent_expired")
            if moment(consent["grantedAt"]) > now + timedelta(minutes=5):
                raise Refusal(400, "consent_not_yet_granted")
            return consent
        except Refusal as refusal:
            refusal.enquiry = enquiry
            raise

    def check_conflicts(self, opened, batch):
        for enquiry, consent, document in opened:
            known = self.enquiries.get(enquiry)
            if known and (known.consent["consent"] != consent["consent"] or not same(known.document, document)):
                raise Refusal(409, "enquiry_conflict", enquiry=enquiry)
            if self.consents.get(consent["consent"], enquiry) != enquiry:
                raise Refusal(400, "consent_used", enquiry=enquiry)
        if len({consent["consent"] for _, consent, _ in opened}) < len(opened):
            raise Refusal(400, "consent_used")
        content = [(enquiry, consent["consent"]) for enquiry, consent, _ in opened]
        if batch and self.batches.setdefault(batch, content) != content:
            raise Refusal(409, "batch_conflict")

    def answer(self, enquiry, consent, document):
        try:
            cards = self.ledger.find(document)
        except Declined as declined:
            return {"enquiry": enquiry, "status": "declined", "code": str(declined)}
        try:
            key = X25519PublicKey.from_public_bytes(wire.unb64(consent["answerKey"]))
            sealed = wire.seal_answer(cards, self.code, enquiry, consent["consent"], key)
        except Exception:  # whatever the library says of bytes that are no key
            return {"enquiry": enquiry, "status": "declined", "code": "bad_public_key"}
        return {"enquiry": enquiry, "status": "answered", "sealed": wire.b64(sealed)}

    def item(self, enquiry):
        entry = self.enquiries.get(enquiry)
        if entry is None:
            return {"enquiry": enquiry, "status": "declined", "code": "unknown_enquiry"}
        wait = entry.received + self.late - time.monotonic()
        if wait > 0:
            return {"enquiry": enquiry, "status": "accepted", "retryAfterSeconds": int(wait) + 1}
        return entry.answer

    def fetch(self, message):
        enquiries = message.get("enquiries") if isinstance(message, dict) else None
        if not isinstance(enquiries, list) or not all(isinstance(enquiry, str) for enquiry in enquiries):
            raise Refusal(400, "bad_shape")
        if len(enquiries) > 200:
            raise Refusal(400, "too_many_enquiries")
        return {"answers": [self.item(enquiry) for enquiry in enquiries]}

    def call_back(self, url, enquiries):
        """Posts what is ready, and tries again what may come through."""
        body = wire.encode({"answers": [self.item(enquiry) for enquiry in enquiries]})
        parts = urlsplit(url)
        for attempt in range(6):
            fields = wire.sign_request(self.signing, "POST", parts.netloc, parts.path, body)
            request = urllib.request.Request(url, body, {"Content-Type": "application/json", **fields}, method="POST")
            try:
                with urllib.request.urlopen(request, timeout=10) as response:
                    # Taken is what the network says so of, in a way that counts.
                    asked = fields["Signature"][len("chaka=") :]
                    wire.verify_response(200, response.headers, response.read(), asked, self.trust.keys.get)
                    return
            except urllib.error.HTTPError as error:
                if error.code not in (408, 429) and error.code < 500:
                    return
            except (OSError, Refusal):
                pass
            time.sleep(0.2 * 2**attempt)


class Entry:
    def __init__(self, consent, document, answer):
        self.consent, self.document, self.answer, self.received = consent, document, answer, time.monotonic()


def same(one, other):
    """Whether two identity documents are of the same person."""
    return (
        name_form(one["name"]) == name_form(other["name"])
        and number_form(one["idNumber"]) == number_form(other["idNumber"])
        and phone_form(one["phone"]) == phone_form(other["phone"])
    )


def text(value, name):
    """The text under a name, or a refusal."""
    found = value.get(name) if isinstance(value, dict) else None
    if not isinstance(found, str):
        raise Refusal(400, "bad_shape")
    return found


def moment(value):
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        raise Refusal(400, "bad_shape")


def check_form(message):
    for name in ("protocol", "batch", "sentAt", "encapsulatedKey", "keyId"):
        text(message, name)
    if not isinstance(message.get("enquiries"), list) or not message["enquiries"]:
        raise Refusal(400, "bad_shape")
    for item in message["enquiries"]:
        for name in ("enquiry", "consent", "identity"):
            text(item, name)
    if message["protocol"] != "1":
        raise Refusal(400, "unsupported_protocol")
    if len(message["enquiries"]) > 200:
        raise Refusal(400, "too_many_enquiries")
    seen = set()
    for item in message["enquiries"]:
        if item["enquiry"] in seen:
            raise Refusal(400, "duplicate_enquiry", enquiry=item["enquiry"])
        seen.add(item["enquiry"])


def check_consent(consent):
    try:
        for name in ("consent", "enquiry", "bank", "person", "grantedAt", "expiresAt", "agreementVersion", "answerKey"):
            text(consent, name)
        moment(consent["grantedAt"]), moment(consent["expiresAt"])
    except Refusal:
        raise Refusal(400, "consent_malformed")
    known = (consent.get("purpose"), consent.get("scope"), consent.get("uses"))
    if known != ("own_card_overview", ["bank", "kind", "first4", "last4"], 1):
        raise Refusal(400, "consent_malformed")


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = SECONDS
    # Path below the host -> bank.
    banks = {}
    unread = False

    def do_GET(self):
        self.route("GET")

    def do_POST(self):
        self.route("POST")

    do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_TRACE = lambda self: self.route(self.command)

    def route(self, method):
        actions = {"keys": "GET", "enquiries": "POST", "answers": "POST", "network": "POST"}
        signature = None
        self.unread = "Transfer-Encoding" in self.headers or self.headers.get("Content-Length", "0") != "0"
        try:
            base, _, name = self.path.partition("?")[0].rpartition("/v1/")
            self.bank = self.banks.get(base)
            if self.bank is None or name not in actions:
                raise Refusal(404, "not_found")
            if method != actions[name]:
                return self.refuse(Refusal(405, "method_not_allowed"), {"Allow": actions[name]})
            if method == "GET":
                return self.reply(200, wire.encode(self.bank.public_keys))
            body = self.body()
            signature = self.verify(name, body)
            message = wire.decode(body)
            if name == "network":
                return self.answer(wire.encode(self.introduce(message)), signature)
            key = self.headers.get("Idempotency-Key")
            answers = self.bank.enquire(message, key) if name == "enquiries" else self.bank.fetch(message)
            self.answer(wire.encode(answers), signature)
        except Refusal as refusal:
            self.refuse(refusal)
        except Exception:  # nothing of it is told outside
            self.refuse(Refusal(503, "unavailable", "try again later", retry_after=1))

    def body(self):
        if self.headers.get_content_type() != "application/json":
            raise Refusal(415, "unsupported_media_type")
        length = self.headers.get("Content-Length", "")
        if "Transfer-Encoding" in self.headers or not length.isdigit():
            raise Refusal(400, "bad_request")
        if int(length) > LIMIT:
            raise Refusal(413, "too_large")
        try:
            body = self.rfile.read(int(length))
        except TimeoutError:
            raise Refusal(408, "too_slow")
        self.unread = False
        return body

    def verify(self, name, body):
        """The value of the request's signature, to which the response is bound."""
        key_of = self.bank.trust.keys.get
        if name == "network":
            if not self.bank.trust.is_open:
                raise Refusal(403, "introduction_closed")
            shown = {wire.key_id(raw): raw for raw in signing_keys(wire.decode(body))}
            key_of = shown.get
        self.keyid, nonce = wire.verify_request("POST", self.path, self.headers, body, key_of)
        self.bank.note((self.keyid, nonce))
        return wire.members(self.headers["Signature"])["chaka"]

    def introduce(self, message):
        for raw in signing_keys(message):
            if wire.key_id(raw) == self.keyid:
                self.bank.trust.keys[self.keyid] = raw
        return message

    def answer(self, body, request_signature):
        self.reply(200, body, wire.sign_response(self.bank.signing, 200, body, request_signature))

    def refuse(self, refusal, fields=None):
        fields = dict(fields or {})
        if refusal.retry_after:
            fields["Retry-After"] = str(refusal.retry_after)
        if refusal.status == 401:
            fields["WWW-Authenticate"] = 'Signature tag="chaka-1"'
        # What was not read of the request must not be taken for the next one; and whoever closes says so, or the next
        # request is sent into a connection that is no more.
        if self.unread:
            self.close_connection = True
            fields["Connection"] = "close"
        self.reply(refusal.status, refusal.body(), fields)

    def reply(self, status, body, fields=None):
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(body)), **(fields or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Requests concern people: nothing is written."""


def signing_keys(message):
    keys = message.get("keys") if isinstance(message, dict) else None
    if not isinstance(keys, list):
        raise Refusal(400, "bad_shape")
    found = [wire.unb64(text(key, "publicKey")) for key in keys if text(key, "use") == "sign"]
    if not all(map(wire.is_verifying, found)):
        raise Refusal(400, "bad_shape")
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--port", type=int, default=7900)
    parser.add_argument("--bank", default="abc")
    parser.add_argument("--book", required=True)
    parser.add_argument("--keys", required=True)
    parser.add_argument("--network-key")
    parser.add_argument("--late", type=float, default=0)
    parser.add_argument("--test-book", help="whom the test environment has on record")
    given = parser.parse_args()
    trusted = None
    if given.network_key:
        with open(given.network_key, "rb") as file:
            trusted = signing_keys(wire.decode(file.read()))
    trust = Trust(trusted)
    books = {"/" + given.bank: given.book}
    if given.test_book:
        books["/%s/test" % given.bank] = given.test_book
    for base, book in books.items():
        Handler.banks[base] = Bank(given.bank, Ledger(book, given.bank), given.keys, trust, given.late)
    server = ThreadingHTTPServer(("127.0.0.1", given.port), Handler)
    print("bank.py: listening on http://127.0.0.1:%d/%s" % (server.server_port, given.bank), flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
