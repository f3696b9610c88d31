// A frozen paper with the proof that the log holds it: a signed checkpoint and the way from the paper's event to its
// root, put behind the frozen bytes, which stay as they are. Called by the pages that give out receipts.
#pragma once

#include <string>
#include <string_view>

#include "app/papers/paper_desk.hpp"

namespace dumas::app {

// The proof alone, one line of JSON. Makes a checkpoint when none covers the paper's event yet.
[[nodiscard]] Result<std::string> proof_of(Application&, const store::PaperRow&);

// `dumas verify-receipt FILE` checks what this gives. A certified paper is given as it is: bytes behind a signature
// would make readers say that it was changed.
[[nodiscard]] Result<std::string> with_proof(Application&, const IssuedPdf&);

// Whether `file`, which begins with the paper's frozen bytes, goes on with the office's proof and nothing else: what a
// forger puts behind them could show another page.
[[nodiscard]] bool carries_our_proof(Application&, std::string_view file);

}  // namespace dumas::app
