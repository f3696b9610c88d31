// Attachments and scans: encrypted files named by a keyed hash of their content, DIR/files/ab/cdef... The database
// knows their names, types and sizes; nothing here does. Called by app/ for uploads and downloads and by `dumas verify`.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "store/vault.hpp"

namespace dumas::store {

struct StoredFile {
  std::string name;    // 64 hex digits, a keyed hash: the same content has the same name, and nobody can guess it
  std::uint64_t size;  // bytes of the content
  std::string sha256;  // of the content, 64 hex digits; it identifies the content, so treat it as personal data
};

enum class Flow { Continue, Stop };
enum class Reading { Complete, Stopped, Missing, Damaged };

class FileStore {
 public:
  FileStore(std::filesystem::path folder, const Vault& vault);  // creates the folder, mode 0700

  // Encrypts the content of `source` into the store. When it returns, file and folder are on the disk. The same content
  // twice is one file. `source` stays; it is plain, so its owner removes it at once.
  // Refusal: DISK_FULL (error.disk_full). Throws std::system_error when reading or writing fails otherwise.
  [[nodiscard]] Result<StoredFile> keep(const std::filesystem::path& source) const;

  // Hands the content to `sink` in pieces of up to 64 KiB, each checked before it is handed over. Damaged may come
  // after some good pieces: the receiver must then break off its answer.
  [[nodiscard]] Reading read(std::string_view name, const std::function<Flow(std::string_view piece)>& sink) const;

  // Bytes of the content as the stored file's length tells; nullopt when there is no such file.
  [[nodiscard]] std::optional<std::uint64_t> size(std::string_view name) const;

  // Reads everything and compares the content with its name.
  [[nodiscard]] Reading verify(std::string_view name) const;

  // Erases. The caller has made sure that no other record has the same name.
  void remove(std::string_view name) const;

 private:
  [[nodiscard]] std::filesystem::path path_of(std::string_view name) const;
  std::filesystem::path folder_;
  SecretKey content_key_;
  SecretKey name_key_;
};

}  // namespace dumas::store
