# The fuzzer of the multipart parser is built with clang and -DDUMAS_FUZZ=ON.
if(DUMAS_FUZZ)
  add_executable(fuzz_multipart ${CMAKE_CURRENT_SOURCE_DIR}/fuzz/fuzz_multipart.cpp
    ${PROJECT_SOURCE_DIR}/src/http/multipart.cpp ${PROJECT_SOURCE_DIR}/src/http/part_header.cpp
    ${PROJECT_SOURCE_DIR}/src/http/form.cpp ${PROJECT_SOURCE_DIR}/src/http/text.cpp
    ${PROJECT_SOURCE_DIR}/src/http/request.cpp)
  target_include_directories(fuzz_multipart PRIVATE ${PROJECT_SOURCE_DIR}/src)
  target_compile_options(fuzz_multipart PRIVATE -fsanitize=fuzzer,address,undefined)
  target_link_options(fuzz_multipart PRIVATE -fsanitize=fuzzer,address,undefined)
endif()
