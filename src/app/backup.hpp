// `dumas backup` and `dumas restore`: the whole office in one archive (tar), taken and put back while a server runs.
#pragma once

#include <filesystem>
#include <functional>

#include "app/application.hpp"

namespace dumas::app {

enum class KeyInBackup { Included, LeftOut };

// Database (a consistent copy), files, keys and the office's own settings. On the disk under its name when this
// returns. Refusals: TARGET_EXISTS, BACKUP_FAILED with a sentence in arguments[0].
[[nodiscard]] Checked backup(Application&, const std::filesystem::path& target, KeyInBackup);

// Unpacks an archive into DATA/restore and proves it with verify(). The archive without a key is opened with the
// office's present one. Refusals: RESTORE_FAILED, RESTORE_DAMAGED with a sentence each; RESTORE_KEY
// (error.restore_key {file}): the archive has no key, and the present one is missing or is not that of its office;
// KEY_OTHER: the archive's own key is not that of its database.
[[nodiscard]] Checked stage_restore(const Folders&, const std::filesystem::path& archive);

// Whether a proven restore waits in DATA/restore.
[[nodiscard]] bool restore_waits(const Folders&);

// The same where the office's database is PostgreSQL: fills `place`, which must be empty and used by nobody, and swaps in
// the rest. Nothing is ever emptied for it. Refusals: those of store::transfer, after which all is as it was.
[[nodiscard]] Checked restore_into(const Folders&, const store::DatabasePlace& place, Instant now);

// Puts it in the place of the present data, which is kept in DATA/before-restore-{time}. Nobody may have the data open.
void swap_in_restore(const Folders&, Instant now);

}  // namespace dumas::app
