extension Dictionary {
  /// Makes a dictionary of rows by their keys; throws if a key comes twice. Whoever writes the file can double a key,
  /// as text and as bytes: such a table was altered.
  init(distinct rows: some Sequence<(Key, Value)>, in table: String) throws(StoreFault) {
    self.init(minimumCapacity: rows.underestimatedCount)
    for (key, value) in rows {
      guard updateValue(value, forKey: key) == nil else { throw .altered(table) }
    }
  }
}
