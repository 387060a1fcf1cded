#include "http/head_scanner.h"

#include "http/byte_scan.h"

namespace mirror::http {

namespace {
constexpr std::size_t kMaxLeadingEmptyLines = 4;
}

// A byte beyond the bound makes the head too large whatever it is, so the answer does not depend on how the bytes were
// cut by the network.
HeadScanner::State HeadScanner::scan(std::string_view bytes) {
    for (;;) {
        const std::size_t at = findControlButTab(bytes, m_looked);
        const std::size_t seen = at + 1 < bytes.size() ? at + 2 : bytes.size();  // the CR and its LF
        if (at - m_start > m_maxBytes || seen - m_start > m_maxBytes) return State::tooLarge;
        if (at == bytes.size()) {
            m_looked = at;
            return State::needMore;
        }
        if (bytes[at] != '\r') return State::malformed;
        if (at + 1 == bytes.size()) {
            m_looked = at;
            return State::needMore;
        }
        if (bytes[at + 1] != '\n') return State::malformed;
        const bool emptyLine = at == m_line;
        const bool beforeHead = m_line == m_start;
        m_looked = m_line = at + 2;
        if (!emptyLine) continue;
        if (!beforeHead) {
            m_end = at + 2;
            return State::complete;
        }
        if (at + 2 > kMaxLeadingEmptyLines * 2) return State::malformed;
        m_start = at + 2;
    }
}

}  // namespace mirror::http
