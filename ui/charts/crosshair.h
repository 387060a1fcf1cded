#pragma once
#include <QObject>
#include <cstdint>
#include <optional>

namespace mirror::ui {

/// The moment all charts of a page point at together. Owned by the page, which outlives its charts' use of it.
class Crosshair : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    std::optional<std::int64_t> second() const { return m_second; }
    void set(std::optional<std::int64_t> second) {
        if (m_second == second) return;
        m_second = second;
        emit changed();
    }

signals:
    void changed();

private:
    std::optional<std::int64_t> m_second;  ///< Unix time
};

}  // namespace mirror::ui
