// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>

namespace latchkey::service::http {

/// Keeps something in a set for as long as it lives.
template <typename T>
class Membership {
public:
  Membership(std::set<T*>& set, T* member) : m_set(set), m_member(member) { m_set.insert(member); }
  ~Membership() { m_set.erase(m_member); }
  Membership(const Membership&) = delete;
  Membership& operator=(const Membership&) = delete;

private:
  std::set<T*>& m_set;
  T* m_member;
};

}  // namespace latchkey::service::http
