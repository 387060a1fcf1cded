#pragma once
#include <QTableView>

namespace mirror::ui {

/// A table whose newest rows come in at one end. While it follows, it stays at that end; when the user scrolls away, what is
/// being read stays where it is, although rows come and go above it. End (and scrolling back) follows again. The first arrow key
/// chooses the newest row, or the first one that is seen.
class LiveTable : public QTableView {
    Q_OBJECT
public:
    explicit LiveTable(QWidget* parent);
    void setModel(QAbstractItemModel* model) override;
    /// False: they come at the bottom.
    void setNewestAtTop(bool top) { m_newestAtTop = top; }
    bool isFollowing() const { return m_following; }
    /// Goes to the newest row and stays there.
    void follow();

signals:
    void followingChanged(bool following);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void rowsCame(int first, int last);
    void rowsLeft(int first, int last);
    void userScrolled();
    void goToNewest();
    void shiftBy(int rows);
    void chooseFirst();
    void setFollowing(bool following);
    bool m_newestAtTop = false;
    bool m_following = true;
    bool m_adjusting = false;
};

}  // namespace mirror::ui
