// What `place` is timed against: the least that a program pays for importing Foundation.
import Foundation

print("El Alto \(Date(timeIntervalSince1970: 0).timeIntervalSince1970)")
