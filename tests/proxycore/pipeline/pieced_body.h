#pragma once
#include <optional>
#include <string>
#include <vector>

#include "exchange/client.h"

namespace mirror::test {

/// The caller's body in ready pieces, and what comes after them.
class PiecedBody final : public exchange::RequestBody {
public:
    explicit PiecedBody(std::vector<std::string> pieces, std::optional<ErrorCode> trouble = {}) : m_pieces(std::move(pieces)), m_trouble(trouble) {}
    base::Task<Result<std::string_view>> readAll() override {
        for (; m_at < m_pieces.size(); ++m_at) m_all += m_pieces[m_at];
        if (m_trouble) co_return fail(*m_trouble);
        co_return std::string_view(m_all);
    }
    std::size_t capacity() const override { return m_all.size(); }
    base::Task<Result<std::string_view>> readSome() override {
        if (m_at < m_pieces.size()) {
            const std::string_view piece = m_pieces[m_at++];
            co_return piece;
        }
        if (m_trouble) co_return fail(*m_trouble);
        co_return std::string_view();
    }

private:
    std::vector<std::string> m_pieces;
    std::optional<ErrorCode> m_trouble;
    std::size_t m_at = 0;
    std::string m_all;
};

}  // namespace mirror::test
