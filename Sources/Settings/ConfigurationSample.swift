extension Configuration {
  /// A file with every setting at its default, each with its meaning. Endpoints have no default.
  public static let sample = """
    # The database of programs that are called with this file, where neither --database nor $CHAKA_DATABASE names one;
    # unix:PATH is the socket of a service, to which chaka-admin speaks.
    # database: /var/lib/chaka/chaka.sqlite

    # Who confirms identity, phone and region (POST, JSON). A sandbox needs none; a real database takes https only, and
    # shows who asks: with a bearer token or by mutual TLS. No redirect is ever followed.
    # identity:
    #   url: https://identity.example/check
    #   timeoutSeconds: 10            # 1 to 600
    #   tokenFile: identity.token     # its first line is the token; readable by its owner only
    #   tls: { certificate: network.pem, privateKey: network.key, roots: identity.pem }   # instead of tokenFile
    # Who checks faces, and who sends SMS: the same settings.
    # face: { url: https://face.example/check, tokenFile: face.token }
    # sms: { url: https://sms.example/send, tokenFile: sms.token }

    engine:
      callbackHost: 127.0.0.1         # where chaka-engine run listens for banks calling back
      callbackPort: null              # 1 to 65535; null: no callbacks, answers are fetched
      callbackURL: null               # what banks call, where it is not http://HOST:PORT/v1/callback
      pollMilliseconds: 500           # 10 to 60000: how often to look for work when there was none
      batchSize: 200                  # 1 to 200: enquiries in one request to a bank

    banks:
      requestTimeoutSeconds: 10       # 1 to 600: for one request to a bank
      certificationPort: null         # 1 to 65535: where certify bank listens for callbacks; null: locally only
      certificationURL: null          # what banks call meanwhile, where it is not http://HOST:PORT/v1/callback

    # Mutual TLS with banks, for asking and for callbacks (PEM files). A sandbox needs none.
    # tls: { certificate: network.pem, privateKey: network.key, roots: banks.pem }

    limits:
      codeLifetimeMinutes: 5          # 1 to 60: how long an SMS code is good
      codeAttempts: 5                 # 1 to 20: wrong entries of one code
      codesPerDay: 10                 # 1 to 1000: codes to one phone in 24 hours; its owner's and others count apart
      codesPerHour: null              # 1 to 1000: codes, and checks, for one requester; null: 30, in a sandbox none
      codeResendSeconds: null         # 0 to 3600: pause before the next code to a phone; null: 60, in a sandbox 0
      checksPerHour: 10               # 1 to 1000: identity and face checks about a phone in an hour, before a code
      sessionDays: 30                 # 1 to 365: how long a session lasts

    # What chaka-engine serve offers.
    service:
      socket: null                        # where operators connect; null: /run/chaka/operators.sock, in a sandbox nowhere
      group: chaka-operators              # whose members may
      consoles: 64                        # 1 to 10000: how many at a time
      watch:
        host: 127.0.0.1               # where /health/live, /health/ready and /metrics are
        port: null                    # 1 to 65535; null: nowhere

    # What programs that serve write on standard error.
    log:
      format: text                    # text, or json: one object a line
      level: info                     # debug, info, notice, warning or error: what is below is not written

    """
}
