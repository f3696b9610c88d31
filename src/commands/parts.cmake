# The command line's parser, and where an uninstalled program finds views, locale, sop and config.
find_package(CLI11 REQUIRED)
target_link_libraries(dumas PRIVATE CLI11::CLI11)
target_compile_definitions(dumas PRIVATE DUMAS_SHARE_DIR="${CMAKE_CURRENT_SOURCE_DIR}")
