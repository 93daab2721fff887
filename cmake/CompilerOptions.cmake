# SPDX-License-Identifier: GPL-3.0-or-later
# cc_options: what every target of ours is compiled with. Link it PRIVATE.
set(CC_SANITIZE "" CACHE STRING "Sanitizers, comma separated: address,undefined or thread")
option(CC_HARDEN "Hardening flags of a shipped build" OFF)
option(CC_FUZZ "Build the libFuzzer targets (needs clang)" OFF)

add_library(cc_options INTERFACE)
target_include_directories(cc_options INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(cc_options INTERFACE -Wall -Wextra -Wshadow -Wconversion -Wnon-virtual-dtor -Wold-style-cast -Werror)

if(CC_SANITIZE)
  target_compile_options(cc_options INTERFACE -fsanitize=${CC_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(cc_options INTERFACE -fsanitize=${CC_SANITIZE})
endif()
if(CC_SANITIZE MATCHES thread)
  # ThreadSanitizer does not know the fences Asio puts around handlers; its queues are locked, which it does see.
  target_compile_definitions(cc_options INTERFACE BOOST_ASIO_DISABLE_FENCED_BLOCK)
endif()
if(CC_FUZZ)
  target_compile_options(cc_options INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(CC_HARDEN)
  target_compile_options(cc_options INTERFACE -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -D_GLIBCXX_ASSERTIONS
                         -fstack-protector-strong -fstack-clash-protection -fcf-protection -ftrivial-auto-var-init=zero)
  target_link_options(cc_options INTERFACE -pie -Wl,-z,relro,-z,now)
endif()

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()
