// An alternative for a std::variant that would otherwise hold nothing but the library's own texts and lists and small values.
//
// libstdc++ 12 takes such a variant for one that is never without a value (_Never_valueless_alt in <variant>). When there is
// no memory to copy it, the copy's destructor then destroys a value that was never made, and the program dies. One
// alternative of our own makes it look before it destroys.
#pragma once

#include <utility>

namespace dumas {

template <class T>
struct VariantMember {
  VariantMember(T held) : value(std::move(held)) {}  // NOLINT(google-explicit-constructor): it stands for a T
  T value;
  friend bool operator==(const VariantMember&, const VariantMember&) = default;
};

}  // namespace dumas
