// HTTP load: a number of clients, each sending its next request as soon as it has the answer, or all together so many
// requests a second whatever the answers (--rate), from one thread, so that the generator takes little of the machine it shares with the server. Called by bench/measure.py for
// Dumas and for its peers alike. Loopback only.
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace {

using SteadyClock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

struct Options {
  int port = 0, clients = 1;
  double rate = 0;     // requests a second over all clients; 0: each sends when it has its answer
  double seconds = 0;  // how long new requests are begun; 0: until `count` answers have come
  long count = 0;
  long first = 1;       // of the running number {n}
  std::string request;  // the raw request, LF for line ends; {n}: running number, {1}...{9}: column of a row
  std::vector<std::vector<std::string>> rows;
  bool rows_in_order = false;  // by the running number, each once; otherwise at random
  std::vector<int> expected{200};
  std::string must_hold;  // what a good answer contains; filled like the request
};

// What came of all requests.
struct Outcome {
  std::vector<double> good;         // seconds each
  std::map<std::string, long> bad;  // "503", "connection", "content"
  std::string sample;               // the first bad answer
  long bytes = 0;
};

[[noreturn]] void stop(const std::string& why) {
  std::cerr << "load: " << why << '\n';
  std::exit(2);
}

// A small generator of its own, the same numbers in each run.
class Dice {
 public:
  std::size_t below(std::size_t end) {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return static_cast<std::size_t>(state_ % end);
  }

 private:
  std::uint64_t state_ = 0x9E3779B97F4A7C15U;
};

class Template {
 public:
  explicit Template(const Options& options) : options_(options), next_(options.first) {
    const auto gap = options.request.find("\n\n");
    if (gap == std::string::npos) stop("the request has no empty line after its head");
    head_ = options.request.substr(0, gap + 1);
    body_ = options.request.substr(gap + 2);
    while (!body_.empty() && body_.back() == '\n') body_.pop_back();
  }

  struct Made {
    std::string request, must_hold;
  };

  Made next() {
    const long number = next_++;
    const std::vector<std::string>* row = nullptr;
    if (!options_.rows.empty())
      row = &options_
                 .rows[options_.rows_in_order ? static_cast<std::size_t>(number - options_.first) % options_.rows.size()
                                              : dice_.below(options_.rows.size())];
    const std::string body = filled(body_, number, row);
    std::string request;
    for (const char letter : filled(head_, number, row))
      request += letter == '\n' ? std::string("\r\n") : std::string(1, letter);
    if (!body.empty()) request += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    return {request + "\r\n" + body, filled(options_.must_hold, number, row)};
  }

 private:
  static std::string filled(const std::string& text, long number, const std::vector<std::string>* row) {
    std::string made;
    for (std::size_t at = 0; at < text.size(); ++at) {
      const bool mark = text[at] == '{' && at + 2 < text.size() && text[at + 2] == '}';
      if (mark && text[at + 1] == 'n') {
        made += std::to_string(number);
        at += 2;
      } else if (mark && row && text[at + 1] >= '1' && text[at + 1] <= '9') {
        const auto column = static_cast<std::size_t>(text[at + 1] - '1');
        if (column >= row->size()) stop("a row has too few columns");
        made += (*row)[column];
        at += 2;
      } else {
        made += text[at];
      }
    }
    return made;
  }

  const Options& options_;
  std::string head_, body_;
  long next_;
  Dice dice_;
};

// The value of a header of `head`, or nothing.
std::string_view header(std::string_view head, std::string_view name) {
  for (std::size_t at = head.find("\r\n"); at != std::string_view::npos; at = head.find("\r\n", at)) {
    at += 2;
    const std::string_view line = head.substr(at, head.find("\r\n", at) - at);
    if (line.size() > name.size() && line[name.size()] == ':' &&
        strncasecmp(line.data(), name.data(), name.size()) == 0) {
      auto value = line.substr(name.size() + 1);
      while (!value.empty() && value.front() == ' ') value.remove_prefix(1);
      return value;
    }
  }
  return {};
}

bool holds_word(std::string_view value, std::string_view word) {
  return value.size() >= word.size() && strncasecmp(value.data(), word.data(), word.size()) == 0;
}

// What has arrived of an answer.
struct Answer {
  std::string text;
  std::size_t body_at = 0;
  long length = -1;  // of the body; -1: until the end of the connection
  bool chunked = false, closes = false;
  int status = 0;

  void read_head() {
    const auto end = text.find("\r\n\r\n");
    if (body_at != 0 || end == std::string::npos) return;
    body_at = end + 4;
    const std::string_view head = std::string_view{text}.substr(0, end + 2);
    status = head.size() > 12 ? std::atoi(head.data() + 9) : 0;
    chunked = holds_word(header(head, "Transfer-Encoding"), "chunked");
    const auto size = header(head, "Content-Length");
    if (!size.empty()) length = std::atol(std::string{size}.c_str());
    if (status == 204 || status == 304) length = 0;
    const auto connection = header(head, "Connection");
    closes = holds_word(connection, "close") || (head.starts_with("HTTP/1.0") && !holds_word(connection, "keep-alive"));
  }
  [[nodiscard]] bool whole() const {
    if (body_at == 0) return false;
    if (chunked) return text.ends_with("0\r\n\r\n");
    return length >= 0 && text.size() - body_at >= static_cast<std::size_t>(length);
  }
};

class Client {
 public:
  Client(const Options& options, int epoll) : options_(options), epoll_(epoll) {}

  void begin(Template::Made made) {
    request_ = std::move(made.request);
    must_hold_ = std::move(made.must_hold);
    started_ = SteadyClock::now();
    retried_ = false;
    send_again();
  }
  // After an event on the socket. True when the exchange is over.
  bool go_on(Outcome& outcome) {
    if (!write_some()) return lost(outcome);
    for (;;) {
      char buffer[65536];
      const auto got = ::recv(socket_, buffer, sizeof buffer, 0);
      if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return false;
      if (got <= 0) {
        const bool ended_well = got == 0 && answer_.body_at != 0 && answer_.length < 0 && !answer_.chunked;
        return ended_well ? done(outcome) : lost(outcome);
      }
      answer_.text.append(buffer, static_cast<std::size_t>(got));
      outcome.bytes += got;
      answer_.read_head();
      if (answer_.whole()) return done(outcome);
    }
  }
  void drop() {
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
  }
  [[nodiscard]] int socket() const { return socket_; }

 private:
  void send_again() {
    answer_ = {};
    sent_ = 0;
    if (socket_ < 0) connect();
    (void)write_some();
  }

  void connect() {
    socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (socket_ < 0) stop("no socket");
    const int on = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(options_.port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    (void)::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address);
    epoll_event event{};
    event.events = EPOLLIN | EPOLLOUT | EPOLLET | EPOLLRDHUP;
    event.data.ptr = this;
    ::epoll_ctl(epoll_, EPOLL_CTL_ADD, socket_, &event);
  }

  bool write_some() {
    while (sent_ < request_.size()) {
      const auto wrote = ::send(socket_, request_.data() + sent_, request_.size() - sent_, MSG_NOSIGNAL);
      if (wrote < 0) return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINPROGRESS || errno == ENOTCONN;
      sent_ += static_cast<std::size_t>(wrote);
    }
    return true;
  }

  bool done(Outcome& outcome) {
    const double took = Seconds(SteadyClock::now() - started_).count();
    const bool status_good =
        std::find(options_.expected.begin(), options_.expected.end(), answer_.status) != options_.expected.end();
    const bool good = status_good && answer_.text.find(must_hold_) != std::string::npos;
    if (good)
      outcome.good.push_back(took);
    else
      ++outcome.bad[status_good ? "content" : std::to_string(answer_.status) + untold()];
    if (!good && outcome.sample.empty()) outcome.sample = answer_.text.substr(0, 2000);
    const bool ends_with_connection = answer_.length < 0 && !answer_.chunked;
    if (answer_.closes || ends_with_connection) drop();
    return true;
  }
  // A full server says when to come back.
  [[nodiscard]] const char* untold() const {
    const auto head = std::string_view{answer_.text}.substr(0, answer_.body_at);
    return answer_.status == 503 && header(head, "Retry-After").empty() ? " without Retry-After" : "";
  }
  // A kept connection that the server had closed meanwhile is tried once more, as browsers do.
  bool lost(Outcome& outcome) {
    drop();
    if (!retried_ && answer_.text.empty()) {
      retried_ = true;
      send_again();
      return false;
    }
    ++outcome.bad["connection"];
    return true;
  }

  const Options& options_;
  int epoll_;
  int socket_ = -1;
  std::string request_, must_hold_;
  std::size_t sent_ = 0;
  bool retried_ = false;
  Answer answer_;
  SteadyClock::time_point started_;
};

// Runs the load; returns the seconds from the first request to the last answer.
double run(const Options& options, Outcome& outcome) {
  const int epoll = ::epoll_create1(0);
  Template requests{options};
  std::vector<Client> clients(static_cast<std::size_t>(options.clients), Client{options, epoll});
  const auto start = SteadyClock::now();
  const auto until = start + std::chrono::duration_cast<SteadyClock::duration>(Seconds(options.seconds));
  long begun = 0;
  const auto due = [&] {
    return options.rate == 0 || static_cast<double>(begun) < options.rate * Seconds(SteadyClock::now() - start).count();
  };
  const auto more = [&] { return options.count > 0 ? begun < options.count : SteadyClock::now() < until; };
  std::vector<Client*> idle;
  for (auto& client : clients) idle.push_back(&client);
  const auto begin_what_is_due = [&] {
    while (!idle.empty() && more() && due()) {
      Client* const client = idle.back();
      idle.pop_back();
      ++begun;
      client->begin(requests.next());
    }
  };
  constexpr int patience = 60'000;  // milliseconds without any answer
  std::vector<epoll_event> events(64);
  auto last_answer = start;
  for (begin_what_is_due(); idle.size() < clients.size() || more(); begin_what_is_due()) {
    const int ready =
        ::epoll_wait(epoll, events.data(), static_cast<int>(events.size()), options.rate > 0 ? 1 : patience);
    const auto now = SteadyClock::now();
    if (ready > 0) last_answer = now;
    if (now - last_answer > std::chrono::milliseconds(patience)) stop("no answer for a minute");
    for (int n = 0; n < ready; ++n) {
      auto& client = *static_cast<Client*>(events[static_cast<std::size_t>(n)].data.ptr);
      if (client.socket() >= 0 && client.go_on(outcome)) idle.push_back(&client);
    }
  }
  const double took = Seconds(SteadyClock::now() - start).count();
  for (auto& client : clients) client.drop();
  ::close(epoll);
  return took;
}

std::string escaped(const std::string& text) {
  std::string made;
  for (const char letter : text) {
    if (letter == '"' || letter == '\\') made += '\\';
    made += static_cast<unsigned char>(letter) < 0x20 ? ' ' : letter;
  }
  return made;
}

void print(Outcome& outcome, double took) {
  std::sort(outcome.good.begin(), outcome.good.end());
  const auto share = [&](double part) {
    return outcome.good.empty()
               ? 0.0
               : outcome.good[static_cast<std::size_t>(part * static_cast<double>(outcome.good.size() - 1))] * 1000;
  };
  long bad = 0;
  std::string kinds;
  for (const auto& [kind, times] : outcome.bad) {
    bad += times;
    kinds += (kinds.empty() ? "\"" : ", \"") + kind + "\": " + std::to_string(times);
  }
  const auto all = static_cast<long>(outcome.good.size()) + bad;
  std::printf(
      "{\"good\": %zu, \"bad\": %ld, \"per_second\": %.2f, \"p50_ms\": %.3f, \"p99_ms\": %.3f, \"max_ms\": %.3f, "
      "\"bytes\": %ld, \"kinds\": {%s}, \"sample\": \"%s\"}\n",
      outcome.good.size(), bad, static_cast<double>(outcome.good.size()) / took, share(0.5), share(0.99), share(1.0),
      all > 0 ? outcome.bytes / all : 0, kinds.c_str(), escaped(outcome.sample).c_str());
}

std::string contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) stop("cannot read " + path);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> split(const std::string& text, char by) {
  std::vector<std::string> parts;
  for (std::size_t from = 0; from <= text.size();) {
    const auto end = std::min(text.find(by, from), text.size());
    parts.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  return parts;
}

Options read(int argc, char** argv) {
  Options options;
  for (int n = 1; n + 1 < argc; n += 2) {
    const std::string_view name = argv[n];
    const std::string value = argv[n + 1];
    if (name == "--port")
      options.port = std::atoi(value.c_str());
    else if (name == "--clients")
      options.clients = std::atoi(value.c_str());
    else if (name == "--rate")
      options.rate = std::atof(value.c_str());
    else if (name == "--seconds")
      options.seconds = std::atof(value.c_str());
    else if (name == "--count")
      options.count = std::atol(value.c_str());
    else if (name == "--first")
      options.first = std::atol(value.c_str());
    else if (name == "--request")
      options.request = contents(value);
    else if (name == "--must-hold")
      options.must_hold = value;
    else if (name == "--order")
      options.rows_in_order = value == "given";
    else if (name == "--expect") {
      options.expected.clear();
      for (const auto& status : split(value, ',')) options.expected.push_back(std::atoi(status.c_str()));
    } else if (name == "--rows") {
      for (const auto& line : split(contents(value), '\n'))
        if (!line.empty()) options.rows.push_back(split(line, '\t'));
    } else {
      stop("does not know " + std::string{name});
    }
  }
  if (options.port == 0 || options.request.empty()) stop("--port and --request are needed");
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  const Options options = read(argc, argv);
  Outcome outcome;
  const double took = run(options, outcome);
  print(outcome, took);
  return 0;
}
