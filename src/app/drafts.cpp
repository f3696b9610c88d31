#include "app/drafts.hpp"

namespace dumas::app {

DraftOwner DraftOwner::officer(UserId user) { return {Kind::Officer, "user:" + std::to_string(user.value)}; }

DraftOwner DraftOwner::visitor(const store::Vault& vault, std::string_view cookie) {
  return {Kind::Visitor, vault.lookup_hash("draft", cookie)};
}

void Drafts::save(const DraftOwner& owner, std::string_view form, const store::FormFields& fields) {
  const Instant now = parts_.clock.now();
  const Instant expires = now + (owner.kind_ == DraftOwner::Kind::Officer ? settings_.officer : settings_.visitor);
  parts_.writer.submit([&](store::Connection& connection) {
    store::save_draft(connection, parts_.vault, {parts_.office, owner.key(), form}, fields, now, expires);
  });
}

std::optional<store::Draft> Drafts::load(const DraftOwner& owner, std::string_view form) {
  return parts_.readers.with([&](store::Connection& connection) {
    return store::load_draft(connection, parts_.vault, {parts_.office, owner.key(), form}, parts_.clock.now());
  });
}

void Drafts::drop(const DraftOwner& owner, std::string_view form) {
  parts_.writer.submit([&](store::Connection& connection) {
    store::drop_draft(connection, {parts_.office, owner.key(), form});
  });
}

std::int64_t Drafts::purge() {
  return parts_.writer.submit(
      [&](store::Connection& connection) { return store::drop_expired_drafts(connection, parts_.clock.now()); });
}

}  // namespace dumas::app
