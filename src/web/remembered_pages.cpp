#include "web/remembered_pages.hpp"

namespace dumas::web {

PageWithHoles::PageWithHoles(std::string_view written, const FormSecrets& marks) {
  for (;;) {
    const auto csrf = written.find(marks.csrf), key = written.find(marks.key);
    const auto at = std::min(csrf, key);
    Piece piece{std::string{written.substr(0, at)}};
    if (at != std::string_view::npos) piece.hole = csrf < key ? &FormSecrets::csrf : &FormSecrets::key;
    pieces_.push_back(piece);
    if (piece.hole == nullptr) return;
    written.remove_prefix(at + (marks.*piece.hole).size());
  }
}

std::string PageWithHoles::filled(const FormSecrets& secrets) const {
  std::size_t size = 0;
  for (const auto& piece : pieces_) size += piece.text.size() + (piece.hole ? (secrets.*piece.hole).size() : 0);
  std::string page;
  page.reserve(size);
  for (const auto& piece : pieces_) {
    page += piece.text;
    if (piece.hole != nullptr) page += secrets.*piece.hole;
  }
  return page;
}

std::string RememberedPages::page(const Of& view, Language language, const FormSecrets& secrets, const Marks& new_marks,
                                  const Write& write) {
  if (const auto known = find(view, language)) return known->filled(secrets);
  const FormSecrets marks = new_marks();
  auto made = std::make_shared<const PageWithHoles>(write(marks), marks);
  keep(view, language, made);
  return made->filled(secrets);
}

std::shared_ptr<const PageWithHoles> RememberedPages::find(const Of& view, Language language) {
  const std::lock_guard lock(mutex_);
  const auto found = kept_.find(view->id.value);
  if (found == kept_.end() || found->second.view != view) return nullptr;
  return found->second.pages.at(static_cast<std::size_t>(language));
}

void RememberedPages::keep(const Of& view, Language language, std::shared_ptr<const PageWithHoles> page) {
  const std::lock_guard lock(mutex_);
  if (kept_.size() >= most_kept) kept_.clear();
  auto& kept = kept_[view->id.value];
  if (kept.view != view) kept = {.view = view};
  kept.pages.at(static_cast<std::size_t>(language)) = std::move(page);
}

}  // namespace dumas::web
