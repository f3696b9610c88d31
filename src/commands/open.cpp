#include "commands/open.hpp"

#include <fmt/format.h>

#include "web/fields.hpp"

namespace dumas::commands {

std::unique_ptr<app::Application> open_office(const Place& place, const Clock* clock, int readers) {
  auto opened = app::Application::open(
      {.folders = {.share = place.share, .data = place.data}, .readers = readers, .clock = clock});
  if (opened) return std::move(*opened);
  say_refusal(place, opened.refusal());
  return nullptr;
}

int say_refusal(const Place& place, const Refusal& refusal) {
  const Catalogue catalogue(place.share / "locale");
  const auto say = [&](const Refusal& one) {
    const std::string sentence = web::refusal_sentence(catalogue, Language::English, one);
    fmt::print(stderr, "dumas: {}{}\n", one.field.empty() ? "" : one.field + ": ", sentence);
  };
  say(refusal);
  for (const auto& other : refusal.others) say(other);
  return 1;
}

}  // namespace dumas::commands
