import Domain
import Store

/// Fills a database with registered people and open queries by bare statements. Identifiers and hashes ascend, so that
/// ten million rows are loaded in minutes; the counts do not depend on them.
struct Crowd {
  let people: Int
  let inFlight: Int
  let catalogue: Catalogue

  struct Loading {
    let seconds: Double
    let backfillSeconds: Double
  }

  /// The processor time of one registration, in nanoseconds.
  struct Registering {
    let plain: Double
    let counted: Double
  }

  /// Fills the database. Nothing is synchronised until the end: a load that is cut short is thrown away.
  func fill(_ location: StoreLocation) throws -> Loading {
    let database = try BareDatabase(path: location.path)
    for pragma in ["synchronous = off", "cache_size = -524288", "wal_autocheckpoint = 0", "journal_mode = memory"] {
      database.execute("pragma \(pragma)")
    }
    let loading = Stopwatch.time {
      database.commit {
        database.execute(persons)
        database.execute(enquiries)
      }
    }
    let backfill = Stopwatch.time { database.commit { database.execute(Self.backfill) } }
    for pragma in ["journal_mode = wal", "synchronous = full"] { database.execute("pragma \(pragma)") }
    return Loading(seconds: loading / 1e9, backfillSeconds: backfill / 1e9)
  }

  private static func numbers(_ count: Int) -> String {
    "numbers (n) as (select 0 union all select n + 1 from numbers where n + 1 < \(count))"
  }

  private static func places(_ codes: [String]) -> String {
    "places (place, code) as (values \(codes.enumerated().map { "(\($0), '\($1)')" }.joined(separator: ", ")))"
  }

  /// The rows of people. Buckets go by a step that has no factor in common with their number, so that all are filled
  /// alike.
  private var persons: String {
    """
    insert into persons (id, identity_hash, phone_hash, details, region, bucket, public_key, private_key, registered_at,
      password_failures)
    with recursive \(Self.numbers(people)), \(Self.places(catalogue.regions.map(\.code.text)))
    select printf('P%018d', n), cast(printf('I%031d', n) as blob), cast(printf('T%031d', n) as blob), zeroblob(110), code,
      n / \(catalogue.regions.count) * 7919 % 10000, zeroblob(32), zeroblob(104), 1640000000000 + n, 0
    from numbers join places on place = n % \(catalogue.regions.count) order by n
    """
  }

  private var enquiries: String {
    """
    insert into enquiries (query, position, bank, id, consent, state, attempts, next_at, due_at)
    with recursive \(Self.numbers(inFlight)), \(Self.places(catalogue.banks.map(\.code.text)))
    select n + 1, place, code, printf('E%09d-%02d', n, place), printf('C%09d-%02d', n, place), 'queued', 0,
      1640000000000 + n, 4000000000000
    from numbers cross join places
    """
  }

  /// The statements by which the migration counts.
  private static let backfill = """
    insert into population (region, bucket, count) select region, bucket, count(*) from persons group by region, bucket;
    insert into population_hundreds (region, hundred, count)
    select region, bucket / 100, sum(count) from population group by region, bucket / 100
    """

  /// Registers more people, in turns without and with counting them.
  func register(_ count: Int, at location: StoreLocation) throws -> Registering {
    let database = try BareDatabase(path: location.path)
    let person = database.prepare(Self.person)
    let arrivals = [database.prepare(Self.arrival), database.prepare(Self.arrivalOfHundred)]
    let regions = catalogue.regions.map(\.code.text)
    var (plain, counted) = (Samples(), Samples())
    for round in 0..<10 {
      let isCounted = round % 2 == 1
      let start = Stopwatch.thread
      database.commit {
        for number in 0..<(count / 10) {
          let (id, region) = (round * count + number, regions[number % regions.count])
          person.bind(1, "R\(id)")
          person.bind(2, Array("I\(id)".utf8))
          person.bind(3, region)
          person.bind(4, number * 7_919 % Bucket.count)
          person.run()
          guard isCounted else { continue }
          for arrival in arrivals {
            arrival.bind(1, region)
            arrival.bind(2, number * 7_919 % Bucket.count)
            arrival.run()
          }
        }
      }
      let time = Double(Stopwatch.thread - start) / Double(max(1, count / 10))
      if isCounted { counted.add(time) } else { plain.add(time) }
    }
    return Registering(plain: plain.median, counted: counted.median)
  }

  private static let person = """
    insert into persons (id, identity_hash, phone_hash, details, region, bucket, public_key, private_key, registered_at,
      password_failures)
    values ($1, $2, $2, zeroblob(110), $3, $4, zeroblob(32), zeroblob(104), 0, 0)
    """
  private static let arrival = """
    insert into population (region, bucket, count) values ($1, $2, 1)
    on conflict (region, bucket) do update set count = population.count + 1
    """
  private static let arrivalOfHundred = """
    insert into population_hundreds (region, hundred, count) values ($1, $2 / 100, 1)
    on conflict (region, hundred) do update set count = population_hundreds.count + 1
    """
}
