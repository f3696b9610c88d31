// What a browser adds to a request and takes from an answer: its cookies. For the tests that knock at the pages' door.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "http/request.hpp"
#include "http/response.hpp"

namespace dumas::web::testing {

// The first piece of `text` between the two, "" when there is none: how a test reads a hidden field.
inline std::string between(const std::string& text, const std::string& before, const std::string& after) {
  const auto from = text.find(before);
  if (from == std::string::npos) return "";
  const auto begin = from + before.size();
  return text.substr(begin, text.find(after, begin) - begin);
}

// `target`: path and query.
inline http::Request request_for(http::Method method, const std::string& target) {
  http::Request made;
  made.method = method;
  made.target = target;
  made.path = target.substr(0, target.find('?'));
  if (const auto mark = target.find('?'); mark != std::string::npos)
    made.query = http::Form::from_urlencoded(target.substr(mark + 1), 50).value();
  return made;
}

class BrowserCookies {
 public:
  explicit BrowserCookies(std::string address = "192.0.2.9") : address_(std::move(address)) {}

  [[nodiscard]] http::Request request(http::Method method, const std::string& target) const {
    auto made = request_for(method, target);
    made.host = "dumas.example";
    made.remote_address = address_;
    for (const auto& [name, value] : cookies_) made.cookies.emplace_back(name, value);
    return made;
  }
  // Hands the answer on.
  http::Response keep(http::Response response) {
    for (const auto& [name, value] : response.headers) {
      if (name != "Set-Cookie") continue;
      const auto equals = value.find('=');
      cookies_[value.substr(0, equals)] = value.substr(equals + 1, value.find(';') - equals - 1);
    }
    return response;
  }
  void forget(const std::string& cookie) { cookies_.erase(cookie); }

 private:
  std::string address_;
  std::map<std::string, std::string> cookies_;
};

}  // namespace dumas::web::testing
