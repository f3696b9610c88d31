#include "scan/mark.hpp"

#include <algorithm>
#include <charconv>

#include "base/random.hpp"

namespace dumas::scan {
namespace {

constexpr std::string_view path = "/periksa/";
constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";  // Crockford's: no I, L, O, U
constexpr std::size_t longest_text = 300;                                  // of a QR code of ours, generously

std::optional<std::string> read_token(std::string_view typed);
std::optional<int> read_number(std::string_view digits);
bool is_site(std::string_view text);
std::string_view without_slash(std::string_view site);

}  // namespace

std::optional<ReadMark> read_mark(std::string_view text, std::string_view site) {
  if (text.size() > longest_text) return std::nullopt;
  const auto at = text.find(path);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view before = text.substr(0, at), after = text.substr(at + path.size());
  const auto question = after.find("?h=");
  if (question == std::string_view::npos || !is_site(before)) return std::nullopt;

  const auto token = read_token(after.substr(0, question));
  std::string_view numbers = after.substr(question + 3);
  std::optional<int> total = 0;
  if (const auto second = numbers.find("&dari="); second != std::string_view::npos) {
    total = read_number(numbers.substr(second + 6));
    numbers = numbers.substr(0, second);
  }
  const auto page = read_number(numbers);
  if (!token || !page || !total || (*total != 0 && *page > *total)) return std::nullopt;
  const auto own = without_slash(site);
  return ReadMark{{*token, *page, *total}, !own.empty() && before == own};
}

ChosenMark choose_mark(const std::vector<std::string>& texts, std::string_view site) {
  ChosenMark chosen;
  bool own_site = false;
  for (std::size_t index = 0; index < texts.size(); ++index) {
    const auto read = read_mark(texts[index], site);
    if (!read || (own_site && !read->own_site)) continue;
    const bool better = chosen.choice == MarkChoice::None || (read->own_site && !own_site);
    if (better) {
      chosen = {MarkChoice::One, index, read->mark};
      own_site = read->own_site;
    } else if (read->mark != chosen.mark) {
      chosen.choice = MarkChoice::Several;
    }
  }
  return chosen;
}

namespace {

std::optional<std::string> read_token(std::string_view typed) {
  std::string token = normalise_code(typed);
  if (token.size() != token_characters || token.find_first_not_of(alphabet) != std::string::npos) return std::nullopt;
  return token;
}

// 1 to 999, as we print it: no sign, no leading zero.
std::optional<int> read_number(std::string_view digits) {
  if (digits.empty() || digits.size() > 3 || digits.front() == '0') return std::nullopt;
  int number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc{} || end != digits.data() + digits.size() || number < 1) return std::nullopt;
  return number;
}

// An address of a server and perhaps a folder of it; no question, no fragment, no user name before an @.
bool is_site(std::string_view text) {
  std::string_view rest = text;
  for (const std::string_view scheme : {"https://", "http://"})
    if (rest.starts_with(scheme)) rest.remove_prefix(scheme.size());
  return rest.size() != text.size() && !rest.empty() && rest.front() != '/' &&
         std::all_of(rest.begin(), rest.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  std::string_view{"-._:/[]"}.find(c) != std::string_view::npos;
         });
}

std::string_view without_slash(std::string_view site) {
  if (site.ends_with('/')) site.remove_suffix(1);
  return site;
}

}  // namespace
}  // namespace dumas::scan
