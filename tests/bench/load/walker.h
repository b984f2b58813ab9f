// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QString>
#include <memory>
#include <optional>

#include "tests/bench/load/service_under_test.h"
#include "tests/bench/load/tls_line.h"
#include "tests/support/proof_maker.h"

namespace latchkey::bench {

/// What the steps cost: one entry for each time that a step was walked.
struct Figures {
  QMap<QString, QList<double>> wall;  ///< ms until the answer is there
  QMap<QString, QList<double>> cpu;   ///< ms of the service's CPU until then
  QList<double> rendering;            ///< ms of CPU of the same pictures, drawn once more in this process
  QList<double> traffic;              ///< bytes of a connection, both ways
  void append(const Figures& more);
  [[nodiscard]] QJsonObject toJson() const;
};

/// Whether a picture is drawn once more in this process, for Figures::rendering.
enum class Rendering { Measured, NotMeasured };

/// One person at the service, step by step over one connection, as the assistant goes: an opening without a
/// nonce, one with it, the picture, its letters, a mail address, its left part, the code, the password.
class Walker {
public:
  Walker(const ServiceUnderTest& service, Figures& figures);
  ~Walker();
  Walker(const Walker&) = delete;
  Walker& operator=(const Walker&) = delete;

  void open(const QString& account);
  void fetchPicture(Rendering rendering = Rendering::Measured);
  void answerChallenge();
  /// "Let this PC do it", in the place of the picture.
  void doWork();
  /// False when it is not offered.
  [[nodiscard]] bool choose(const QString& kind);
  void confirm(const QString& entry);
  /// What everybody sees of the account: the kinds of its methods.
  [[nodiscard]] QString shape() const;
  /// The code that is sent there; waits for it.
  [[nodiscard]] QString takeCode(const QString& address) const;
  void submitCode(const QString& code, int expectedStatus);
  /// The same to every question.
  void submitAnswers(const QString& answer, int expectedStatus);
  void setPassword(const QString& password);
  /// To "Secure your account", in the place of all the others.
  void signIn(const QString& account, const QString& password, int expectedStatus);

private:
  Reply call(const QString& step, const QByteArray& method, const QByteArray& path, const QJsonObject& body,
             int expectedStatus);
  Reply exchange(const QByteArray& method, const QByteArray& path, const QByteArray& body);

  const ServiceUnderTest& m_service;
  Figures& m_figures;
  TlsLine m_line;
  tests::ProofMaker m_proofs;
  QByteArray m_nonce;
  QByteArray m_token;
  QByteArray m_key;
  int m_writes = 0;
  QJsonObject m_recovery;
};

}  // namespace latchkey::bench
