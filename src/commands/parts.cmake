# The command line's parser, and where an uninstalled program finds views, locale, sop and config.
find_package(CLI11 REQUIRED)
target_link_libraries(dumas PRIVATE CLI11::CLI11)
target_compile_definitions(dumas PRIVATE DUMAS_SHARE_DIR="${CMAKE_CURRENT_SOURCE_DIR}")
# The allocator of the server. The sanitizers bring their own.
if(NOT DUMAS_SANITIZE)
  find_library(MIMALLOC mimalloc REQUIRED)
  target_link_options(dumas PRIVATE LINKER:--no-as-needed)
  target_link_libraries(dumas PRIVATE ${MIMALLOC})
  target_compile_definitions(dumas PRIVATE DUMAS_MIMALLOC)
endif()
