// The incremental multipart parser and its disk sink.
#include "http/multipart.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "http/part_header.hpp"
#include "http/text.hpp"

namespace dumas::http {
namespace {

constexpr std::size_t part_header_limit = 8 * 1024;

std::error_code last_error() { return {errno, std::generic_category()}; }

}  // namespace

std::optional<std::string> MultipartParser::boundary_of(std::string_view content_type) {
  const auto parsed = parse_parameters(content_type);
  if (!parsed || !equals_ignoring_case(parsed->value, "multipart/form-data")) return std::nullopt;
  const auto* boundary = parsed->find("boundary");
  if (!boundary || boundary->empty() || boundary->size() > 70 || boundary->back() == ' ') return std::nullopt;
  const bool allowed = std::all_of(boundary->begin(), boundary->end(), [](char c) {
    return is_token(std::string_view(&c, 1)) || std::string_view("(),/:=? ").find(c) != std::string_view::npos;
  });
  if (!allowed) return std::nullopt;
  return *boundary;
}

// The first delimiter has no line end before it; giving it one makes all delimiters alike.
MultipartParser::MultipartParser(std::string_view boundary, const Limits& limits, UploadSink& sink)
    : limits_(limits), sink_(&sink), delimiter_("\r\n--" + std::string(boundary)), pending_("\r\n") {}

MultipartParser::Status MultipartParser::feed(std::string_view bytes) {
  received_ += bytes.size();
  if (received_ > limits_.total_bytes) stop(Status::TooLarge);
  if (status_ != Status::Good || state_ == State::End) return status_;  // an epilogue is passed over
  pending_ += bytes;
  while (step()) {
  }
  return status_;
}

MultipartParser::Status MultipartParser::finish() {
  if (state_ != State::End) stop(Status::Malformed);
  return status_;
}

bool MultipartParser::step() {
  if (status_ != Status::Good) return false;
  switch (state_) {
    case State::Start: {
      const auto seen = std::min(pending_.size(), delimiter_.size());
      if (pending_.compare(0, seen, delimiter_, 0, seen) != 0) return stop(Status::Malformed);
      if (seen < delimiter_.size()) return false;
      pending_.erase(0, seen);
      state_ = State::AfterDelimiter;
      return true;
    }
    case State::AfterDelimiter: {
      if (pending_.size() < 2) return false;
      const auto mark = pending_.substr(0, 2);
      if (mark != "\r\n" && mark != "--") return stop(Status::Malformed);
      state_ = mark == "--" ? State::End : State::PartHeader;
      pending_.erase(0, 2);
      return state_ != State::End;
    }
    case State::PartHeader: {
      const auto end = pending_.find("\r\n\r\n");
      if (end == std::string::npos || end > part_header_limit) {
        return pending_.size() > part_header_limit ? stop(Status::Malformed) : false;
      }
      if (!start_part(std::string_view(pending_).substr(0, end + 2))) return stop(Status::Malformed);
      pending_.erase(0, end + 4);
      state_ = State::PartBody;
      return true;
    }
    case State::PartBody: {
      const auto end = pending_.find(delimiter_);
      if (end != std::string::npos) {
        take(std::string_view(pending_).substr(0, end));
        if (status_ != Status::Good) return false;
        end_part();
        pending_.erase(0, end + delimiter_.size());
        state_ = State::AfterDelimiter;
        return status_ == Status::Good;
      }
      // All but what could be the beginning of a delimiter.
      const auto tail = delimiter_.size() - 1;
      if (pending_.size() > tail) {
        take(std::string_view(pending_).substr(0, pending_.size() - tail));
        pending_.erase(0, pending_.size() - tail);
      }
      return false;
    }
    case State::End: return false;
  }
  return false;
}

bool MultipartParser::start_part(std::string_view header) {
  // Empty file inputs are parts too, so a few more than fields and files together.
  if (++parts_ > limits_.form_fields + limits_.files + 64) return false;
  auto parsed = parse_part_header(header);
  if (!parsed) return false;
  kind_ = parsed->filename ? PartKind::File : PartKind::Text;
  name_ = std::move(parsed->name);
  text_.clear();
  file_ = UploadedFile{
      .field = name_, .filename = parsed->filename.value_or(""), .content_type = std::move(parsed->content_type)};
  keeping_ = Keeping::NotYet;
  return kind_ == PartKind::File || form_.size() < limits_.form_fields;
}

void MultipartParser::take(std::string_view bytes) {
  if (bytes.empty()) return;
  switch (kind_) {
    case PartKind::Text: return take_text(bytes);
    case PartKind::File: return take_file(bytes);
  }
}

void MultipartParser::take_text(std::string_view bytes) {
  text_bytes_ += bytes.size();
  if (text_.size() + bytes.size() > limits_.field_bytes || text_bytes_ > limits_.body_bytes) {
    stop(Status::TooLarge);
    return;
  }
  text_ += bytes;
}

void MultipartParser::take_file(std::string_view bytes) {
  if (keeping_ == Keeping::NotYet) {
    keeping_ = Keeping::Discarding;
    if (files_.size() >= limits_.files) {
      failure_ = failure_ == UploadFailure::None ? UploadFailure::TooManyFiles : failure_;
    } else if (failure_ == UploadFailure::None || failure_ == UploadFailure::TooManyFiles) {
      const auto error = sink_->open(file_.path);
      if (error)
        fail_upload(error);
      else
        keeping_ = Keeping::Writing;
      if (!file_.path.empty()) file_.keeper = std::make_shared<TemporaryFile>(file_.path);
    }
  }
  file_.size += bytes.size();
  if (file_.size > limits_.file_bytes && !file_.too_big) {
    file_.too_big = true;
    if (keeping_ == Keeping::Writing) sink_->close();
    keeping_ = Keeping::Discarding;
    file_.keeper.reset();
    file_.path.clear();
  }
  if (keeping_ != Keeping::Writing) return;
  if (const auto error = sink_->write(bytes)) fail_upload(error);
}

void MultipartParser::end_part() {
  if (kind_ == PartKind::Text) {
    form_.add(std::move(name_), std::move(text_));
    return;
  }
  if (keeping_ == Keeping::Writing) {
    if (const auto error = sink_->close()) fail_upload(error);
  }
  if (file_.filename.empty() && file_.size == 0) return;
  if (files_.size() >= limits_.files) {
    failure_ = failure_ == UploadFailure::None ? UploadFailure::TooManyFiles : failure_;
    return;
  }
  files_.push_back(std::move(file_));
}

void MultipartParser::fail_upload(const std::error_code& error) {
  const bool full =
      error == std::errc::no_space_on_device || error == std::errc::file_too_large || error.value() == EDQUOT;
  failure_ = full ? UploadFailure::DiskFull : UploadFailure::WriteError;
  sink_->close();
  keeping_ = Keeping::Discarding;
  file_.keeper.reset();
  file_.path.clear();
}

bool MultipartParser::stop(Status status) {
  if (status_ == Status::Good) status_ = status;
  return false;
}

DiskSink::~DiskSink() {
  if (file_ >= 0) ::close(file_);
}

std::error_code DiskSink::open(std::filesystem::path& path) {
  auto wanted = directory_ / ("upload-" + random_hex(16));
  file_ = ::open(wanted.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file_ < 0) return last_error();
  path = std::move(wanted);
  return {};
}

std::error_code DiskSink::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(file_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return last_error();
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

std::error_code DiskSink::close() {
  if (file_ < 0) return {};
  const int outcome = ::close(std::exchange(file_, -1));
  return outcome == 0 ? std::error_code{} : last_error();
}

}  // namespace dumas::http
