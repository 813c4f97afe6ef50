/// How bare statements keep the work of a query, and its answers.
enum BareShape: Sendable {
  /// One row of work a query, and one row for the answers of one commit.
  case query
  /// A row for each enquiry, and one for each answer: the shape of versions before, for comparison.
  case enquiry
}

/// The tables of the bare statements: those of the store by their columns, indexes and the bytes of their seals, in a
/// file of their own, so that the floor stays what it is whatever the store does.
enum BareTables {
  static let statements = """
    create table codes (number integer primary key, phone_hash blob, purpose text, binding blob, code_hash blob,
      sent_at int, expires_at int, attempts int, state text, seal blob);
    create index codes_phone on codes (phone_hash, purpose, number);
    create table queries (number integer primary key, id text not null unique, person text, state text, revision int,
      region text, channel text, agreement text, banks text, outcomes text, public_key blob, vault_day int,
      accepted_at int, due_at int, generated_at int, expires_at int, seal blob);
    create index queries_person on queries (person, number);
    create index queries_due on queries (due_at) where state in ('accepted', 'collecting');
    create index queries_expiry on queries (expires_at) where state = 'reported';
    create table outbox (number integer primary key, id text unique, phone blob, text blob, attempts int, next_at int,
      expires_at int, owner text, seal blob);
    create index outbox_next on outbox (next_at);
    create table refusals (number integer primary key, id text not null unique, at int, codes text, revision int,
      pseudonym blob);
    create table clock (id integer primary key, latest int);
    insert into clock (id, latest) values (1, 0);
    """

  /// The tables of work and answers.
  static func statements(_ shape: BareShape) -> String {
    switch shape {
    case .query:
      """
      create table work (query integer primary key, next_at int, owner text, state blob, seal blob);
      create index work_next on work (next_at);
      create table vault (query int, part int, sealed blob, seal blob, primary key (query, part)) without rowid;
      """
    case .enquiry:
      """
      create table enquiries (query bigint, position int, bank text, id text not null unique, consent text, state text,
        code text, attempts int, next_at int, due_at int, owner text, asked_at int, seal blob,
        primary key (query, position));
      create index enquiries_next on enquiries (bank, next_at) where state in ('queued', 'sent', 'acknowledged');
      create table vault (query bigint not null, position int not null, enquiry text, consent text, sealed blob,
        seal blob);
      create unique index vault_query on vault (query, position);
      """
    }
  }
}
