#include "app/throttle.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

namespace dumas::app {

namespace {
using std::chrono::milliseconds;
std::string pair_key(std::string_view client, std::string_view subject);
// No wait is longer than `most`: what seems so was promised before the clock was set back, and does not lock a whole
// neighbourhood out until that time comes again.
milliseconds until(Instant moment, Instant now, milliseconds most) {
  const milliseconds left = moment - now;
  return left > most ? milliseconds{0} : std::max(milliseconds{0}, left);
}
// What is left of the failures after a quiet time.
int left(int failures, Instant last, const ThrottleRule& rule, Instant now) {
  return static_cast<int>(std::max<std::int64_t>(0, failures - std::max(milliseconds{0}, now - last) / rule.forget));
}
}  // namespace

milliseconds Throttle::attempt(std::string_view client, std::string_view subject, Instant now) {
  const std::lock_guard lock(mutex_);
  const std::string key = pair_key(client, subject);
  Entry& whole = clients_.at(std::string(client), settings_.entries);
  Entry& pair = pairs_.at(key, settings_.entries);
  milliseconds wait = until(pair.open_at, now, settings_.subject.most);
  const milliseconds shared = until(whole.open_at, now, settings_.client.most);
  if (pair.turn != Instant{}) {
    wait = std::max(wait, until(pair.turn, now, settings_.client.most));
  } else if (shared.count() > 0) {
    pair.turn = now + shared;
    wait = std::max(wait, shared);
  }
  if (wait.count() > 0) return wait;
  fail(pair, settings_.subject, now);
  fail(whole, settings_.client, now);
  return milliseconds{0};
}

void Throttle::succeeded(std::string_view client, std::string_view subject, Instant now) {
  const std::lock_guard lock(mutex_);
  pairs_.erase(pair_key(client, subject));
  forgive(clients_.at(std::string(client), settings_.entries), now);
}

void Throttle::take_back(std::string_view client, std::string_view subject, Instant now) {
  const std::lock_guard lock(mutex_);
  forgive(pairs_.at(pair_key(client, subject), settings_.entries), now);
  forgive(clients_.at(std::string(client), settings_.entries), now);
}

milliseconds Throttle::wait_needed(std::string_view client, std::string_view subject, Instant now) const {
  const std::lock_guard lock(mutex_);
  const Entry* pair = pairs_.find(pair_key(client, subject));
  const Entry* whole = clients_.find(std::string(client));
  const milliseconds own = pair ? until(pair->open_at, now, settings_.subject.most) : milliseconds{0};
  if (pair && pair->turn != Instant{}) return std::max(own, until(pair->turn, now, settings_.client.most));
  return std::max(own, whole ? until(whole->open_at, now, settings_.client.most) : milliseconds{0});
}

std::size_t Throttle::size() const {
  const std::lock_guard lock(mutex_);
  return pairs_.size() + clients_.size();
}

void Throttle::fail(Entry& entry, const ThrottleRule& rule, Instant now) {
  int failures = left(entry.failures, entry.last, rule, now) + 1;
  milliseconds wait{0};
  if (failures > rule.free) {
    wait = rule.first;
    int doubled = rule.free + 1;
    for (; doubled < failures && wait < rule.most; ++doubled) wait *= 2;
    wait = std::min(wait, rule.most);
    // At the longest wait the count stands still, so that a week of guessing is forgotten in hours and not in months.
    failures = doubled;
  }
  entry.failures = failures;
  entry.last = now;
  entry.open_at = now + wait;
  entry.turn = Instant{};
}

void Throttle::forgive(Entry& entry, Instant now) {
  entry.failures = std::max(0, entry.failures - 1);
  entry.open_at = std::min(entry.open_at, now);
}

Throttle::Entry& Throttle::Table::at(const std::string& key, std::size_t most) {
  if (const auto found = entries_.find(key); found != entries_.end()) {
    order_.splice(order_.begin(), order_, found->second);
    return found->second->second;
  }
  order_.emplace_front(key, Entry{});
  entries_.emplace(key, order_.begin());
  if (entries_.size() > most) {
    entries_.erase(order_.back().first);
    order_.pop_back();
  }
  return order_.front().second;
}

const Throttle::Entry* Throttle::Table::find(const std::string& key) const {
  const auto found = entries_.find(key);
  return found == entries_.end() ? nullptr : &found->second->second;
}

void Throttle::Table::erase(const std::string& key) {
  const auto found = entries_.find(key);
  if (found == entries_.end()) return;
  order_.erase(found->second);
  entries_.erase(found);
}

std::string client_of(std::string_view address) {
  std::string text(address.substr(0, 64));
  std::array<unsigned char, 16> bytes{};
  if (::inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return text;
  static constexpr std::array<unsigned char, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  std::array<char, INET6_ADDRSTRLEN> out{};
  if (std::equal(mapped.begin(), mapped.end(), bytes.begin())) {
    ::inet_ntop(AF_INET, bytes.data() + 12, out.data(), out.size());
    return out.data();
  }
  std::fill(bytes.begin() + 8, bytes.end(), static_cast<unsigned char>(0));
  ::inet_ntop(AF_INET6, bytes.data(), out.data(), out.size());
  return std::string(out.data()) + "/64";
}

namespace {

// The subject is cut, so that nobody fills the memory with a long one.
std::string pair_key(std::string_view client, std::string_view subject) {
  return std::string(client).append(1, '\0').append(subject.substr(0, 128));
}

}  // namespace

}  // namespace dumas::app
