// Slows down whoever guesses: passwords at the sign-in, PINs at the tracking page. Nobody is ever blocked by address
// alone, because many citizens share one, and nobody elsewhere is locked out of his account or case.
//
// Two waits grow with failures. The first belongs to one client and one subject (a login, a tracking code), doubles up
// to a quarter of an hour, and is what stops the guessing. The second belongs to the client alone, stays at a few
// seconds, and only makes scanning through subjects tedious. Whoever was told to wait for the second has then had his
// wait: he passes at his next try, even if a neighbour behind the same address failed again meanwhile.
// In memory only: a restart forgets, which gives a guesser a handful of tries. Called by app/sign_in and by tracking.
#pragma once

#include <chrono>
#include <cstddef>
#include <list>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "base/time.hpp"

namespace dumas::app {

struct ThrottleRule {
  int free;                          // failures before the first wait
  std::chrono::milliseconds first;   // the first wait; each further failure doubles it
  std::chrono::milliseconds most;    // and it stops growing here
  std::chrono::milliseconds forget;  // time without a failure after which one is forgotten
};

// The office's choice; these defaults keep a PIN of six digits safe from one client for over ten years.
struct ThrottleSettings {
  ThrottleRule subject{5, std::chrono::seconds(1), std::chrono::minutes(15), std::chrono::minutes(30)};
  ThrottleRule client{30, std::chrono::milliseconds(250), std::chrono::seconds(2), std::chrono::seconds(10)};
  std::size_t entries = 20'000;  // of each kind; the one not seen for longest is forgotten first
};

class Throttle {
 public:
  explicit Throttle(ThrottleSettings settings = {}) : settings_(settings) {}

  // Zero: go on, and say afterwards what came of it. The try counts as failed from now on, so that a hundred sent at
  // once are no better than one after another; succeeded() and take_back() undo that. Otherwise the time to wait:
  // 429 with Retry-After, and nothing has been counted.
  [[nodiscard]] std::chrono::milliseconds attempt(std::string_view client, std::string_view subject, Instant now);
  // Right: the failures of this client with this subject are forgotten.
  void succeeded(std::string_view client, std::string_view subject, Instant now);
  // The try was not judged, e.g. because the server was too busy.
  void take_back(std::string_view client, std::string_view subject, Instant now);

  // What attempt() would answer, without counting or promising anything. For pages that show the wait, and tests.
  [[nodiscard]] std::chrono::milliseconds wait_needed(std::string_view client, std::string_view subject,
                                                      Instant now) const;
  // Entries held, of both kinds.
  [[nodiscard]] std::size_t size() const;

 private:
  struct Entry {
    int failures = 0;
    Instant last{};     // of the last failure
    Instant open_at{};  // no try before
    Instant turn{};     // when this pair has had its client's wait; epoch: no wait was promised
  };
  // Bounded, in the order of last use.
  class Table {
   public:
    Entry& at(const std::string& key, std::size_t most);
    [[nodiscard]] const Entry* find(const std::string& key) const;
    void erase(const std::string& key);
    [[nodiscard]] std::size_t size() const { return entries_.size(); }

   private:
    using Order = std::list<std::pair<std::string, Entry>>;
    Order order_;  // newest in front
    std::map<std::string, Order::iterator, std::less<>> entries_;
  };

  static void fail(Entry&, const ThrottleRule&, Instant now);
  static void forgive(Entry&, Instant now);

  ThrottleSettings settings_;
  mutable std::mutex mutex_;
  Table pairs_, clients_;
};

// The client an address belongs to: an IPv4 address as it is (also when written inside an IPv6 one), an IPv6 address as
// its first 64 bits, because one household has all the rest. Other text as it is, cut at 64 bytes.
[[nodiscard]] std::string client_of(std::string_view address);

}  // namespace dumas::app
