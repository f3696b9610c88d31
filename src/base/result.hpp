// Result<T>: a value or an expected refusal. Refusals are values; bugs throw.
// Used by every folder. http/ and web/ map a Refusal to a status and a sentence in one place.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace dumas {

// Why a command or an input was refused. `code` is a stable word for programs, e.g. "MISSING_DOC:RECEIPT"
// or "INVALID_INPUT"; `field` names the input beside which the sentence belongs (empty: the whole command);
// `key` is the catalogue key of the sentence, `arguments` fill its {0}, {1} ... places.
struct Refusal {
  std::string code;
  std::string field{};
  std::string key{};
  std::vector<std::string> arguments{};
  // Further refusals of the same input, so that a form shows all its errors at once.
  std::vector<Refusal> others{};

  friend bool operator==(const Refusal&, const Refusal&) = default;
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}  // NOLINT(google-explicit-constructor)
  Result(Refusal refusal) : state_(std::in_place_index<1>, std::move(refusal)) {}  // NOLINT

  [[nodiscard]] bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  // The value. Throws std::logic_error when there is none: that is a bug of the caller.
  [[nodiscard]] T& value() & { return require(), std::get<0>(state_); }
  [[nodiscard]] const T& value() const& { return require(), std::get<0>(state_); }
  [[nodiscard]] T&& value() && { return require(), std::get<0>(std::move(state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  [[nodiscard]] const Refusal& refusal() const { return std::get<1>(state_); }

 private:
  void require() const {
    if (!ok()) throw std::logic_error("Result without value: " + std::get<1>(state_).code);
  }
  std::variant<T, Refusal> state_;
};

// For steps that give nothing back but may be refused.
struct Done {
  friend bool operator==(const Done&, const Done&) = default;
};
using Checked = Result<Done>;

}  // namespace dumas
