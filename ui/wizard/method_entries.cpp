// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/method_entries.h"

#include <algorithm>

#include "ui/text/choice_text.h"
#include "ui/widgets/outside_text.h"

namespace latchkey::ui::wizard {

using protocol::Method;
using protocol::MethodKind;
using protocol::MethodWarning;
using theme::Icon;

QList<Method> offeredMethods(const protocol::RecoveryView& view) {
  QList<Method> offered = view.methods;
  // Together by kind, the quickest to use first: a mobile's text before calls to whichever phone.
  std::stable_sort(offered.begin(), offered.end(),
                   [](const Method& a, const Method& b) { return a.kind < b.kind; });
  std::stable_partition(offered.begin(), offered.end(),
                        [](const Method& method) { return method.warning == MethodWarning::None; });
  return offered;
}

Icon iconOf(MethodKind kind) {
  switch (kind) {
    case MethodKind::Mail:
      return Icon::Mail;
    case MethodKind::Text:
      return Icon::TextMessage;
    case MethodKind::Call:
      return Icon::Phone;
    case MethodKind::Authenticator:
      return Icon::Authenticator;
    case MethodKind::Questions:
      return Icon::Questions;
    case MethodKind::SecurityKey:
      return Icon::SecurityKey;
    case MethodKind::StartCode:
      return Icon::PersonAdd;
  }
  Q_UNREACHABLE();
}

widgets::Choice cardOf(const Method& method) {
  Method shown = method;
  shown.mask = widgets::visibleText(method.mask);
  const text::Choice words = text::choiceOf(shown);
  return {method.handle, iconOf(method.kind), words.title, words.detail, words.warning};
}

}  // namespace latchkey::ui::wizard
