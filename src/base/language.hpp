// The two languages of the pages. Official documents are always Indonesian.
#pragma once

namespace dumas {

enum class Language { Indonesian, English };

}  // namespace dumas
