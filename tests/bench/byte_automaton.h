#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

/// Aho-Corasick over bytes as a full table, the textbook's way to find many words: one look a byte. To compare with.
class ByteAutomaton {
public:
    explicit ByteAutomaton(const std::vector<std::string>& words) {
        for (const std::string& word : words)
            for (const char byte : word) classOf(byte);
        m_next.assign(m_classes, 0);
        m_hits.assign(1, 0);
        for (const std::string& word : words) add(word);
        connect();
    }
    std::size_t count(std::string_view text) const {
        std::uint32_t state = 0;
        std::size_t hits = 0;
        for (const char byte : text) {
            state = m_next[state * m_classes + m_class[static_cast<unsigned char>(byte)]];
            hits += m_hits[state];
        }
        return hits;
    }
    std::size_t bytes() const { return m_next.size() * sizeof(std::uint32_t) + m_hits.size(); }

private:
    std::uint8_t classOf(char byte) {
        std::uint8_t& number = m_class[static_cast<unsigned char>(byte)];
        if (number == 0) number = static_cast<std::uint8_t>(m_classes++);
        return number;
    }
    void add(const std::string& word) {
        std::uint32_t state = 0;
        for (const char byte : word) {
            const std::size_t at = state * m_classes + classOf(byte);
            if (m_next[at] == 0) {
                m_next[at] = static_cast<std::uint32_t>(m_hits.size());
                m_hits.push_back(0);
                m_next.resize(m_next.size() + m_classes, 0);
            }
            state = m_next[at];
        }
        ++m_hits[state];
    }
    // Breadth first: what is missing goes where the longest end of what was read goes.
    void connect() {
        std::vector<std::uint32_t> order, fallback(m_hits.size(), 0);
        for (std::size_t c = 0; c < m_classes; ++c)
            if (m_next[c] != 0) order.push_back(m_next[c]);
        for (std::size_t i = 0; i < order.size(); ++i) {
            const std::uint32_t state = order[i];
            m_hits[state] = static_cast<std::uint8_t>(m_hits[state] + m_hits[fallback[state]]);
            for (std::size_t c = 0; c < m_classes; ++c) {
                std::uint32_t& next = m_next[state * m_classes + c];
                const std::uint32_t other = m_next[fallback[state] * m_classes + c];
                if (next == 0) next = other;
                else {
                    fallback[next] = other;
                    order.push_back(next);
                }
            }
        }
    }

    std::array<std::uint8_t, 256> m_class{};
    std::size_t m_classes = 1;  // class 0: in no word
    std::vector<std::uint32_t> m_next;
    std::vector<std::uint8_t> m_hits;  // words that end here
};

}  // namespace bench
