// Layouts, partials, catalogue keys and asset names put in place: see template_text.hpp.
#include "web/template_text.hpp"

#include <algorithm>
#include <cctype>
#include <stdexcept>

#include "locale/catalogue.hpp"
#include "web/view.hpp"

namespace dumas::web {
namespace {

using Arguments = std::map<std::string, std::string, std::less<>>;

// A partial that uses itself would never end; nothing sensible nests this deep.
constexpr int deepest_use = 8;

struct Mark {
  std::string file;     // of [[%use FILE ...]]
  Arguments arguments;  // and its a=b
};

class Writer {
 public:
  Writer(TemplateFiles const& files, std::string name, Language language, Catalogue const& catalogue,
         Assets const& assets)
      : files_(files), name_(std::move(name)), language_(language), catalogue_(catalogue), assets_(assets) {}

  std::string page();

 private:
  std::string paste(std::string_view text, Arguments const& arguments, int depth);
  std::string mark(std::string_view inside, Arguments const& arguments, int depth);
  std::string sentence(std::string_view key) const;
  std::string const& file(std::string_view name) const;
  Mark parse(std::string_view inside) const;
  [[noreturn]] void fail(std::string const& reason) const {
    throw std::runtime_error("views/" + name_ + ": " + reason);
  }

  TemplateFiles const& files_;
  std::string name_;
  Language language_;
  Catalogue const& catalogue_;
  Assets const& assets_;
  std::string content_{};
};

std::string without_comments(std::string const& text);
std::string keep_conditions(std::string_view text, Arguments const& arguments);

}  // namespace

std::string template_text(TemplateFiles const& files, std::string const& name, Language language,
                          Catalogue const& catalogue, Assets const& assets) {
  return "{{%AUTOESCAPE context=\"HTML\"}}" + Writer(files, name, language, catalogue, assets).page();
}

std::string escape_html(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  for (char const c : text) {
    switch (c) {
      case '&': escaped += "&amp;"; break;
      case '<': escaped += "&lt;"; break;
      case '>': escaped += "&gt;"; break;
      case '"': escaped += "&quot;"; break;
      case '\'': escaped += "&#39;"; break;
      default: escaped += c;
    }
  }
  return escaped;
}

namespace {

std::string Writer::page() {
  std::string const text = without_comments(file(name_));
  std::string_view const opening = "[[%extends ";
  if (!text.starts_with(opening)) return paste(text, {}, 0);

  std::size_t const close = text.find("]]");
  if (close == std::string::npos) fail("[[%extends is not closed");
  Mark const layout = parse(std::string_view(text).substr(opening.size(), close - opening.size()));
  std::size_t const begin = text.find_first_not_of('\n', close + 2);
  content_ = begin == std::string::npos ? "" : paste(std::string_view(text).substr(begin), {}, 0);
  return paste(without_comments(file(layout.file)), layout.arguments, 0);
}

// Copies `text`, each [[mark]] replaced.
std::string Writer::paste(std::string_view text, Arguments const& arguments, int depth) {
  if (depth > deepest_use) fail("partials use each other without end");
  std::string const chosen = keep_conditions(text, arguments);
  std::string out;
  std::size_t at = 0;
  for (;;) {
    std::size_t const open = chosen.find("[[", at);
    if (open == std::string::npos) break;
    out.append(chosen, at, open - at);
    // A mark may hold another, e.g. {{[[%P]]VALUE}} given as an argument: find the closing of this one.
    std::size_t close = open + 2;
    for (int nested = 1; nested > 0;) {
      std::size_t const next_open = chosen.find("[[", close);
      std::size_t const next_close = chosen.find("]]", close);
      if (next_close == std::string::npos) fail("[[ without ]]");
      if (next_open < next_close) {
        ++nested;
        close = next_open + 2;
      } else {
        --nested;
        close = next_close + 2;
      }
    }
    std::string_view inside = std::string_view(chosen).substr(open + 2, close - open - 4);
    std::string const flat =
        inside.find("[[") == std::string_view::npos ? std::string(inside) : paste(inside, arguments, depth + 1);
    out += mark(flat, arguments, depth);
    at = close;
  }
  out.append(chosen, at);
  return out;
}

std::string Writer::mark(std::string_view inside, Arguments const& arguments, int depth) {
  std::string_view const use = "%use ";
  std::string_view const asset = "asset:";
  std::string_view const text = "%text:";
  if (inside.starts_with(asset)) return assets_.address(inside.substr(asset.size()));
  if (inside == "%content") return content_;
  if (inside.starts_with(use)) {
    Mark const partial = parse(inside.substr(use.size()));
    return paste(without_comments(file(partial.file)), partial.arguments, depth + 1);
  }
  if (inside.starts_with(text)) {
    auto const given = arguments.find(inside.substr(text.size()));
    if (given == arguments.end() || given->second.empty()) return "";
    return given->second.find("{{") != std::string::npos ? given->second : sentence(given->second);
  }
  if (inside.starts_with('%')) {
    std::string_view const name = inside.substr(1);
    if (auto const given = arguments.find(name); given != arguments.end()) return given->second;
    std::string lower(name);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
    auto const given = arguments.find(lower);
    if (given == arguments.end() || lower == name) return "";
    std::string upper = given->second;
    std::transform(upper.begin(), upper.end(), upper.begin(), [](unsigned char c) { return std::toupper(c); });
    return upper;
  }
  return sentence(inside);
}

std::string Writer::sentence(std::string_view key) const {
  std::string const* found = catalogue_.find(language_, key);
  if (found == nullptr) fail("no sentence \"" + std::string(key) + "\" in the catalogue");
  if (found->find("{0}") != std::string::npos) {
    fail("\"" + std::string(key) + "\" needs arguments: set it from page code");
  }
  return key.ends_with("_html") ? *found : escape_html(*found);
}

std::string const& Writer::file(std::string_view name) const {
  auto const found = files_.find(name);
  if (found == files_.end()) fail("no file views/" + std::string(name));
  return found->second;
}

// "FILE a=x b="y z"": an argument not given keeps nothing from outside, so a partial shows only what its user says.
Mark Writer::parse(std::string_view inside) const {
  Mark parsed;
  std::size_t at = 0;
  auto const skip = [&] {
    while (at < inside.size() && std::isspace(static_cast<unsigned char>(inside[at])) != 0) ++at;
  };
  auto const word = [&](std::string_view stops) {
    std::size_t const begin = at;
    while (at < inside.size() && stops.find(inside[at]) == std::string_view::npos) ++at;
    return std::string(inside.substr(begin, at - begin));
  };
  skip();
  parsed.file = word(" \n\t");
  for (skip(); at < inside.size(); skip()) {
    std::string const key = word("= \n\t");
    if (at >= inside.size() || inside[at] != '=') fail("argument without value in [[%use " + parsed.file);
    ++at;
    if (at < inside.size() && inside[at] == '"') {
      ++at;
      parsed.arguments[key] = word("\"");
      ++at;
    } else {
      parsed.arguments[key] = word(" \n\t");
    }
  }
  // A partial for the field "where" reads {{WHERE_VALUE}}; one whose name is a marker has its values to itself.
  auto const name = parsed.arguments.find("name");
  if (name != parsed.arguments.end() && !parsed.arguments.contains("p")) {
    std::string prefix = name->second.find("{{") == std::string::npos ? name->second + "_" : "";
    std::replace(prefix.begin(), prefix.end(), '-', '_');
    parsed.arguments["p"] = prefix;
  }
  return parsed;
}

// Drops {{! comments }}: they list a template's variables for its authors and are no part of the page.
std::string without_comments(std::string const& text) {
  std::string out;
  std::size_t at = 0;
  for (std::size_t open = text.find("{{!"); open != std::string::npos; open = text.find("{{!", at)) {
    out.append(text, at, open - at);
    std::size_t const close = text.find("!}}", open);
    at = close == std::string::npos ? text.size() : close + 3;
    if (at < text.size() && text[at] == '\n') ++at;
  }
  out.append(text, at);
  return out;
}

// Keeps the parts between [[%if a]] and [[%end]] whose argument was given.
std::string keep_conditions(std::string_view text, Arguments const& arguments) {
  std::string_view const opening = "[[%if ";
  std::string_view const ending = "[[%end]]";
  std::string out;
  std::size_t at = 0;
  for (std::size_t open = text.find(opening); open != std::string_view::npos; open = text.find(opening, at)) {
    out.append(text, at, open - at);
    std::size_t const name_end = text.find("]]", open);
    std::size_t const close = text.find(ending, open);
    if (name_end == std::string_view::npos || close == std::string_view::npos) {
      throw std::runtime_error("[[%if without [[%end]]");
    }
    auto const given = arguments.find(text.substr(open + opening.size(), name_end - open - opening.size()));
    if (given != arguments.end() && !given->second.empty()) {
      out.append(text, name_end + 2, close - name_end - 2);
    }
    at = close + ending.size();
  }
  out.append(text, at);
  return out;
}

}  // namespace
}  // namespace dumas::web
