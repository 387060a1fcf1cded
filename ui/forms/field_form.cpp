#include "ui/forms/field_form.h"

#include <QFrame>
#include <QLabel>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

#include "ui/forms/field_editors.h"
#include "ui/forms/field_row.h"
#include "ui/forms/field_text.h"
#include "ui/forms/list_editor.h"
#include "ui/theme/fonts.h"

namespace mirror::ui {

namespace {

constexpr int kFormWidth = 940;
constexpr int kStackBelow = 640;

const ListInfo* listCalled(std::string_view path) {
    for (const ListInfo& list : listTable())
        if (list.path == path) return &list;
    return nullptr;
}

QString nameOf(const SectionInfo& info) { return QString::fromUtf8(info.path.data(), static_cast<qsizetype>(info.path.size())); }

}  // namespace

FieldForm::FieldForm(ConfigDraft& draft, QWidget* parent) : QScrollArea(parent), m_draft(draft) {
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* body = new QWidget(this);
    body->setMaximumWidth(kFormWidth);
    m_layout = new QVBoxLayout(body);
    m_layout->setContentsMargins(4, 0, 16, 40);
    m_layout->setSpacing(22);
    m_layout->addStretch(1);
    setWidget(body);
    setAlignment(Qt::AlignLeft | Qt::AlignTop);
    connect(&draft, &ConfigDraft::loaded, this, &FieldForm::refreshRows);
    connect(&draft, &ConfigDraft::valueChanged, this, [this](const QString& path) {
        if (FieldRow* changed = row(path)) changed->refresh();
    });
    connect(&draft, &ConfigDraft::problemsChanged, this, [this] {
        for (FieldRow* each : rows()) each->refresh();
    });
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &FieldForm::reportSection);
    connect(&m_turn, &QTimer::timeout, this, &FieldForm::buildNext);
    setAccessibleName(tr("Form of all settings"));
    buildNext();
    m_turn.start(0);
}

bool FieldForm::isBuilt() const { return static_cast<std::size_t>(m_sections.size()) == sectionTable().size(); }

void FieldForm::buildNext() {
    m_sections.append(makeSection(sectionTable()[static_cast<std::size_t>(m_sections.size())]));
    retranslate(m_sections.last());
    stackRows();
    if (!isBuilt()) return;
    m_turn.stop();
    emit built();
}

void FieldForm::finish() {
    while (!isBuilt()) buildNext();
}

FieldForm::Section FieldForm::makeSection(const SectionInfo& info) {
    Section section{&info, new QWidget, new QLabel, new QLabel, {}, nullptr};
    section.title->setFont(headingFont(section.title->font(), 1.2));
    section.help->setProperty("tone", "muted");
    section.help->setWordWrap(true);
    auto* layout = new QVBoxLayout(section.body);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(section.title);
    layout->addWidget(section.help);
    layout->addSpacing(6);
    if (const ListInfo* list = listCalled(info.path)) {
        section.list = new ListEditor(m_draft, *list, section.body);
        layout->addWidget(section.list);
        connect(section.list, &ListEditor::rebuilt, this, [this] {
            stackRows();
            search(m_search);
        });
    } else {
        auto* card = new QFrame(section.body);
        card->setProperty("card", true);
        auto* rowsLayout = new QVBoxLayout(card);
        rowsLayout->setContentsMargins(1, 4, 1, 4);
        rowsLayout->setSpacing(0);
        for (const FieldInfo* field : fieldsOf(info.path)) {
            section.rows.append(new FieldRow(m_draft, {field, 0}, card));
            rowsLayout->addWidget(section.rows.last());
        }
        layout->addWidget(card);
    }
    m_layout->insertWidget(static_cast<int>(m_sections.size()), section.body);  // above the stretch
    return section;
}

QList<FieldRow*> FieldForm::rows() const {
    QList<FieldRow*> all;
    for (const Section& section : m_sections) all += section.list != nullptr ? section.list->rows() : section.rows;
    return all;
}

FieldRow* FieldForm::row(const QString& path) const {
    for (FieldRow* candidate : rows())
        if (candidate->path() == path) return candidate;
    return nullptr;
}

void FieldForm::refreshRows() {
    for (FieldRow* each : rows()) {
        const FieldPlace place = placeOf(each->path());
        const ListInfo* list = listOf(*place.field);
        if (list != nullptr && place.index >= m_draft.count(*list)) continue;
        each->editor().setValue(m_draft.value(place));
        each->refresh();
    }
}

int FieldForm::search(const QString& text) {
    if (!text.isEmpty()) finish();
    m_search = text;
    const QStringList words = text.toLower().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    int shown = 0;
    for (const Section& section : m_sections) {
        int shownHere = 0;
        for (FieldRow* each : section.list != nullptr ? section.list->rows() : section.rows) {
            const bool matches = each->matches(words);
            each->setVisible(matches);
            shownHere += matches ? 1 : 0;
        }
        if (section.list != nullptr) section.list->updateVisibility(!words.isEmpty());
        section.body->setVisible(words.isEmpty() || shownHere > 0);
        shown += shownHere;
    }
    emit filtered(shown, static_cast<int>(rows().size()));
    return shown;
}

void FieldForm::showSection(const QString& name) {
    finish();
    widget()->layout()->activate();
    for (const Section& section : m_sections)
        if (nameOf(*section.info) == name) verticalScrollBar()->setValue(section.body->y());
    emit sectionReached(name);  // the last sections are too short to have the top of the view
}

bool FieldForm::showSetting(const QString& path) {
    finish();
    FieldRow* target = row(path);
    if (target == nullptr) {
        // A list without elements, or the first element stands for a generic path.
        target = row(QString(path).replace(QStringLiteral("[]"), QStringLiteral("[0]")));
    }
    if (target == nullptr) {
        showSection(path.section(QRegularExpression(QStringLiteral("[.\\[]")), 0, 0));
        return false;
    }
    widget()->layout()->activate();
    const int y = target->mapTo(widget(), QPoint(0, 0)).y();
    verticalScrollBar()->setValue(y - viewport()->height() / 3);
    target->highlight();
    // What was asked for may stand so low that the section before it has the top of the view.
    for (const Section& section : m_sections)
        if (section.body->isAncestorOf(target)) emit sectionReached(nameOf(*section.info));
    return true;
}

void FieldForm::reportSection(int position) {
    const Section* reached = nullptr;
    for (const Section& section : m_sections)
        if (section.body->isVisible() && section.body->y() <= position + 40) reached = &section;
    if (position == verticalScrollBar()->maximum() && !m_sections.isEmpty() && position > 0) reached = &m_sections.last();
    if (reached != nullptr) emit sectionReached(nameOf(*reached->info));
}

/// Decided here and not by the rows: they cannot become narrower than what they show side by side.
void FieldForm::stackRows() {
    for (FieldRow* each : rows()) each->setStacked(viewport()->width() < kStackBelow);
}

void FieldForm::resizeEvent(QResizeEvent* event) {
    stackRows();
    QScrollArea::resizeEvent(event);
}

void FieldForm::retranslate() {
    setAccessibleName(tr("Form of all settings"));
    for (const Section& section : m_sections) retranslate(section);
}

void FieldForm::retranslate(const Section& section) {
    section.title->setText(sectionLabel(*section.info));
    section.help->setText(sectionHelp(*section.info));
    if (section.list != nullptr) section.list->retranslate();
    for (FieldRow* each : section.rows) each->retranslate();
}

}  // namespace mirror::ui
