#pragma once
#include <QWidget>
#include <array>
#include <vector>

#include "proxycore/api/words.h"

namespace mirror::ui {

/// One row a category: its name, a bar of what was done about its hits, and their number. The longest bar fills the width; what does not fit is added up in the
/// last row.
class CategoryBars : public QWidget {
    Q_OBJECT
public:
    explicit CategoryBars(QWidget* parent);
    /// Most hits first. `colors` are indices into Colors::series by WordAction.
    void setHits(std::vector<CategoryHits> hits);
    void setColors(std::array<int, 3> colors) { m_colors = colors; }
    void setEmptyText(const QString& text);
    /// Only one action counts; -1: all.
    void setOnly(int action);
    /// As drawn, in words.
    QStringList lines() const;
    QSize sizeHint() const override { return {420, 112}; }
    QSize minimumSizeHint() const override { return {220, 100}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Row {
        QString name;
        std::array<std::uint64_t, 3> counts{};
        std::uint64_t total = 0;
    };
    std::vector<Row> rows() const;
    int rowHeight() const;
    void describe();
    void paintRow(QPainter& painter, const Row& row, const QRectF& box, double nameWidth, double countWidth, std::uint64_t longest) const;
    std::vector<CategoryHits> m_hits;
    std::array<int, 3> m_colors{};
    QString m_emptyText;
    int m_only = -1;
};

}  // namespace mirror::ui
