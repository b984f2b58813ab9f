// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>
#include <QUrl>

namespace latchkey::assistant {

/// `latchkeyd --demo` as a child on loopback, its data in a temporary folder that ends with it.
class DemoService : public QObject {
  Q_OBJECT
public:
  enum class Fault {
    ProgramMissing,
    EndedEarly,  ///< before it was ready, or while it was in use
    NeverReady   ///< nothing, or nonsense, within a minute
  };
  /// What its one line of JSON says (SPEC section 10).
  struct Ready {
    QUrl server;
    QString ca;
    QString outbox;
  };

  /// @param program path of latchkeyd; programPath() for the one beside this program.
  explicit DemoService(QString program, QObject* parent = nullptr);
  ~DemoService() override;  ///< stops the child

  void start();
  [[nodiscard]] static QString programPath();
  /// Nothing when the line is not what the contract says.
  [[nodiscard]] static std::optional<Ready> parseReadyLine(const QByteArray& line);

Q_SIGNALS:
  void ready(const latchkey::assistant::DemoService::Ready& ready);
  void failed(latchkey::assistant::DemoService::Fault fault);

private:
  void readLines();
  void fail(Fault fault);

  QString m_program;
  QTemporaryDir m_data;
  QProcess m_process;
  QTimer m_deadline;
  bool m_ready = false;
  bool m_failed = false;
};

}  // namespace latchkey::assistant
