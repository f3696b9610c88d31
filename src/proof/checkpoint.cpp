#include "proof/checkpoint.hpp"

#include <algorithm>
#include <charconv>

namespace dumas::proof {
namespace {

constexpr std::string_view signature_mark = "\u2014 ";  // an em dash and a blank begin every signature line
constexpr std::size_t key_id_bytes = 4;

std::string text_of(const Checkpoint& checkpoint) {
  return checkpoint.origin + "\n" + std::to_string(checkpoint.size) + "\n" + to_base64(as_bytes(checkpoint.root)) +
         "\n";
}

// Takes the next line off `text`; nullopt when no line ends there.
std::optional<std::string_view> take_line(std::string_view& text) {
  const auto end = text.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

std::optional<Checkpoint> read_text(std::string_view text) {
  const auto origin = take_line(text), size = take_line(text), root = take_line(text);
  if (!origin || !size || !root) return std::nullopt;
  const auto bytes = from_base64(*root);
  const auto digest = bytes ? digest_from(*bytes) : std::nullopt;
  Checkpoint checkpoint{.origin = std::string{*origin}};
  const auto [end, error] = std::from_chars(size->data(), size->data() + size->size(), checkpoint.size);
  if (!digest || error != std::errc{} || end != size->data() + size->size()) return std::nullopt;
  checkpoint.root = *digest;
  return checkpoint;
}

std::optional<NoteSignature> read_signature(std::string_view line) {
  if (!line.starts_with(signature_mark)) return std::nullopt;
  line.remove_prefix(signature_mark.size());
  const auto blank = line.find(' ');
  if (blank == std::string_view::npos || !is_key_name(line.substr(0, blank))) return std::nullopt;
  const auto bytes = from_base64(line.substr(blank + 1));
  if (!bytes || bytes->size() <= key_id_bytes) return std::nullopt;
  return NoteSignature{std::string{line.substr(0, blank)}, bytes->substr(0, key_id_bytes), bytes->substr(key_id_bytes)};
}

}  // namespace

std::string origin_of(std::string_view site, std::string_view office_code) {
  if (const auto scheme = site.find("://"); scheme != std::string_view::npos) site.remove_prefix(scheme + 3);
  while (site.ends_with('/')) site.remove_suffix(1);
  std::string origin;
  for (const char c : site.empty() ? office_code : site) {
    if (is_key_name(std::string_view(&c, 1)))
      origin += c;
    else
      origin.append("%").append(to_hex(std::string_view(&c, 1)));
  }
  return origin + "/log";
}

std::string sign(const Checkpoint& checkpoint, const SigningKey& key) {
  const std::string text = text_of(checkpoint);
  const std::string signature = key.verifier(checkpoint.origin).id() + key.sign(text);
  return text + "\n" + std::string{signature_mark} + checkpoint.origin + " " + to_base64(signature) + "\n";
}

std::optional<SignedCheckpoint> read_checkpoint(std::string_view note) {
  const auto divide = note.find("\n\n");
  if (divide == std::string_view::npos) return std::nullopt;
  SignedCheckpoint read;
  read.signed_text = note.substr(0, divide + 1);
  auto checkpoint = read_text(read.signed_text);
  if (!checkpoint || text_of(*checkpoint) != read.signed_text) return std::nullopt;
  read.checkpoint = std::move(*checkpoint);
  for (std::string_view rest = note.substr(divide + 2); !rest.empty();) {
    const auto line = take_line(rest);
    auto signature = line ? read_signature(*line) : std::nullopt;
    if (!signature) return std::nullopt;
    read.signatures.push_back(std::move(*signature));
  }
  if (read.signatures.empty()) return std::nullopt;
  return read;
}

Signature check(const SignedCheckpoint& note, const VerifierKey& key) {
  const auto ours = std::ranges::find_if(note.signatures, [&](const NoteSignature& signature) {
    return signature.name == key.name && signature.key_id == key.id();
  });
  if (ours == note.signatures.end() || key.name != note.checkpoint.origin) return Signature::OfAnotherKey;
  return key.verifies(note.signed_text, ours->signature) ? Signature::Good : Signature::Bad;
}

}  // namespace dumas::proof
