// dumas verify-receipt: a citizen, a court or another office checks a paper with this program alone, without server, data
// folder or network. Every step of proof/verify_receipt.hpp becomes a sentence.
#include "proof/verify_receipt.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "commands/commands.hpp"
#include "locale/catalogue.hpp"

namespace dumas::commands {
namespace {

constexpr int fits = 0, differs = 1, not_checked = 2;

std::optional<std::string> contents(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream || std::filesystem::is_directory(file)) return std::nullopt;
  return std::string{std::istreambuf_iterator<char>(stream), {}};
}

// A paper of an Indonesian office: English only where the machine speaks it.
Language language_of(const std::string& asked) {
  if (const auto language = language_from(asked)) return *language;
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): no thread runs yet
    if (value && *value) return std::string_view(value).starts_with("en") ? Language::English : Language::Indonesian;
  }
  return Language::Indonesian;
}

// What --key names: a fingerprint, or a file that holds a fingerprint or a verifier key. nullopt: neither.
std::optional<std::string> fingerprint_of(const std::string& key) {
  if (proof::looks_like_fingerprint(key)) return key;
  const auto text = contents(key);
  if (!text) return std::nullopt;
  if (const auto verifier = proof::read_verifier_key(*text)) return verifier->fingerprint();
  return proof::looks_like_fingerprint(*text) ? text : std::nullopt;
}

std::string_view word(proof::Outcome outcome) {
  switch (outcome) {
    case proof::Outcome::Fits: return "proof.outcome.fits";
    case proof::Outcome::Differs: return "proof.outcome.differs";
    case proof::Outcome::NotChecked: return "proof.outcome.not_checked";
  }
  return {};
}

std::string_view word(proof::Step step) {
  switch (step) {
    case proof::Step::Bundle: return "proof.step.bundle";
    case proof::Step::Document: return "proof.step.document";
    case proof::Step::Event: return "proof.step.event";
    case proof::Step::Log: return "proof.step.log";
    case proof::Step::Checkpoint: return "proof.step.checkpoint";
    case proof::Step::Attachment: return "proof.step.attachment";
    case proof::Step::Key: return "proof.step.key";
  }
  return {};
}

}  // namespace

int verify_receipt(const Place& place, const ReceiptOptions& options) {
  const Catalogue catalogue(place.share / "locale");
  const Language language = language_of(options.language);
  const auto say = [&](std::string_view key, const std::vector<std::string>& arguments = {}) {
    return catalogue.text(language, key, arguments);
  };
  const auto refuse = [&](std::string_view key, const std::string& what) {
    fmt::print(stderr, "dumas: {}\n", say(key, {what}));
    return not_checked;
  };
  const auto file = contents(options.file);
  if (!file) return refuse("proof.file_unreadable", options.file.string());
  proof::ReceiptQuestion question{.file = *file};
  if (!options.proof.empty() && !(question.bundle = contents(options.proof)))
    return refuse("proof.file_unreadable", options.proof.string());
  if (!options.key.empty() && !(question.fingerprint = fingerprint_of(options.key)))
    return refuse("proof.no_such_key", options.key);

  const auto report = proof::verify_receipt(question);
  fmt::print("{}\n", options.file.string());
  for (const auto& finding : report.findings)
    fmt::print("  [{}] {}: {}\n", say(word(finding.outcome)), say(word(finding.step)),
               say(finding.key, finding.arguments));
  if (!report.fits()) return fmt::print("{}\n", say("proof.conclusion.differs")), differs;
  const bool key_is_known = report.finding(proof::Step::Key).outcome == proof::Outcome::Fits;
  fmt::print("{}\n", say(key_is_known ? "proof.conclusion.fits" : "proof.conclusion.fits_if_key"));
  return fits;
}

}  // namespace dumas::commands
