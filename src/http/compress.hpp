// Content coding: which codings a client takes, and gzip of a text answer. Called by the server and static_files.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dumas::http {

struct Request;
struct Response;

// Whether an Accept-Encoding header takes the coding; `q=0` refuses it.
[[nodiscard]] bool accepts_coding(std::string_view header, std::string_view coding);

// gzip at level 3: a 20 KiB page in about 0.2 ms. Nothing when zlib fails.
[[nodiscard]] std::optional<std::string> gzip(std::string_view plain);

// Compresses the answer's text in place when it opted in, is over 1 KiB and the client takes gzip.
void compress_if_wanted(const Request& request, Response& response);

}  // namespace dumas::http
