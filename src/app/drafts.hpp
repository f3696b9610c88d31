// Forms not yet sent: the citizen's report between its steps, and a long text of an officer whose session ended in the
// middle. Sealed, forgotten after a while. Called by web/.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "app/account_parts.hpp"
#include "base/identity.hpp"
#include "store/drafts.hpp"

namespace dumas::app {

struct DraftSettings {
  std::chrono::hours visitor{48};  // from the last change: a citizen's unfinished report
  std::chrono::hours officer{14 * 24};
};

// Whose draft it is. Only the keyed hash of a visitor's cookie is kept.
class DraftOwner {
 public:
  static DraftOwner officer(UserId);
  static DraftOwner visitor(const store::Vault&, std::string_view cookie);
  [[nodiscard]] const std::string& key() const { return key_; }  // also files.owner

 private:
  enum class Kind { Officer, Visitor };
  friend class Drafts;
  DraftOwner(Kind kind, std::string key) : kind_(kind), key_(std::move(key)) {}
  Kind kind_;
  std::string key_;
};

// `form` is a word of the program: "report", or for a command "case:{id}:{command}".
class Drafts {
 public:
  explicit Drafts(const AccountParts& parts, DraftSettings settings = {}) : parts_(parts), settings_(settings) {}

  void save(const DraftOwner&, std::string_view form, const store::FormFields&);
  [[nodiscard]] std::optional<store::Draft> load(const DraftOwner&, std::string_view form);
  void drop(const DraftOwner&, std::string_view form);
  // For the sweep; returns how many went.
  std::int64_t purge();

 private:
  AccountParts parts_;
  DraftSettings settings_;
};

}  // namespace dumas::app
