"""Prints what the banks know the enquiries by that they have accepted for later, of queries with one bank.

Identifiers are stored nowhere: each is a block of AES-256 over number, place, kind and the query's tag, under a key of
the server secret (docs/rules.md, "Keys").
"""
import base64
import os
import sqlite3
import sys

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ACKNOWLEDGED = 2


def key(secrets):
    root = next(line[5:] for line in open(os.path.join(secrets, "server.secret")) if line.startswith("root "))
    derivation = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"chaka/identifiers/1")
    return derivation.derive(base64.b64decode(root))


def identifier(secret, number, query):
    tag = 0
    for letter in query[-7:]:
        tag = (tag << 5 | LETTERS.index(letter)) & 0xFFFFFFFF
    block = ((number << 16 | 1) << 64 | tag << 32).to_bytes(16, "big")
    cipher = Cipher(algorithms.AES(secret), modes.ECB()).encryptor()
    sealed = int.from_bytes(cipher.update(block) + cipher.finalize(), "big")
    return "E" + "".join(LETTERS[sealed >> shift & 31] for shift in range(125, -1, -5))


database = sys.argv[1]
secret = key(os.environ.get("CHAKA_SECRETS") or os.path.join(os.path.dirname(os.path.abspath(database)), "secrets"))
rows = sqlite3.connect(database).execute(
    "select q.number, q.id, w.state from work w join queries q on q.number = w.query order by q.number")
print(*(identifier(secret, number, query) for number, query, state in rows if state[1] & 7 == ACKNOWLEDGED))
