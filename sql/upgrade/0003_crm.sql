-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 2 to 3: the CRM. Stop the daemons, back up, load it once:  mariadb astercc < sql/upgrade/0003_crm.sql
SET NAMES utf8mb4;

-- Customers, contacts, notes and the lists

ALTER TABLE customer
  ADD KEY cretime (cretime),
  ADD KEY city (city);

ALTER TABLE diallist
  ADD KEY dialnumber (dialnumber);

CREATE TABLE dnc (
  id          bigint unsigned NOT NULL AUTO_INCREMENT,
  number      varchar(40)  NOT NULL DEFAULT '',
  groupid     int unsigned NOT NULL DEFAULT 0,
  campaignid  int unsigned NOT NULL DEFAULT 0,
  reason      varchar(255) NOT NULL DEFAULT '',
  creby       varchar(30)  NOT NULL DEFAULT '',
  cretime     datetime     NULL,
  PRIMARY KEY (id),
  UNIQUE KEY number (number, groupid, campaignid),
  KEY groupid (groupid, id),
  KEY campaignid (campaignid)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE grid_columns (
  accountid   int unsigned NOT NULL,
  grid        varchar(30)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  columns     text         NOT NULL,
  PRIMARY KEY (accountid, grid)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Import

-- Accounts, groups, settings, audit

-- Surveys, calls and recordings

INSERT INTO schema_version (version, applied, description) VALUES (3, UTC_TIMESTAMP(), 'the CRM');
