# Certificates are made in the test, with OpenSSL itself.
target_link_libraries(test_signing PRIVATE OpenSSL::Crypto)
if(DUMAS_FUZZ)
  file(GLOB signing_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/signing/*.cpp)
  add_executable(fuzz_pdf_signature ${CMAKE_CURRENT_SOURCE_DIR}/fuzz/fuzz_pdf_signature.cpp ${signing_sources}
    ${PROJECT_SOURCE_DIR}/src/base/time.cpp ${PROJECT_SOURCE_DIR}/src/base/utf8.cpp)
  target_include_directories(fuzz_pdf_signature PRIVATE ${PROJECT_SOURCE_DIR}/src)
  target_compile_definitions(fuzz_pdf_signature PRIVATE POINTERHOLDER_TRANSITION=4)
  target_link_libraries(fuzz_pdf_signature PRIVATE fmt::fmt OpenSSL::Crypto PkgConfig::QPDF)
  target_compile_options(fuzz_pdf_signature PRIVATE -fsanitize=fuzzer,address,undefined)
  target_link_options(fuzz_pdf_signature PRIVATE -fsanitize=fuzzer,address,undefined)
endif()
