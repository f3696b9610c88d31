// A tar archive begun with one large file that is given up for it. What has been copied is taken back from the file system at
// once, so that file and archive never take up the same room twice where they lie on one disk. Called by backup.cpp, for
// the copy of the database; the system's tar appends the rest.
#pragma once

#include <filesystem>
#include <string>

namespace dumas::app {

// Writes `archive`, which must not exist, mode 0600, with `file` as its only member, called `name`. The file is of no use
// afterwards, also where this fails. Throws std::system_error.
void start_tar(const std::filesystem::path& archive, const std::filesystem::path& file, const std::string& name);

}  // namespace dumas::app
