// Names of files inside a dossier: readable, the same on every system, never twice. Called by contents.cpp.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace dumas::app::dossier {

class FileNames {
 public:
  // "dokumen/07-surat-jawaban.pdf" from ("dokumen", 7, "Surat Jawaban", ".pdf").
  // Letters outside ASCII, marks and whatever a system could take for more than a name become "-"; the number in front
  // keeps a name from being a device's ("CON") and from being empty. At most 60 letters of the title are kept.
  [[nodiscard]] std::string make(std::string_view folder, int number, std::string_view title,
                                 std::string_view extension);

 private:
  std::set<std::string> taken_;
};

// ".pdf" of a file's own name, in small letters; "" when it is none that a dossier takes over.
[[nodiscard]] std::string plain_extension(std::string_view filename);

}  // namespace dumas::app::dossier
