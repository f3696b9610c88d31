// Whoever can make a paper's PDF, as its callers see him: pages and the dossier need no more of the printer.
#pragma once

#include <functional>
#include <string>

#include "base/result.hpp"

namespace dumas::app {

struct PaperRequest;  // app/papers/paper_model.hpp

// The PDF's bytes. Refusals are for the reader: no such paper, the printer is busy or broken.
using PaperPrinter = std::function<Result<std::string>(const PaperRequest&)>;

}  // namespace dumas::app
