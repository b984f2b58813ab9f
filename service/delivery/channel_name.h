// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "service/domain/ports.h"

namespace latchkey::service::delivery {

/// "mail", "text", "voice": in outbox files, gateway requests and names of templates.
[[nodiscard]] inline QString channelName(domain::Channel channel) {
  switch (channel) {
    case domain::Channel::Mail:
      return QStringLiteral("mail");
    case domain::Channel::Text:
      return QStringLiteral("text");
    case domain::Channel::Voice:
      return QStringLiteral("voice");
  }
  return {};
}

/// "en", "ja": Content-Language of mails, gateway requests, folders of templates.
[[nodiscard]] inline QString languageTag(domain::Language language) {
  switch (language) {
    case domain::Language::English:
      return QStringLiteral("en");
    case domain::Language::Japanese:
      return QStringLiteral("ja");
  }
  return {};
}

}  // namespace latchkey::service::delivery
