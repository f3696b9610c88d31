# The pages are printed with libqrencode, a bomb is packed with zlib; the worker is the program itself.
pkg_check_modules(QRENCODE REQUIRED IMPORTED_TARGET libqrencode)
pkg_check_modules(ZLIB REQUIRED IMPORTED_TARGET zlib)
target_link_libraries(test_scan PRIVATE PkgConfig::QRENCODE PkgConfig::ZLIB)
target_compile_definitions(test_scan PRIVATE DUMAS_PROGRAM_PATH="$<TARGET_FILE:dumas>")
add_dependencies(test_scan dumas)
