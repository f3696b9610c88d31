# What http/ alone needs: Boost headers (Asio, Beast as parser) and zlib.
find_package(Boost 1.81 REQUIRED)
find_package(ZLIB REQUIRED)
target_link_libraries(dumas_http PRIVATE Boost::headers ZLIB::ZLIB)
