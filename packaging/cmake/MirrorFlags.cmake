# Compiler and linker flags of the whole project, in one interface target.
add_library(mirror_flags INTERFACE)
target_compile_options(mirror_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wold-style-cast -Wnon-virtual-dtor -Woverloaded-virtual
  -fstack-protector-strong -fno-semantic-interposition -fvisibility-inlines-hidden)
target_link_options(mirror_flags INTERFACE LINKER:-z,relro,-z,now)
# x86-64-v2 (every server since 2009) is what simdjson and CRC code are measured with.
if(CMAKE_SYSTEM_PROCESSOR STREQUAL "x86_64")
  target_compile_options(mirror_flags INTERFACE -march=x86-64-v2)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  target_compile_options(mirror_flags INTERFACE -Wno-missing-field-initializers)
else()
  # Designated initialisers leave out members on purpose: the default is the meaning.
  target_compile_options(mirror_flags INTERFACE -Wno-missing-field-initializers)
endif()
if(CMAKE_BUILD_TYPE MATCHES "Release|RelWithDebInfo" AND NOT MIRROR_SANITIZE)
  target_compile_definitions(mirror_flags INTERFACE _FORTIFY_SOURCE=2)
endif()
if(MIRROR_SANITIZE)
  target_compile_options(mirror_flags INTERFACE -fsanitize=${MIRROR_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(mirror_flags INTERFACE -fsanitize=${MIRROR_SANITIZE})
  if(MIRROR_SANITIZE MATCHES "undefined")
    target_compile_options(mirror_flags INTERFACE -fno-sanitize-recover=undefined)
  endif()
endif()
