#include "ui/theme/icons.h"

#include <QBuffer>
#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QImageReader>
#include <QPainter>
#include <QPixmapCache>

#include "ui/theme/colors.h"

namespace mirror::ui {

namespace {

QPixmap renderSvg(QByteArray source, QSize size) {
    QBuffer buffer(&source);
    QImageReader reader(&buffer, "svg");
    reader.setScaledSize(size);
    return QPixmap::fromImage(reader.read());
}

QColor colorOf(IconTone tone, QIcon::Mode mode) {
    const QPalette palette = QGuiApplication::palette();
    if (mode == QIcon::Disabled) return palette.color(QPalette::Disabled, QPalette::Text);
    const Colors& c = colorsFor(palette);
    switch (tone) {
        case IconTone::muted: return c.muted;
        case IconTone::accent: return c.accent;
        case IconTone::onAccent: return c.onAccent;
        case IconTone::good: return c.good;
        case IconTone::warning: return c.warning;
        case IconTone::bad: return c.bad;
        case IconTone::text: break;
    }
    return c.text;
}

/// Draws the SVG in the theme's colour of the moment, at the pixel size asked for.
class LineIconEngine : public QIconEngine {
public:
    LineIconEngine(QString name, QByteArray source, IconTone tone)
        : m_name(std::move(name)), m_source(std::move(source)), m_tone(tone) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override {
        const qreal ratio = painter->device() != nullptr ? painter->device()->devicePixelRatioF() : 1.0;
        painter->drawPixmap(rect, scaledPixmap(rect.size() * ratio, mode, state, ratio));
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override {
        const QColor color = colorOf(m_tone, mode);
        const QString key = QStringLiteral("mirror-%1-%2-%3").arg(m_name, color.name()).arg(size.width());
        QPixmap drawn;
        if (QPixmapCache::find(key, &drawn)) return drawn;
        QByteArray source = m_source;
        source.replace("currentColor", color.name().toLatin1());
        const int side = std::min(size.width(), size.height());
        drawn = renderSvg(source, QSize(side, side));
        QPixmapCache::insert(key, drawn);
        return drawn;
    }
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal scale) override {
        QPixmap drawn = pixmap(size, mode, state);
        drawn.setDevicePixelRatio(scale);
        return drawn;
    }
    QIconEngine* clone() const override { return new LineIconEngine(m_name, m_source, m_tone); }

private:
    QString m_name;
    QByteArray m_source;
    IconTone m_tone;
};

QByteArray sourceOf(const QString& name) {
    QFile file(QStringLiteral(":/icons/") + name + QStringLiteral(".svg"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool canReadSvg() {
    static const bool can = QImageReader::supportedImageFormats().contains("svg");
    return can;
}

}  // namespace

QIcon icon(const QString& name, IconTone tone) {
    const QByteArray source = canReadSvg() ? sourceOf(name) : QByteArray();
    if (source.isEmpty()) return {};
    return QIcon(new LineIconEngine(name, source, tone));
}

QIcon productIcon() {
    const QByteArray source = canReadSvg() ? sourceOf(QStringLiteral("mirrordesk")) : QByteArray();
    QIcon mark;
    if (source.isEmpty()) return mark;
    for (const int side : {16, 24, 32, 48, 64, 128}) mark.addPixmap(renderSvg(source, QSize(side, side)));
    return mark;
}

}  // namespace mirror::ui
