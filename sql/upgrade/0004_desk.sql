-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 3 to 4: the desk. Stop the daemons, back up, load it once:  mariadb astercc < sql/upgrade/0004_desk.sql
SET NAMES utf8mb4;

CREATE TABLE originated_call (
  id          bigint unsigned NOT NULL AUTO_INCREMENT,
  server      varchar(40)  NOT NULL DEFAULT 'asterisk',
  channelid   varchar(150) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  accountid   int unsigned NOT NULL DEFAULT 0,
  cretime     datetime(3)  NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY channelid (channelid)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

INSERT INTO schema_version (version, applied, description) VALUES (4, UTC_TIMESTAMP(), 'the desk');
