// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QWidget>

#include "ui/widgets/clip_player.h"

class QLineEdit;
class QPushButton;

namespace latchkey::ui::widgets {

class ChallengePicture;
class FieldError;
class ProgressLine;
class StaticLabel;
class WorkSolver;

/// The words of a challenge.
struct ChallengeTexts {
  QString pictureName;  ///< for screen readers: that it is a picture of letters, and that a clip exists
  QString answerCaption;
  QString answerHint;  ///< below the field; may be empty
  QString newChallenge;
  QString play;
  QString stop;
  QString letComputer;
  QString letComputerHint;
  QString working;
  QString cancelWork;
  QString noSound;   ///< this PC has no sound output
  QString noModule;  ///< the part of the program that plays sound is missing
  QString damaged;   ///< picture or clip cannot be shown; "New" gives another
};

/// The anti-robot test: picture, clip, answer, and "let this PC do it". Fetches nothing: it asks by signals,
/// and the page brings the bytes.
class ChallengeView : public QWidget {
  Q_OBJECT
public:
  explicit ChallengeView(QWidget* parent = nullptr);
  ~ChallengeView() override;

  void setTexts(const ChallengeTexts& texts);
  /// PNG. False: it could not be decoded, and the view says so.
  bool setPicture(const QByteArray& png);
  /// WAV; plays at once, since it was asked for by clipRequested(). False: refused, and the view says so.
  bool setClip(const QByteArray& wav);
  /// For a new challenge: picture, clip, answer, error and work are forgotten.
  void clear();

  [[nodiscard]] QString answer() const;
  void setAnswerError(const QString& text);
  void focusAnswer();
  /// What the realm does not offer is not shown.
  void setWorkOffered(bool offered);
  void setPictureOffered(bool offered);

  /// Answers workRequested(): solves and emits workSolved(). False: asks more than an honest service does.
  bool startWork(const QByteArray& seed, int bits);
  void cancelWork();
  [[nodiscard]] bool isWorking() const;
  /// A request is under way: nothing can be pressed.
  void setBusy(bool busy);

Q_SIGNALS:
  void answerEdited(const QString& answer);
  void submitted();  ///< Enter in the answer
  void newRequested();
  void clipRequested();  ///< the first time that "Play" is pressed for a challenge
  void workRequested();
  void workCancelled();
  void workSolved(quint64 counter);

protected:
  void changeEvent(QEvent* event) override;

private:
  void build();
  void applyTheme();
  void showPlayer(ClipPlayer::State state);
  void showNotice(const QString& text);
  void togglePlay();
  void toggleWork();
  void refresh();

  ChallengeTexts m_texts;
  ChallengePicture* m_picture;
  QWidget* m_pictureBox;
  QPushButton* m_new;
  QPushButton* m_play;
  StaticLabel* m_notice;
  StaticLabel* m_caption;
  QLineEdit* m_answer;
  StaticLabel* m_hint;
  FieldError* m_error;
  QPushButton* m_work;
  StaticLabel* m_workHint;
  ProgressLine* m_progress;
  ClipPlayer* m_player;
  WorkSolver* m_solver;
  bool m_busy = false;
  bool m_workOffered = true;
};

}  // namespace latchkey::ui::widgets
