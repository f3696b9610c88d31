find_package(rapidcheck REQUIRED)
# Receipts are read back by a library of PDF, as a reader's program would.
pkg_check_modules(QPDF REQUIRED IMPORTED_TARGET libqpdf)
target_link_libraries(test_proof PRIVATE rapidcheck PkgConfig::QPDF)
target_compile_definitions(test_proof PRIVATE POINTERHOLDER_TRANSITION=4)

# The fuzzer of receipts is built like the one of the multipart parser, from sources so that clang's counters are in them.
if(DUMAS_FUZZ)
  file(GLOB fuzz_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/proof/*.cpp)
  add_executable(fuzz_receipt ${CMAKE_CURRENT_SOURCE_DIR}/fuzz/fuzz_receipt.cpp ${fuzz_sources}
    ${PROJECT_SOURCE_DIR}/src/base/digest.cpp ${PROJECT_SOURCE_DIR}/src/base/text.cpp
    ${PROJECT_SOURCE_DIR}/src/base/time.cpp ${PROJECT_SOURCE_DIR}/src/base/utf8.cpp)
  pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
  target_include_directories(fuzz_receipt PRIVATE ${PROJECT_SOURCE_DIR}/src)
  target_compile_definitions(fuzz_receipt PRIVATE POINTERHOLDER_TRANSITION=4)
  target_compile_options(fuzz_receipt PRIVATE -fsanitize=fuzzer,address,undefined)
  target_link_options(fuzz_receipt PRIVATE -fsanitize=fuzzer,address,undefined)
  target_link_libraries(fuzz_receipt PRIVATE PkgConfig::QPDF PkgConfig::SODIUM Boost::json fmt::fmt)
endif()
