import MapPages
import Testing
@Suite struct OutlineSetTests {}
