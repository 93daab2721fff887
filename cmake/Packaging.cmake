# SPDX-License-Identifier: GPL-3.0-or-later
# `cpack -G DEB` in build/release: astercc_VERSION_amd64.deb, the programs below /usr. What is this machine's own (database,
# Apache, folders) install.sh sees to, from postinst.
set(CPACK_PACKAGE_NAME astercc)
set(CPACK_PACKAGE_CONTACT "asterCC developers")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION comm)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS
    "apache2, libapache2-mod-fcgid, media-types, libjs-bootstrap5, libjs-awesomplete, libjs-leaflet, fonts-font-awesome, default-mysql-client | mariadb-client, adduser, util-linux, procps")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "mariadb-server, cron, logrotate")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "asterisk, fail2ban")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${CMAKE_SOURCE_DIR}/packaging/debian/postinst ${CMAKE_SOURCE_DIR}/packaging/debian/prerm
    ${CMAKE_SOURCE_DIR}/packaging/debian/postrm)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_STRIP_FILES ON)
include(CPack)
