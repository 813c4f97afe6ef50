import Domain
import Registry

/// Regions that many tests open and close.
extension RegionCode {
  public static let shanghai = RegionCode("CN-SH")
  public static let yunnan = RegionCode("CN-YN")
  public static let guangdong = RegionCode("CN-GD")
  public static let beijing = RegionCode("CN-BJ")
  public static let tianjin = RegionCode("CN-TJ")
}

/// Banks that many tests connect and ask.
extension BankCode {
  public static let icbc = BankCode("icbc")
  public static let abc = BankCode("abc")
  public static let boc = BankCode("boc")
  public static let ccb = BankCode("ccb")
  public static let cmb = BankCode("cmb")
  public static let cgb = BankCode("cgb")
  /// The banks of the published example.
  public static let published = [abc, boc, ccb, cmb, cgb]
}

extension Share {
  public static let half = Share(hundredths: 5_000) ?? .none
}

extension Catalogue {
  /// The catalogue of the shipped regions and banks.
  public static let bundled: Catalogue = {
    do { return try Registry.bundled().catalogue } catch {
      preconditionFailure("the registry that is shipped: \(error)")
    }
  }()
}
