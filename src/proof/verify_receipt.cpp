#include "proof/verify_receipt.hpp"

#include <algorithm>

#include "proof/checkpoint.hpp"
#include "proof/merkle.hpp"

namespace dumas::proof {
namespace {

std::string text(std::uint64_t number) { return std::to_string(number); }

// "first-last" of each range, counted from 0, as hex dumps count.
std::string places(const std::vector<ByteRange>& ranges) {
  std::string list;
  for (const auto& [begin, end] : ranges) list += (list.empty() ? "" : ", ") + text(begin) + "-" + text(end - 1);
  return list;
}

class Judgement {
 public:
  explicit Judgement(const ReceiptQuestion& question) : question_(question) {}

  ReceiptReport give() {
    read_bundle_text();
    if (report_.bundle) {
      judge_document(*report_.bundle);
      judge_event(*report_.bundle);
      judge_log(*report_.bundle);
      judge_attachment(*report_.bundle);
      judge_key();
    }
    for (const Step step :
         {Step::Bundle, Step::Document, Step::Event, Step::Log, Step::Checkpoint, Step::Attachment, Step::Key})
      if (std::ranges::find(report_.findings, step, &Finding::step) == report_.findings.end())
        say(step, Outcome::NotChecked, "proof.not_checked");
    std::ranges::sort(report_.findings, {}, &Finding::step);
    return std::move(report_);
  }

 private:
  void say(Step step, Outcome outcome, std::string key, std::vector<std::string> arguments = {},
           std::vector<ByteRange> ranges = {}) {
    report_.findings.push_back({step, outcome, std::move(key), std::move(arguments), std::move(ranges)});
  }

  void read_bundle_text() {
    embedded_ = question_.bundle ? std::nullopt : find_bundle(question_.file);
    if (!question_.bundle && !embedded_)
      return say(Step::Bundle, Outcome::Differs, "proof.bundle.none", {text(question_.file.size())});
    const std::uint64_t begin = embedded_ ? embedded_->begin : 0;
    const auto line = embedded_ ? question_.file.substr(begin, embedded_->end - begin) : trimmed(*question_.bundle);
    auto bundle = read_bundle(line);
    if (!bundle) {
      const std::uint64_t place = begin + std::stoull(bundle.refusal().arguments.at(0));
      return say(Step::Bundle, Outcome::Differs, "proof.bundle.unreadable", {text(place)},
                 {{place, begin + line.size()}});
    }
    report_.bundle = std::move(*bundle);
    say(Step::Bundle, Outcome::Fits, embedded_ ? "proof.bundle.inside" : "proof.bundle.beside",
        embedded_ ? std::vector{places({*embedded_})} : std::vector<std::string>{});
  }

  static std::string_view trimmed(std::string_view line) {
    while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
    return line;
  }

  void judge_document(const ReceiptBundle& bundle) {
    const auto document = document_of(bundle.event);
    const std::string event = text(static_cast<std::uint64_t>(bundle.event.id));
    if (!document) return say(Step::Document, Outcome::Differs, "proof.document.other_event", {event});
    if (*document != bundle.document) return say(Step::Document, Outcome::Differs, "proof.document.bundle", {event});
    const std::string_view frozen = question_.file.substr(0, document->size);
    if (frozen.size() < document->size) {
      const ByteRange lost{frozen.size(), document->size};
      return say(Step::Document, Outcome::Differs, "proof.document.short",
                 {text(frozen.size()), text(document->size), places({lost})}, {lost});
    }
    frozen_fits_ = sha256_hex(frozen) == document->sha256;
    if (frozen_fits_)
      return say(Step::Document, Outcome::Fits, "proof.document.fits",
                 {places({{0, document->size}}), document->sha256});
    auto ranges = changed_blocks(frozen, bundle.blocks);
    const bool found = !ranges.empty();
    if (!found) ranges = {{0, document->size}};
    say(Step::Document, Outcome::Differs, found ? "proof.document.changed_within" : "proof.document.changed",
        {places(ranges), places({{0, document->size}})}, ranges);
  }

  // Where the blocks' short digests differ; neighbours become one range. Empty when they cannot tell.
  static std::vector<ByteRange> changed_blocks(std::string_view frozen, const std::vector<std::string>& expected) {
    const auto found = block_digests(frozen);
    std::vector<ByteRange> ranges;
    if (found.size() != expected.size()) return ranges;
    const std::uint64_t size = block_size(frozen.size());
    for (std::size_t block = 0; block < found.size(); ++block) {
      if (found[block] == expected[block]) continue;
      const std::uint64_t begin = block * size, end = std::min<std::uint64_t>(begin + size, frozen.size());
      if (!ranges.empty() && ranges.back().end == begin)
        ranges.back().end = end;
      else
        ranges.push_back({begin, end});
    }
    return ranges;
  }

  void judge_event(const ReceiptBundle& bundle) {
    const bool fits = chain_hash(bundle.before, bundle.event) == bundle.hash;
    say(Step::Event, fits ? Outcome::Fits : Outcome::Differs, fits ? "proof.event.fits" : "proof.event.changed",
        {std::to_string(bundle.event.id), bundle.event.type, to_hex(bundle.hash)});
  }

