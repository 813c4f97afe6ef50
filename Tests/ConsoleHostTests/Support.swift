import Domain
import TestFixtures

let catalogue = Catalogue.bundled
