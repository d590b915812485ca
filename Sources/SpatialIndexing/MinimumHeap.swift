/// A queue that gives back the least of what is in it.
package struct MinimumHeap<Element: Comparable> {
    private var elements: [Element] = []

    package init() {}

    /// The least element, if there is one.
    package var first: Element? { elements.first }

    /// Adds an element.
    ///
    /// - Complexity: O(log *n*).
    package mutating func insert(_ element: Element) {
        var place = elements.count
        elements.append(element)
        while place > 0 {
            let parent = (place - 1) / 2
            guard element < elements[parent] else { break }
            elements[place] = elements[parent]
            place = parent
        }
        elements[place] = element
    }

    /// Takes the least element out, if there is one.
    ///
    /// - Complexity: O(log *n*).
    package mutating func popFirst() -> Element? {
        guard let least = elements.first, let last = elements.popLast() else { return nil }
        guard !elements.isEmpty else { return least }
        var place = 0
        while true {
            var child = 2 * place + 1
            guard child < elements.count else { break }
            if child + 1 < elements.count, elements[child + 1] < elements[child] { child += 1 }
            guard elements[child] < last else { break }
            elements[place] = elements[child]
            place = child
        }
        elements[place] = last
        return least
    }
}

extension MinimumHeap: Sendable where Element: Sendable {}