  void judge_log(const ReceiptBundle& bundle) {
    const auto note = read_checkpoint(bundle.checkpoint);
    if (!note) return say(Step::Checkpoint, Outcome::Differs, "proof.checkpoint.unreadable");
    const auto& [origin, size, expected] = note->checkpoint;
    judge_signature(*note, bundle.key);
    const std::string id = std::to_string(bundle.event.id);
    if (bundle.event.id < 1 || static_cast<std::uint64_t>(bundle.event.id) != bundle.index + 1)
      return say(Step::Log, Outcome::Differs, "proof.log.place", {id, text(bundle.index)});
    const auto found = root_of_path(leaf_hash(as_bytes(bundle.hash)), bundle.index, size, bundle.path);
    const bool fits = found == expected;
    say(Step::Log, fits ? Outcome::Fits : Outcome::Differs, fits ? "proof.log.fits" : "proof.log.changed",
        {id, text(size), to_hex(expected)});
  }

  void judge_signature(const SignedCheckpoint& note, const std::string& key_text) {
    const auto key = read_verifier_key(key_text);
    if (!key) return say(Step::Checkpoint, Outcome::Differs, "proof.checkpoint.no_key");
    report_.signed_by = key;
    const std::vector<std::string> arguments{note.checkpoint.origin, text(note.checkpoint.size), key->fingerprint()};
    switch (check(note, *key)) {
      case Signature::Good: return say(Step::Checkpoint, Outcome::Fits, "proof.checkpoint.fits", arguments);
      case Signature::Bad: return say(Step::Checkpoint, Outcome::Differs, "proof.checkpoint.changed", arguments);
      case Signature::OfAnotherKey:
        return say(Step::Checkpoint, Outcome::Differs, "proof.checkpoint.another_key", arguments);
    }
  }

  // What follows genuine frozen bytes can be made again from them and the bundle, so each byte of it is known. Over
  // changed ones that says nothing, and a parser of PDF never sees bytes the office has not issued.
  void judge_attachment(const ReceiptBundle& bundle) {
    if (!frozen_fits_) return;
    const std::uint64_t size = bundle.document.size;
    const std::string_view file = question_.file;
    if (file.size() == size && !embedded_) return say(Step::Attachment, Outcome::Fits, "proof.attachment.none");
    const auto expected = attach(file.substr(0, size), write_bundle(bundle));
    if (!expected)
      return say(Step::Attachment, Outcome::Differs, "proof.attachment.not_ours", {places({{size, file.size()}})},
                 {{size, file.size()}});
    const auto [ours, theirs] = std::mismatch(expected->begin(), expected->end(), file.begin(), file.end());
    const auto place = static_cast<std::uint64_t>(ours - expected->begin());
    if (ours == expected->end() && theirs == file.end())
      return say(Step::Attachment, Outcome::Fits, "proof.attachment.fits", {places({{size, file.size()}})});
    if (theirs == file.end())
      return say(Step::Attachment, Outcome::Differs, "proof.attachment.cut",
                 {text(file.size()), places({{file.size(), expected->size()}})}, {{file.size(), expected->size()}});
    if (ours == expected->end())
      return say(Step::Attachment, Outcome::Differs, "proof.attachment.added", {places({{place, file.size()}})},
                 {{place, file.size()}});
    const ByteRange changed{place, last_difference(*expected, file, place)};
    say(Step::Attachment, Outcome::Differs, "proof.attachment.changed", {places({changed})}, {changed});
  }

  // The end of the changed bytes: from the back the files may agree again.
  static std::uint64_t last_difference(std::string_view expected, std::string_view file, std::uint64_t first) {
    std::uint64_t end = file.size(), other = expected.size();
    while (end > first + 1 && other > first + 1 && file[end - 1] == expected[other - 1]) --end, --other;
    return end;
  }

  void judge_key() {
    if (!report_.signed_by) return;
    const std::string found = report_.signed_by->fingerprint();
    if (!question_.fingerprint) return say(Step::Key, Outcome::NotChecked, "proof.key.compare", {found});
    const bool fits = same_fingerprint(*question_.fingerprint, found);
    say(Step::Key, fits ? Outcome::Fits : Outcome::Differs, fits ? "proof.key.fits" : "proof.key.differs",
        {found, *question_.fingerprint});
  }

  const ReceiptQuestion& question_;
  ReceiptReport report_;
  std::optional<ByteRange> embedded_;
  bool frozen_fits_ = false;
};

}  // namespace

bool ReceiptReport::fits() const {
  return std::ranges::all_of(findings, [](const Finding& finding) {
    return finding.outcome == Outcome::Fits || (finding.step == Step::Key && finding.outcome == Outcome::NotChecked);
  });
}

const Finding& ReceiptReport::finding(Step step) const { return *std::ranges::find(findings, step, &Finding::step); }

ReceiptReport verify_receipt(const ReceiptQuestion& question) { return Judgement(question).give(); }

}  // namespace dumas::proof
