import Testing

@testable import Domain

@Suite("An address")
struct NetworkAddressTests {
  private func isPublic(_ bytes: [UInt8]) -> Bool { NetworkAddress(bytes)?.isGloballyReachable ?? false }
  private func isPublic(_ text: String) -> Bool { NetworkAddress(text: text)?.isGloballyReachable ?? false }

  @Test(
    "is public only outside the private, local, shared and reserved ranges",
    arguments: [
      ([8, 8, 8, 8], true), ([1, 1, 1, 1], true), ([172, 15, 0, 1], true), ([172, 32, 0, 1], true),
      ([100, 63, 0, 1], true), ([192, 0, 1, 1], true), ([0, 1, 2, 3], false), ([10, 0, 0, 1], false),
      ([127, 0, 0, 1], false), ([169, 254, 169, 254], false), ([172, 16, 0, 1], false), ([172, 31, 255, 255], false),
      ([192, 168, 1, 1], false), ([192, 0, 0, 8], false), ([198, 18, 0, 1], false), ([100, 64, 0, 1], false),
      ([224, 0, 0, 1], false), ([255, 255, 255, 255], false),
    ] as [([UInt8], Bool)])
  func four(address: [UInt8], expected: Bool) {
    #expect(isPublic(address) == expected)
    let mapped = [UInt8](repeating: 0, count: 10) + [0xff, 0xff] + address
    #expect(!isPublic(mapped), "written as IPv6 it only looks like an address of its own")
  }

  @Test(
    "of IPv6 is public only as global unicast",
    arguments: [
      ([0x24, 0x08] + [UInt8](repeating: 1, count: 14), true), ([UInt8](repeating: 0, count: 15) + [1], false),
      ([UInt8](repeating: 0, count: 16), false), ([0xfc] + [UInt8](repeating: 0, count: 15), false),
      ([0xfe, 0x80] + [UInt8](repeating: 0, count: 14), false),
      ([0xff, 0x02] + [UInt8](repeating: 0, count: 14), false),
      ([0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0, 10, 0, 0, 1], false), ([1, 2, 3], false),
    ] as [([UInt8], Bool)])
  func six(address: [UInt8], expected: Bool) { #expect(isPublic(address) == expected) }

  @Test("at either end of a range with a special purpose is not public, nor anywhere in it")
  func ranges() {
    // The well-known prefix of translation lies in ::/8 and is judged by the address in it.
    #expect(NetworkAddress.unreachable.count > 10)
    for range in NetworkAddress.unreachable {
      let (first, last) = range.ends
      #expect(!isPublic(first) && !isPublic(last), "\(range)")
      for step in 1..<64 {
        let inside = zip(first, last).map { low, high in low | ((high ^ low) & UInt8(truncatingIfNeeded: step &* 37)) }
        #expect(!isPublic(inside), "\(range)")
      }
    }
  }

  @Test(
    "just outside a range with a special purpose is public",
    arguments: [
      "1.0.0.0", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0",
      "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "191.255.255.255", "192.0.1.0", "192.0.1.255",
      "192.0.3.0", "192.88.98.255", "192.88.100.0", "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0",
      "198.51.99.255", "198.51.101.0", "203.0.112.255", "203.0.114.0", "223.255.255.255",
      "2000::", "2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2001:200::", "2001:db7:ffff::1", "2001:db9::1", "2003::1",
      "3ffe:ffff::1", "3fff:1000::1", "2606:4700::6810:1", "240e:1::1", "64:ff9b::8.8.8.8", "2408::5efe:8.8.8.8",
    ])
  func outside(text: String) { #expect(isPublic(text)) }

  @Test(
    "that only looks public is not",
    arguments: [
      "2002:7f00:1::1", "2002:808:808::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "64:ff9b::127.0.0.1",
      "64:ff9b::10.0.0.1", "64:ff9b:1::8.8.8.8", "64:ff9b:1:fffe::1", "64:ff9b:0:0:1::8.8.8.8", "::ffff:8.8.8.8",
      "::ffff:0:8.8.8.8", "::8.8.8.8", "100::1", "100:0:0:1::1", "2001:2::1", "2001:10::1", "2001:20::1", "2001:30::1",
      "2001:db8::1", "3fff::1", "3fff:fff::1", "5f00::1", "fc00::1", "fd12:3456::1", "fe80::1", "fec0::1", "ff02::1",
      "ff0e::1", "4000::1", "2408::5efe:10.0.0.1", "2408::200:5efe:192.168.0.1", "192.0.0.9", "192.0.2.1",
      "198.19.255.255", "198.51.100.7", "203.0.113.7", "192.88.99.1", "255.255.255.254",
    ])
  func disguised(text: String) {
    #expect(NetworkAddress(text: text) != nil)
    #expect(!isPublic(text))
  }

  @Test("is written as a URL or an override takes it")
  func writing() {
    #expect(NetworkAddress([127, 0, 0, 1])?.text == "127.0.0.1")
    #expect(NetworkAddress([UInt8](repeating: 0, count: 15) + [1])?.text == "0:0:0:0:0:0:0:1")
  }

  @Test(
    "has no second spelling that somebody may read another way",
    arguments: [
      "127.1", "0x7f.0.0.1", "0177.0.0.1", "2130706433", "127.0.0.01", "1.2.3", "1.2.3.4.5", "1.2.3.256", " 1.2.3.4",
      "1.2.3.4 ", "fe80::1%eth0", "[::1]", "::1::", "", ":", "1.2.3.4/32",
    ])
  func spelling(text: String) { #expect(NetworkAddress(text: text) == nil) }
}
