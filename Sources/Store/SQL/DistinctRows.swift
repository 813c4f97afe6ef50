extension Dictionary {
  /// Of rows by what has to tell them apart. Whoever writes the file can double it, as text and as bytes: such a table was
  /// altered.
  init(distinct rows: some Sequence<(Key, Value)>, in table: String) throws(StoreFault) {
    self.init(minimumCapacity: rows.underestimatedCount)
    for (key, value) in rows {
      guard updateValue(value, forKey: key) == nil else { throw .altered(table) }
    }
  }
}
