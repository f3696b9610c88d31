// What the commands share: opening the office and saying what is wrong in a plain sentence.
#pragma once

#include <memory>

#include "app/application.hpp"
#include "commands/commands.hpp"
#include "locale/catalogue.hpp"

namespace dumas::commands {

// The office's parts, or nullptr after the reason was printed.
std::unique_ptr<app::Application> open_office(const Place&, const Clock* clock = nullptr, int readers = 2);

// The refusal as a sentence of the catalogue, on standard error. Returns 1.
int say_refusal(const Place&, const Refusal&);

}  // namespace dumas::commands
