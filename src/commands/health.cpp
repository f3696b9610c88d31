#include "commands/health.hpp"

#include <fmt/format.h>

#include "store/event_log.hpp"
#include "store/sync_failure.hpp"

namespace dumas::commands {

void Timings::add(int, std::chrono::microseconds took) {
  const double seconds = static_cast<double>(took.count()) / 1e6;
  for (std::size_t bound = 0; bound < bounds.size(); ++bound)
    if (seconds <= bounds.at(bound)) ++counts_.at(bound);
  ++counts_.back();
  microseconds_ += static_cast<std::uint64_t>(took.count());
}

http::Response readiness(app::Application& app, Phase phase) {
  if (phase == Phase::Stopping) return http::text(503, "stopping\n");
  if (app.writer().failed() || store::sync_failed()) return http::text(503, "the store has failed\n");
  try {
    app.readers().with([](store::Connection& connection) { connection.prepare("SELECT 1").step(); });
    return http::text(200, "ready\n");
  } catch (const store::DatabaseError&) {
    return http::text(503, "the database does not answer\n");
  }
}

http::Response metrics_page(app::Application& app, const http::Metrics& server, const Timings& timings) {
  std::string text;
  const auto line = [&text](std::string_view kind, std::string_view name, std::string_view help, std::uint64_t value) {
    text += fmt::format("# HELP dumas_{0} {1}\n# TYPE dumas_{0} {2}\ndumas_{0} {3}\n", name, help, kind, value);
  };
  line("gauge", "connections_open", "Connections open now.", server.connections_open);
  line("counter", "connections_total", "Connections accepted.", server.connections_accepted);
  line("counter", "requests_total", "Requests understood.", server.requests);
  line("counter", "queue_full_total", "Requests answered 503 because the queue was full.", server.queue_full);
  line("counter", "deadlines_missed_total", "Connections cut at a deadline.", server.deadlines_missed);
  line("counter", "handler_errors_total", "Handlers that failed.", server.handler_errors);
  line("gauge", "queue_length", "Requests waiting for a worker.", server.queue_length);
  line("counter", "received_bytes_total", "Bytes received.", server.bytes_received);
  line("counter", "sent_bytes_total", "Bytes sent.", server.bytes_sent);
  const auto writes = app.writer().counts();
  line("counter", "writes_total", "Write jobs committed.", writes.jobs);
  line("counter", "commits_total", "Durable commits made for them.", writes.commits);
  line("counter", "unindexed_total", "Cases that the search index could not take.", writes.left_out);
  line("gauge", "writes_waiting", "Write jobs waiting.", writes.waiting);
  text += "# HELP dumas_answers_total Answers by status class.\n# TYPE dumas_answers_total counter\n";
  for (std::size_t index = 0; index < server.answers_by_class.size(); ++index)
    text += fmt::format("dumas_answers_total{{class=\"{}xx\"}} {}\n", index + 1, server.answers_by_class.at(index));
  text +=
      "# HELP dumas_answer_seconds Time from the head of a request to its answer.\n# TYPE dumas_answer_seconds "
      "histogram\n";
  for (std::size_t bound = 0; bound < Timings::bounds.size(); ++bound)
    text +=
        fmt::format("dumas_answer_seconds_bucket{{le=\"{}\"}} {}\n", Timings::bounds.at(bound), timings.below(bound));
  text += fmt::format(
      "dumas_answer_seconds_bucket{{le=\"+Inf\"}} {0}\ndumas_answer_seconds_sum {1}\ndumas_answer_seconds_count {0}\n",
      timings.all(), timings.sum());
  auto response = http::text(200, std::move(text));
  response.set_header("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
  return response;
}

}  // namespace dumas::commands
