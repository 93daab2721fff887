-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 3 to 4: the desk. Stop the daemons, back up, load it once:  mariadb astercc < sql/upgrade/0004_desk.sql
SET NAMES utf8mb4;

INSERT INTO schema_version (version, applied, description) VALUES (4, UTC_TIMESTAMP(), 'the desk');
