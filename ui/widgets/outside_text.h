// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

/// Text that comes from outside (the service, the person's own entry): how it may be shown without
/// misleading anybody (SECURITY: C13). Pure functions.
namespace latchkey::ui::widgets {

/// The text with everything made visible that would be invisible or would rearrange what stands around it:
/// control, bidi, zero-width, private and unassigned characters, unusual blanks, piled-up combining marks
/// and lone surrogates become "[U+202E]". Long texts end in an ellipsis.
[[nodiscard]] QString visibleText(QStringView outside);

/// visibleText() between FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE: what is put into a sentence of
/// ours
/// ("to %1"), so that its direction stays inside it. Nothing stays nothing.
[[nodiscard]] QString shownOutside(QStringView outside);

/// For a sentence that may hold isolated outside parts already: as visibleText(), but line feeds stay, and so
/// do isolates and their ends as long as they are balanced.
[[nodiscard]] QString visibleSentence(QStringView sentence);

/// Without isolates and their ends: what a screen reader gets, some of which spell them out.
[[nodiscard]] QString withoutIsolates(QString text);

/// True for a domain that may pass for another one: a label that mixes scripts (UTS 39, "highly restrictive":
/// Japanese, Korean and Chinese mixtures with Latin are fine), or is written wholly in foreign letters that
/// look like Latin ones. Punycode is decoded first.
[[nodiscard]] bool isMisleadingDomain(QStringView domain);

/// True when visibleText() had to change something, or a part that looks like a domain (after an @ or with a
/// dot inside) is misleading.
[[nodiscard]] bool isSuspicious(QStringView outside);

}  // namespace latchkey::ui::widgets
