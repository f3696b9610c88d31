# What src/base needs beside the standard library: SHA-256. Included by dumas_library.
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
target_link_libraries(dumas_base PRIVATE PkgConfig::SODIUM)
