// The background turn that issues finished papers, so that nobody has to wait for the printer. Made by serve.
#pragma once

#include <chrono>
#include <memory>

#include "app/papers/paper_desk.hpp"

namespace dumas::app {

class PaperTurn {
 public:
  // Looks every so often; what is asked for meanwhile is issued at once by its reader.
  PaperTurn(PaperDesk&, std::chrono::seconds every);
  PaperTurn(const PaperTurn&) = delete;
  PaperTurn& operator=(const PaperTurn&) = delete;
  ~PaperTurn();  // stop()
  void start();
  void stop();  // finishes the paper at hand

 private:
  struct Thread;
  std::unique_ptr<Thread> thread_;
};

}  // namespace dumas::app
