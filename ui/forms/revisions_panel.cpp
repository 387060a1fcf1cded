#include "ui/forms/revisions_panel.h"

#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include "ui/forms/change_table.h"
#include "ui/link/engine_link.h"
#include "ui/link/error_text.h"
#include "ui/models/revision_model.h"
#include "ui/theme/fonts.h"

namespace mirror::ui {

RevisionsPanel::RevisionsPanel(EngineLink& link, QWidget* parent)
    : QWidget(parent), m_link(link), m_model(new RevisionModel(this)), m_title(new QLabel(this)), m_table(new QTableView(this)),
      m_compareTitle(new QLabel(this)), m_changes(new ChangeTable(this)), m_back(new QPushButton(this)), m_restore(new QPushButton(this)) {
    build();
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& now) { choose(now.row()); });
    connect(m_back, &QPushButton::clicked, this, &RevisionsPanel::backRequested);
    connect(m_restore, &QPushButton::clicked, this, [this] { emit restoreRequested(m_chosen, m_chosenConfig); });
    retranslate();
}

void RevisionsPanel::build() {
    m_title->setFont(headingFont(m_title->font(), 1.2));
    m_table->setObjectName(QStringLiteral("revisions"));
    m_table->setModel(m_model);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(30);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    const int widths[] = {110, 160, 110};
    for (int i = 0; i < 3; ++i) m_table->setColumnWidth(i, widths[i]);
    m_restore->setProperty("role", "primary");
    m_restore->setEnabled(false);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_back);
    buttons->addWidget(m_restore);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 0, 16, 12);
    layout->setSpacing(8);
    layout->addWidget(m_title);
    layout->addWidget(m_table, 3);
    layout->addWidget(m_compareTitle);
    layout->addWidget(m_changes, 2);
    layout->addLayout(buttons);
}

void RevisionsPanel::load() {
    m_link.submit(ListRevisions{}, this, [this](Result<Receipt> result) {
        if (!result) {
            emit failed(errorText(result.error()));
            return;
        }
        if (auto* list = std::get_if<RevisionList>(&*result)) m_model->setRevisions(std::move(list->revisions), m_link.snapshot()->configRevision);
    });
}

void RevisionsPanel::choose(int row) {
    const RevisionInfo* info = m_model->at(row);
    m_restore->setEnabled(false);
    m_chosen = info == nullptr ? 0 : info->revision;
    m_changes->setChanges({});
    updateTitle();
    if (info != nullptr) compare(info->revision);
}

void RevisionsPanel::compare(std::uint64_t revision) {
    m_link.submit(GetConfig{0}, this, [this, revision](Result<Receipt> now) {
        const auto* present = now ? std::get_if<ConfigDocument>(&*now) : nullptr;
        if (present == nullptr) {
            emit failed(errorText(now ? makeError(ErrorCode::internal) : now.error()));
            return;
        }
        m_link.submit(GetConfig{revision}, this, [this, revision, inForce = *present](Result<Receipt> older) {
            if (revision != m_chosen) return;  // another row was chosen meanwhile
            const auto* chosen = older ? std::get_if<ConfigDocument>(&*older) : nullptr;
            if (chosen == nullptr) {
                emit failed(errorText(older ? makeError(ErrorCode::internal) : older.error()));
                return;
            }
            m_chosenConfig = chosen->config;
            m_changes->setChanges(diffConfig(inForce.config, chosen->config));
            m_restore->setEnabled(revision != inForce.revision);
            updateTitle();
        });
    });
}

void RevisionsPanel::updateTitle() {
    if (m_chosen == 0)
        m_compareTitle->setText(tr("Choose a revision to compare it with the one in force."));
    else
        m_compareTitle->setText(tr("What would change if revision %1 came back (%n difference(s)):", nullptr, m_changes->rowCount()).arg(m_chosen));
}

void RevisionsPanel::retranslate() {
    m_title->setText(tr("Revisions"));
    m_table->setAccessibleName(tr("Revisions"));
    m_back->setText(tr("Back to editing"));
    m_restore->setText(tr("Take into the draft"));
    m_model->retranslate();
    updateTitle();
}

void RevisionsPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

}  // namespace mirror::ui
