# The pages are printed with libqrencode; the worker is the program itself.
pkg_check_modules(QRENCODE REQUIRED IMPORTED_TARGET libqrencode)
target_link_libraries(test_scan PRIVATE PkgConfig::QRENCODE)
target_compile_definitions(test_scan PRIVATE DUMAS_PROGRAM_PATH="$<TARGET_FILE:dumas>")
add_dependencies(test_scan dumas)
